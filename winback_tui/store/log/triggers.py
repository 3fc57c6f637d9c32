"""SQL triggers that write the change log, made from the tables' columns.

They use built-in functions of SQLite 3.35 only, so that a foreign program that edits the book is recorded too. What
all of them do stands once, behind the view `logging`: every connection reads all triggers before its first query.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .logged_tables import ACCOUNT_NO, BULK_TABLES, logged_columns, row_name

_TWO_YEARS_MS = 63_072_000_000
_NAMELESS = "(NULL, NULL, NULL)"
"""A first row without names of its own, so that the columns of all are called column1, column2, column3."""
_IDLE = "(SELECT applying FROM state) = 0"

SHARED = {
    "next_change": f"""
CREATE VIEW next_change AS
SELECT site, seq + 1 AS seq,
  max(hlc + 1, CASE WHEN hlc > 0 AND wall > (hlc >> 16) + {_TWO_YEARS_MS} AND now IS NULL THEN 0
    ELSE wall << 16 END) AS hlc,
  wall, CASE tx WHEN '' THEN '~' || (hlc + 1) ELSE tx END AS tx, actor
FROM (SELECT *, coalesce(now, CAST((julianday('now') - 2440587.5) * 86400000.0 AS INTEGER)) AS wall FROM state)
""".strip(),
    "logging": """
CREATE VIEW logging AS SELECT tbl, row, col, value, before FROM change
""".strip(),
    "logging_added": """
CREATE TRIGGER logging_added INSTEAD OF INSERT ON logging BEGIN
  INSERT INTO change (site, seq, hlc, wall, tx, actor, tbl, row, col, value, before, replaces_site, replaces_seq)
  SELECT n.*, NEW.tbl, NEW.row, NEW.col, NEW.value, NEW.before, c.site, c.seq FROM next_change n
  LEFT JOIN cell c ON c.tbl = NEW.tbl AND c.row = NEW.row AND c.col = CASE NEW.col
    WHEN '*' THEN NULL WHEN '-' THEN '*'
    ELSE (SELECT max(col) FROM cell WHERE tbl = NEW.tbl AND row = NEW.row AND col IN (NEW.col, '*')) END;
END
""".strip(),
    "change_written": """
CREATE TRIGGER change_written AFTER INSERT ON change BEGIN
  UPDATE state SET seq = CASE WHEN site = NEW.site THEN NEW.seq ELSE seq END, hlc = max(hlc, NEW.hlc);
  INSERT INTO cell (tbl, row, col, site, seq, hlc)
  VALUES (NEW.tbl, NEW.row, NEW.col, NEW.site, NEW.seq, NEW.hlc)
  ON CONFLICT (tbl, row, col) DO UPDATE
  SET site = excluded.site, seq = excluded.seq, hlc = excluded.hlc
  WHERE (excluded.hlc, excluded.site, excluded.seq) > (cell.hlc, cell.site, cell.seq);
END
""".strip(),
}
"""Name and SQL of what the triggers of all tables share: site, number, stamp, instant, act and actor of the change
that comes next; the way into the log, which finds what a change replaces; and what follows from a written change."""


def _portable(table: str, column: str, version: str) -> str:
    if (table, column) == (ACCOUNT_NO.table, ACCOUNT_NO.column):
        return f"(SELECT id FROM {ACCOUNT_NO.target} WHERE no = {version}.{column})"
    return f'{version}."{column}"'


def _whole_row(table: str, columns: Sequence[str], version: str) -> str:
    pairs = ", ".join(f"'{column}', {_portable(table, column, version)}" for column in columns)
    return f"json_object({pairs})"


def triggers_for(table: str, columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name and SQL of the three triggers that log inserts, changed columns and deletes of `table`."""
    kept = logged_columns(columns)
    name = row_name(table)
    yield (
        f"{table}_added",
        f'CREATE TRIGGER {table}_added AFTER INSERT ON "{table}" WHEN {_IDLE} BEGIN\n'
        f"  INSERT INTO logging VALUES ('{table}', NEW.{name}, '*', {_whole_row(table, kept, 'NEW')}, NULL);\n"
        "END",
    )
    cells = ", ".join(
        f"('{column}', {_portable(table, column, 'NEW')}, {_portable(table, column, 'OLD')})"
        for column in kept
        if column != name
    )
    yield (
        f"{table}_changed",
        f'CREATE TRIGGER {table}_changed AFTER UPDATE ON "{table}" WHEN {_IDLE} BEGIN\n'
        f"  INSERT INTO logging SELECT '{table}', NEW.{name}, * FROM (VALUES {_NAMELESS}, {cells})"
        " WHERE column2 IS NOT column3;\n"
        "END",
    )
    yield (
        f"{table}_removed",
        f'CREATE TRIGGER {table}_removed AFTER DELETE ON "{table}" WHEN {_IDLE} BEGIN\n'
        f"  INSERT INTO logging VALUES ('{table}', OLD.{name}, '-', NULL, {_whole_row(table, kept, 'OLD')});\n"
        "END",
    )


CHECKSUM_TRIGGERS = {
    f"{table}_unsealed_by_{event.lower()}": (
        f"CREATE TRIGGER {table}_unsealed_by_{event.lower()} AFTER {event} ON {table}"
        f" WHEN OLD.batch_no IS NOT NULL BEGIN\n"
        f"  DELETE FROM seal WHERE tbl = '{table}' AND batch_no = OLD.batch_no;\n"
        "END"
    )
    for table in BULK_TABLES
    for event in ("UPDATE", "DELETE")
}
"""Name and SQL of the triggers that drop the checksum of an import when one of its rows is changed in the ordinary
way, by whichever program; it is computed again later. The names are part of every book since the first version."""
