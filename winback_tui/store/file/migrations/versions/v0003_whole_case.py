"""What the whole case needs: battle cards, the side of an order of the day of the loss, former names, own changes."""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables and columns; nothing that stands is changed."""
    for statement in statements("0003_whole_case.sql"):
        op.execute(statement)
