"""The eighth schema: accounts by their name, so that a command that names one finds it without reading all."""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the index."""
    for statement in statements("0008_names.sql"):
        op.execute(statement)
