"""The third schema, as the frozen SQL beside it.

It brings a provable log, battle cards, former names, own changes, risk signs, accounts put aside, and months in a row.
Kept summaries know nothing of what it adds to them, so the next reading computes them from the orders.
"""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns and tables, and let the summaries be computed again."""
    for statement in statements("0003_whole_case.sql"):
        op.execute(statement)
    op.execute(
        "INSERT OR REPLACE INTO derived (name, value) SELECT 'due', 'fit' FROM derived WHERE name = 'scored_on'"
    )
