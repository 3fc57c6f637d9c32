"""The sixth schema: each summary has the day from which contacts are open, so that lists need not evaluate gates.

Kept summaries know nothing of it, so the next reading computes them again.
"""

from alembic import op

from winback_tui.store.file.migrations import statements

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column, and let the summaries be computed again; a fit that waits already does that too."""
    for statement in statements("0006_contacts_from.sql"):
        op.execute(statement)
    op.execute(
        "INSERT OR IGNORE INTO derived (name, value) SELECT 'due', 'scores' FROM derived WHERE name = 'scored_on'"
    )
