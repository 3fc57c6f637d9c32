"""The third schema, as the frozen SQL beside it: a provable log, battle cards, former names, own changes, risk signs.

Summaries of an earlier version know no signs of a coming loss, so the next reading computes them again.
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
        "INSERT OR IGNORE INTO derived (name, value) SELECT 'due', 'scores' FROM derived WHERE name = 'scored_on'"
    )
