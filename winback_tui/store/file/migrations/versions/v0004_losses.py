"""The fourth schema: each summary has what its orders say about each loss, so that a review reads no order.

Kept summaries know nothing of it, so the next reading computes them from the orders.
"""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column, and let the summaries be computed again."""
    for statement in statements("0004_losses.sql"):
        op.execute(statement)
    op.execute(
        "INSERT OR REPLACE INTO derived (name, value) SELECT 'due', 'fit' FROM derived WHERE name = 'scored_on'"
    )
