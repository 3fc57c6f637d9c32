"""The ninth schema: customers by profit, owners by what is overdue, strong signs, each found without reading all."""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the indexes."""
    for statement in statements("0009_review_order.sql"):
        op.execute(statement)
