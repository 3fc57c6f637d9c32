"""The third schema, as the frozen SQL beside it."""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns and tables."""
    for statement in statements("0003_whole_case.sql"):
        op.execute(statement)
