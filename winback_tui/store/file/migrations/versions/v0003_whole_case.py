"""What the lists need to be worked through: accounts put aside, and the months of each.

Kept summaries know no months yet, so the next reading computes them from the orders.
"""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables and columns, and let the summaries be computed again."""
    for statement in statements("0003_whole_case.sql"):
        op.execute(statement)
    op.execute(
        "INSERT OR REPLACE INTO derived (name, value) SELECT 'due', 'fit' FROM derived WHERE name = 'scored_on'"
    )
