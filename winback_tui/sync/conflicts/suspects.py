"""Which of many rows may hold a conflict: most do not, and the numbers of their changes already show it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from winback_tui.store.log.logged_tables import TOGETHER
from winback_tui.store.log.many_rows import portions
from winback_tui.store.read import plain_rows

RowName = tuple[str, str]

_CHANGES = (
    "SELECT c.row, c.col, c.site, c.seq, c.replaces_site, c.replaces_seq"
    " FROM (SELECT n.value AS row FROM json_each(?1) n WHERE (SELECT count(*) FROM (SELECT 1 FROM change d"
    " WHERE d.tbl = ?2 AND d.row = n.value LIMIT 2)) > 1) m CROSS JOIN change c ON c.tbl = ?2 AND c.row = m.row"
)


def suspect_rows(connection: sqlite3.Connection, rows: Iterable[RowName]) -> Iterator[RowName]:
    """The rows whose history is more than one insert and, for each field, a single line of changes."""
    by_table: dict[str, list[str]] = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    for table, names in sorted(by_table.items()):
        for some in portions(names):
            changes = plain_rows(connection, _CHANGES, (json.dumps(some), table)).fetchall()
            for row, own in groupby(changes, key=itemgetter(0)):
                lines = list(own)
                if not _goes_on(lines) or _several_wrote(table, lines):
                    yield table, row


def _goes_on(changes: list[tuple[Any, ...]]) -> bool:
    """Whether every change of a field but its first replaces one of the same field, and no two the same one."""
    places = {(site, seq): col for _, col, site, seq, _, _ in changes}
    entered = [col for _, col, *_ in changes if col in ("*", "-", "!")]
    if len(entered) > 1 or "-" in entered or "!" in entered:
        return False
    begun, replaced = set(), set()
    for _, col, _, _, *replaces in changes:
        after = (replaces[0], replaces[1])
        if col in ("*", "~"):
            continue
        if places.get(after) == col:
            if after in replaced:
                return False
            replaced.add(after)
        elif col in begun or (entered and after[0] is None):
            return False
        else:
            begun.add(col)
    return True


def _several_wrote(table: str, changes: list[tuple[Any, ...]]) -> bool:
    """Whether more than one laptop wrote to fields that belong together."""
    groups = TOGETHER.get(table, ())
    return any(len({site for _, col, site, *_ in changes if col in group}) > 1 for group in groups)
