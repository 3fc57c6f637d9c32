"""The third schema, as the frozen SQL beside it: a provable log, battle cards, former names, own changes."""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables and columns; nothing that stands is changed."""
    for statement in statements("0003_whole_case.sql"):
        op.execute(statement)
