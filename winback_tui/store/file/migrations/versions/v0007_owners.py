"""The seventh schema: the owner with each summary, so that a review adds up by owner from its indexes alone."""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column as the accounts have it, and the indexes that hold it."""
    for statement in statements("0007_owners.sql"):
        op.execute(statement)
    op.execute(
        "UPDATE account_summary SET owner_id ="
        " coalesce((SELECT owner_id FROM account WHERE no = account_summary.account_no), '')"
    )
