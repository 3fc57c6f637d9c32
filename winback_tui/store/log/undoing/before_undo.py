"""The summaries as they were before an import was undone, so that its redo need not compute them again.

To score two million orders takes longer than to bring them back. Figures follow from the facts in the book alone, so
these hold again once the redo has brought the same facts back, where nothing was written in between. The next act of
another kind removes them. Every act imports this: what computes summaries is imported where it is needed.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from itertools import count
from typing import Any

from winback_tui import __version__
from winback_tui.store.orders.bulk_load import refilled
from winback_tui.store.read import plain_rows

_UNDONE_BY, _FACTS, _ROWS = "before_undo", "before_undo_facts", "before_undo_rows_{}"
_ALL = "name = 'before_undo' OR name LIKE 'before~_undo~_%' ESCAPE '~'"
SCORING_FACTS = (
    *("scored_on", "data_day", "fit_day", "model", "class_floors", "volume_day", "contacts_since"),
    *("second_orders", "scored_by", "due", "ahead", "thin_end", "fit_sample"),
)
"""Names in `derived` of all that belongs to the summaries."""
_NAMES = ", ".join(f"'{name}'" for name in SCORING_FACTS)
_ROWS_AT_ONCE = 5_000


def keep_summaries(connection: sqlite3.Connection, undo: str, *, all_go: bool) -> None:
    """Keep the summaries for a redo of what the act `undo` takes back; before they are computed for what stays.

    Where `all_go`, since all will be computed again, their pages in the file are free for what is kept.
    """
    from winback_tui.store.summary.compose import COLUMNS, as_texts

    forget_summaries(connection)
    facts = {
        "made_by": _maker(),
        "changes": _changes_of_others(connection, undo),
        "accounts": connection.execute("SELECT count(*) FROM account_summary").fetchone()[0],
        "derived": dict(plain_rows(connection, f"SELECT name, value FROM derived WHERE name IN ({_NAMES})")),
    }
    entries: list[tuple[str, str | bytes]] = [(_UNDONE_BY, undo), (_FACTS, json.dumps(facts))]
    rows = plain_rows(connection, f"SELECT {', '.join(COLUMNS)} FROM account_summary ORDER BY account_no")
    while some := rows.fetchmany(_ROWS_AT_ONCE):
        packed = zlib.compress(json.dumps([as_texts(row) for row in some]).encode(), level=1)
        entries.append((_ROWS.format(len(entries) - 2), packed))
    if all_go:
        connection.execute("DELETE FROM account_summary")
    connection.executemany("INSERT INTO derived (name, value) VALUES (?, ?)", entries)


def are_kept(connection: sqlite3.Connection, undo: str) -> bool:
    """Whether the summaries from before the act `undo` are kept, and it is the last thing that was written."""
    last = connection.execute("SELECT tx FROM act ORDER BY no DESC LIMIT 1").fetchone()
    if last is None or last[0] != undo or _undone_by(connection) != undo:
        return False
    facts = _facts(connection)
    return (facts.get("made_by"), facts.get("changes")) == (_maker(), _changes_of_others(connection, undo))


def put_back_summaries(connection: sqlite3.Connection) -> bool:
    """Let the kept summaries be those of the book again; nothing is kept afterwards. The caller commits.

    False where they cannot all be read: then all have to be computed.
    """
    facts = _facts(connection)
    accounts = connection.execute("SELECT count(*) FROM account").fetchone()[0]
    with refilled(connection, "account_summary", accounts):
        whole: bool = _rows_put_back(connection) == facts["accounts"]
    connection.execute(f"DELETE FROM derived WHERE name IN ({_NAMES})")
    connection.executemany("INSERT INTO derived (name, value) VALUES (?, ?)", facts["derived"].items())
    forget_summaries(connection)
    return whole


def _rows_put_back(connection: sqlite3.Connection) -> int:
    """How many summaries could be read, and are in the book again."""
    from winback_tui.store.summary.compose import of_texts
    from winback_tui.store.summary.refresh.rows import write_rows

    found = 0
    for part in count():
        packed = _value(connection, name := _ROWS.format(part))
        if packed is None:
            break
        connection.execute("DELETE FROM derived WHERE name = ?", (name,))
        try:
            rows = [of_texts(row) for row in json.loads(zlib.decompress(packed))]
        except (zlib.error, ValueError):
            break
        write_rows(connection, rows)
        found += len(rows)
    return found


def forget_summaries(connection: sqlite3.Connection, but_of: str = "") -> None:
    """Remove what is kept, unless for a redo of what the act `but_of` took back. The caller commits."""
    if _undone_by(connection) not in (None, but_of):
        connection.execute(f"DELETE FROM derived WHERE {_ALL}")


def _maker() -> list[object]:
    """The version of the program, and the columns that it knows."""
    from winback_tui.store.summary.compose import COLUMNS

    return [__version__, *COLUMNS]


def _changes_of_others(connection: sqlite3.Connection, tx: str) -> int:
    """How many changes the log holds apart from those of one act."""
    every, own = connection.execute(
        "SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM change WHERE tx = ?)", (tx,)
    ).fetchone()
    return int(every - own)


def _undone_by(connection: sqlite3.Connection) -> str | None:
    tx: str | None = _value(connection, _UNDONE_BY)
    return tx


def _facts(connection: sqlite3.Connection) -> dict[str, Any]:
    try:
        found = json.loads(_value(connection, _FACTS) or "{}")
    except ValueError:
        found = {}
    return found if isinstance(found, dict) else {}


def _value(connection: sqlite3.Connection, name: str) -> Any:
    row = connection.execute("SELECT value FROM derived WHERE name = ?", (name,)).fetchone()
    return None if row is None else row[0]
