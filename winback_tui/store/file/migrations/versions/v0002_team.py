"""What a book needs to be one of several: citations, originals of imported rows, laptops.

Rows that an import brought and a person changed since get their original back from the log: a book of the first schema
was never merged, so the oldest change of a field knows what the import had written there.
"""

import json

from alembic import op
from sqlalchemy import text

from winback_tui.store.file.migrations import statements

revision = "0002"
down_revision = "0001"

_NAMES = {"account": "id", "sales_order": "key"}


def upgrade() -> None:
    """Create the tables and find the originals."""
    for statement in statements("0002_team.sql"):
        op.execute(statement)
    connection = op.get_bind()
    for table, name in _NAMES.items():
        columns = [row[1] for row in connection.execute(text(f"PRAGMA table_info({table})"))]
        kept = [column for column in columns if column not in ("no", "batch_no")]
        changed = connection.execute(
            text(
                f"SELECT DISTINCT t.{name}, t.batch_no FROM {table} t"
                f" JOIN change c ON c.tbl = '{table}' AND c.row = t.{name} AND c.col NOT IN ('*', '-')"
                " WHERE t.batch_no IS NOT NULL"
            )
        ).fetchall()
        for row, batch_no in changed:
            now = connection.execute(
                text(f"SELECT {', '.join(map(_portable, kept))} FROM {table} WHERE {name} = :row"),
                {"row": row},
            ).fetchone()
            assert now is not None
            original = dict(zip(kept, now, strict=True))
            first = connection.execute(
                text(
                    "SELECT col, before, min(seq) FROM change WHERE tbl = :table AND row = :row"
                    " AND col NOT IN ('*', '-') GROUP BY col"
                ),
                {"table": table, "row": row},
            )
            original.update({column: before for column, before, _ in first if column in original})
            connection.execute(
                text("INSERT OR IGNORE INTO import_original VALUES (:table, :row, :batch_no, :value)"),
                {
                    "table": table,
                    "row": row,
                    "batch_no": batch_no,
                    "value": json.dumps(original, ensure_ascii=False),
                },
            )


def _portable(column: str) -> str:
    if column == "account_no":
        return "(SELECT id FROM account WHERE no = sales_order.account_no)"
    return f'"{column}"'
