"""SQL triggers that write the change log, made from the tables' columns.

Triggers write it, not the program, so that nothing can change a field unrecorded: neither a forgotten call nor a
foreign program that edits the book. They use built-in functions of SQLite 3.35 only. What they all share is defined
once, behind the view `logging`: every connection parses all triggers before its first query, so each of them is short.

- `next_change` numbers and stamps the change to come. The stamp is a hybrid logical clock: the milliseconds of the wall
  clock shifted by 16 bits, or one more than the newest stamp where that is later. So stamps only rise, even when a
  clock is set back. A wall clock more than two years past the newest stamp is taken as wrong and ignored (a laptop
  that wakes up in 2099 would win every field of every copy for good), unless the act gave the time itself (`now`).
  Outside an act each change is a separate, randomly named transaction: two copies of a laptop whose clocks stand
  still stamp alike, and the transaction distinguishes them.
- `logging_added` finds the change that the new one replaces: the last of the field, else the insert of its row, whose
  column `*` sorts before every name.
  Of fields that belong together it also cites the others, where another laptop wrote them last: so that everybody can
  tell who knew of whom. Its own changes a laptop knows anyway.
- `change_written` keeps in `cell` which change wins each field: the greatest (stamp, site, number). That order is total
  and the same in every copy, in whatever order the changes arrive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .logged_tables import ACCOUNT_NO, BULK_TABLES, TOGETHER, logged_columns, row_name

TWO_YEARS_MS = 63_072_000_000
SALT_BYTES = 16
TX_BYTES = 8
"""Random bytes in the name of a change written outside any act."""
TAKING_IN = 2
"""The value of `state.applying` while changes from elsewhere are added in bulk; cells and stamp are set afterwards."""

_NAMELESS = "(NULL, NULL, NULL)"
"""A first row without column names, so that all columns are called column1, column2, column3."""
_IDLE = "(SELECT applying FROM state) = 0"
WALL = "coalesce(now, CAST((julianday('now') - 2440587.5) * 86400000.0 AS INTEGER))"

_WITH_OTHERS = ", ".join(f"'{table}'" for table in TOGETHER)
_OTHERS = "\n      ".join(
    f"WHEN '{table}.{column}' THEN '{' '.join(('', *(each for each in group if each != column), ''))}'"
    for table, groups in TOGETHER.items()
    for group in groups
    for column in group
)
"""By field: the fields that belong together with it, each between spaces."""

SHARED = {
    "next_change": f"""
CREATE VIEW next_change AS
SELECT site, seq + 1 AS seq,
  max(hlc + 1, CASE WHEN hlc > 0 AND wall > (hlc >> 16) + {TWO_YEARS_MS} THEN 0 ELSE wall << 16 END) AS hlc,
  wall, CASE tx WHEN '' THEN '~' || lower(hex(randomblob({TX_BYTES}))) ELSE tx END AS tx, actor
FROM (SELECT *, {WALL} AS wall FROM state)
""".strip(),
    "logging": """
CREATE VIEW logging AS SELECT tbl, row, col, value, before FROM change
""".strip(),
    "logging_added": f"""
CREATE TRIGGER logging_added INSTEAD OF INSERT ON logging BEGIN
  INSERT INTO change (site, seq, hlc, wall, tx, actor, tbl, row, col, value, before, replaces_site, replaces_seq,
    proof)
  SELECT n.site, n.seq,
    max(n.hlc, 1 + coalesce((SELECT max(hlc) FROM cell WHERE tbl = NEW.tbl AND row = NEW.row), 0)),
    n.wall, n.tx, n.actor, NEW.tbl, NEW.row, NEW.col, NEW.value, NEW.before, c.site, c.seq,
    randomblob({SALT_BYTES}) FROM next_change n
  LEFT JOIN cell c ON c.tbl = NEW.tbl AND c.row = NEW.row AND c.col = CASE NEW.col
    WHEN '*' THEN '-' WHEN '-' THEN '*'
    ELSE (SELECT col FROM cell WHERE tbl = NEW.tbl AND row = NEW.row AND col IN (NEW.col, '*')
      ORDER BY hlc DESC, site DESC, seq DESC LIMIT 1) END;
  INSERT OR IGNORE INTO citation
  SELECT s.site, s.seq, c.site, c.seq FROM state s JOIN cell c ON c.tbl = NEW.tbl AND c.row = NEW.row
  WHERE NEW.tbl IN ({_WITH_OTHERS}) AND c.site <> s.site
    AND instr(CASE NEW.tbl || '.' || NEW.col {_OTHERS} ELSE '' END, ' ' || c.col || ' ');
END
""".strip(),
    "change_written": f"""
CREATE TRIGGER change_written AFTER INSERT ON change WHEN (SELECT applying FROM state) <> {TAKING_IN} BEGIN
  UPDATE state SET seq = CASE WHEN site = NEW.site THEN NEW.seq ELSE seq END,
    hlc = CASE WHEN (NEW.hlc >> 16) > max(hlc >> 16, {WALL}) + {TWO_YEARS_MS} THEN hlc ELSE max(hlc, NEW.hlc) END;
  INSERT INTO cell (tbl, row, col, site, seq, hlc)
  VALUES (NEW.tbl, NEW.row, NEW.col, NEW.site, NEW.seq, NEW.hlc)
  ON CONFLICT (tbl, row, col) DO UPDATE
  SET site = excluded.site, seq = excluded.seq, hlc = excluded.hlc
  WHERE (excluded.hlc, excluded.site, excluded.seq) > (cell.hlc, cell.site, cell.seq);
END
""".strip(),
}
"""Name and SQL of what the triggers of all tables share: site, number, stamp, instant, act and actor of the change
that comes next; the way into the log, which finds what a change replaces; and what follows from a written change.

A clock more than two years ahead of the newest stamp is ignored, its owner just counts on; a received stamp that far
ahead of the newest stamp and of our own clock raises no other stamp. A change still gets a higher stamp than all
that its writer saw of the row, so that a knowing edit always wins."""


def _portable(table: str, column: str, version: str) -> str:
    if (table, column) == (ACCOUNT_NO.table, ACCOUNT_NO.column):
        return f"(SELECT id FROM {ACCOUNT_NO.target} WHERE no = {version}.{column})"
    return f'{version}."{column}"'


def _whole_row(table: str, columns: Sequence[str], version: str) -> str:
    pairs = ", ".join(f"'{column}', {_portable(table, column, version)}" for column in columns)
    return f"json_object({pairs})"


def _original_triggers(table: str, logged: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Imported rows are not in the log: before a person first changes one, a trigger saves it as imported."""
    for event in ("UPDATE", "DELETE"):
        name = f"{table}_original_by_{event.lower()}"
        yield (
            name,
            f'CREATE TRIGGER {name} AFTER {event} ON "{table}" WHEN {_IDLE} AND OLD.batch_no IS NOT NULL BEGIN\n'
            f"  INSERT OR IGNORE INTO import_original VALUES ('{table}', OLD.{row_name(table)}, OLD.batch_no,"
            f" {_whole_row(table, logged, 'OLD')});\n"
            "END",
        )


def triggers_for(table: str, columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name and SQL of the triggers that log inserts, changed columns and deletes of `table`."""
    logged = logged_columns(columns)
    if table in BULK_TABLES:
        yield from _original_triggers(table, logged)
    name = row_name(table)
    yield (
        f"{table}_added",
        f'CREATE TRIGGER {table}_added AFTER INSERT ON "{table}" WHEN {_IDLE} BEGIN\n'
        f"  INSERT INTO logging VALUES ('{table}', NEW.{name}, '*', {_whole_row(table, logged, 'NEW')}, NULL);\n"
        "END",
    )
    cells = ", ".join(
        f"('{column}', {_portable(table, column, 'NEW')}, {_portable(table, column, 'OLD')})"
        for column in logged
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
        f"  INSERT INTO logging VALUES ('{table}', OLD.{name}, '-', NULL, {_whole_row(table, logged, 'OLD')});\n"
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
way, by whatever program; it is computed again later. The names are part of every book since the first version."""
