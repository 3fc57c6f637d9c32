"""The fifth schema: a segment with each summary, and indexes from which the sums of a review are made."""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column as the accounts have it, and the indexes."""
    for statement in statements("0005_review.sql"):
        op.execute(statement)
    op.execute(
        "UPDATE account_summary SET segment ="
        " coalesce((SELECT segment FROM account WHERE no = account_summary.account_no), '')"
    )
