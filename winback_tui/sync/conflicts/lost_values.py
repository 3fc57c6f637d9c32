"""Values that somebody wrote and that a colleague's decision put aside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from winback_tui.store.log.logged_tables import only_known
from winback_tui.store.log.rows import current_row, put_field
from winback_tui.store.read import plain_rows

from .disputes import DELETED


@dataclass(frozen=True, slots=True)
class LostValue:
    """A value of `person`'s that a decision of `by` put aside. `at` in UTC milliseconds: when that was.

    `deleted`: the row itself was left deleted, so that `value` is a field of a row that is gone, or the row as JSON.
    `decision` is the act by which it was decided, `change` the site and number of what was lost.
    """

    table: str
    row: str
    column: str
    value: Any
    now: Any
    by: str
    at: int
    decision: str
    change: tuple[str, int]
    deleted: bool = False


def lost_values(connection: sqlite3.Connection, person: str) -> Iterator[LostValue]:
    """What this person wrote and others decided against, the newest first, as long as nobody has put it back."""
    lines = plain_rows(
        connection,
        "SELECT mine.tbl, mine.row, mine.col, mine.value, mine.site, mine.seq, theirs.actor, act.at, act.tx, theirs.col"
        " FROM citation AS c"
        " JOIN change AS mine ON mine.site = c.cited_site AND mine.seq = c.cited_seq"
        " JOIN change AS theirs ON theirs.site = c.site AND theirs.seq = c.seq"
        " JOIN act ON act.tx = theirs.tx"
        " WHERE mine.actor = ?1 AND theirs.actor <> ?1 AND act.received = 1"
        " AND NOT EXISTS (SELECT 1 FROM act AS undoing WHERE undoing.undoes = act.tx)"
        " ORDER BY act.at DESC, act.no DESC, mine.site, mine.seq",
        (person,),
    ).fetchall()
    for table, row, column, value, site, seq, by, at, decision, decided in lines:
        now = current_row(connection, table, row)
        if column in (DELETED, "~", "!") or only_known(table, decided, column):
            continue
        if now is None:
            yield LostValue(table, row, column, value, None, by, at, decision, (site, seq), deleted=True)
        elif column == "*":
            written = json.loads(value) if value else {}
            if decided in written and decided in now and written[decided] != now[decided]:
                yield LostValue(
                    table, row, decided, written[decided], now[decided], by, at, decision, (site, seq)
                )
        elif (
            column in now
            and now[column] != value
            and not _written_since(connection, table, row, column, person, at)
        ):
            yield LostValue(table, row, column, value, now[column], by, at, decision, (site, seq))


def put_back(connection: sqlite3.Connection, lost: LostValue) -> None:
    """Write the lost value back into its field: an edit made knowingly, so it opens no conflict."""
    put_field(connection, lost.table, lost.row, lost.column, lost.value)


def _written_since(
    connection: sqlite3.Connection, table: str, row: str, column: str, person: str, at: int
) -> bool:
    """Whether the person has written to the field after the decision, and so knew of it."""
    found = plain_rows(
        connection,
        "SELECT 1 FROM change WHERE tbl = ? AND row = ? AND col = ? AND actor = ? AND wall > ? LIMIT 1",
        (table, row, column, person, at),
    )
    return found.fetchone() is not None
