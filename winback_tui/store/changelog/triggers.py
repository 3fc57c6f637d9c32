"""SQL triggers that write the change log, made from the tables' columns.

They use built-in functions of SQLite 3.35 only, so that a foreign program that edits the book is recorded too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .logged import ACCOUNT_NO, logged_columns, row_name

_WALL = "coalesce(s.now, CAST((julianday('now') - 2440587.5) * 86400000.0 AS INTEGER))"
_TWO_YEARS_MS = 63_072_000_000
_STAMP = (
    f"max(s.hlc + 1, CASE WHEN s.hlc > 0 AND {_WALL} > (s.hlc >> 16) + {_TWO_YEARS_MS}"
    f" AND s.now IS NULL THEN 0 ELSE {_WALL} << 16 END)"
)
_HEAD = (
    "INSERT INTO change (site, seq, hlc, wall, tx, actor, tbl, row, col, value, before,"
    " replaces_site, replaces_seq)"
    f" SELECT s.site, s.seq + 1, {_STAMP}, {_WALL}, CASE s.tx WHEN '' THEN '~' || (s.hlc + 1) ELSE s.tx END, s.actor"
)
_IDLE = "(SELECT applying FROM state) = 0"

KEEP_STATE = """
CREATE TRIGGER change_written AFTER INSERT ON change BEGIN
  UPDATE state SET seq = CASE WHEN site = NEW.site THEN NEW.seq ELSE seq END, hlc = max(hlc, NEW.hlc);
  INSERT INTO cell (tbl, row, col, site, seq, hlc)
  VALUES (NEW.tbl, NEW.row, NEW.col, NEW.site, NEW.seq, NEW.hlc)
  ON CONFLICT (tbl, row, col) DO UPDATE
  SET site = excluded.site, seq = excluded.seq, hlc = excluded.hlc
  WHERE (excluded.hlc, excluded.site, excluded.seq) > (cell.hlc, cell.site, cell.seq);
END
""".strip()


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
        f"  {_HEAD}, '{table}', NEW.{name}, '*', {_whole_row(table, kept, 'NEW')}, NULL, NULL, NULL FROM state s;\n"
        "END",
    )
    changes = "\n".join(
        f"  {_HEAD}, '{table}', NEW.{name}, '{column}', {_portable(table, column, 'NEW')},"
        f" {_portable(table, column, 'OLD')}, c.site, c.seq FROM state s"
        f" LEFT JOIN cell c ON c.tbl = '{table}' AND c.row = NEW.{name} AND c.col ="
        f" CASE WHEN EXISTS (SELECT 1 FROM cell WHERE tbl = '{table}' AND row = NEW.{name} AND col = '{column}')"
        f" THEN '{column}' ELSE '*' END"
        f' WHERE NEW."{column}" IS NOT OLD."{column}";'
        for column in kept
        if column != name
    )
    yield (
        f"{table}_changed",
        f'CREATE TRIGGER {table}_changed AFTER UPDATE ON "{table}" WHEN {_IDLE} BEGIN\n{changes}\nEND',
    )
    yield (
        f"{table}_removed",
        f'CREATE TRIGGER {table}_removed AFTER DELETE ON "{table}" WHEN {_IDLE} BEGIN\n'
        f"  {_HEAD}, '{table}', OLD.{name}, '-', NULL, {_whole_row(table, kept, 'OLD')}, c.site, c.seq FROM state s"
        f" LEFT JOIN cell c ON c.tbl = '{table}' AND c.row = OLD.{name} AND c.col = '*';\n"
        "END",
    )
