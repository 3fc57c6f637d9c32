"""The fifth schema: a segment with each summary, and indexes from which the sums of a review are made.

Older versions judged the signs of a coming loss in other words, so the next reading scores all accounts again.
"""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column as the accounts have it, and the indexes, and let the summaries be scored again."""
    for statement in statements("0005_review.sql"):
        op.execute(statement)
    op.execute(
        "UPDATE account_summary SET segment ="
        " coalesce((SELECT segment FROM account WHERE no = account_summary.account_no), '')"
    )
    op.execute(
        "INSERT OR IGNORE INTO derived (name, value) SELECT 'due', 'scores' FROM derived WHERE name = 'scored_on'"
    )
