"""A second opinion on what a merge must bring: rows and conflicts from nothing but the list of changes.

Written without a look at the merge: it knows no cells, no citations but those given, and works by sets and maxima.
Imported rows, erasures and rows that stay for others are left to the comparison of books.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """A line of the log."""

    site: str
    seq: int
    hlc: int
    table: str
    row: str
    column: str
    value: Any
    before: Any
    replaces: tuple[str, int] | None
    undoes: bool

    @property
    def stamp(self) -> tuple[int, bytes, int]:
        return self.hlc, self.site.encode(), self.seq


def expected(changes: Iterable[Change], cited: set[tuple[str, int]]) -> tuple[dict[Any, Any], set[Any]]:
    """Rows by table and name, and the fields with more than one value that nobody gave up."""
    by_row: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        by_row[change.table, change.row].append(change)
    rows, conflicts = {}, set()
    for name, own in by_row.items():
        stars = [c for c in own if c.column == "*"]
        first = max(stars, key=lambda c: c.stamp, default=None)
        gone = max((c for c in own if c.column == "-"), key=lambda c: c.stamp, default=None)
        if first is None or (gone and gone.stamp > first.stamp):
            continue
        rows[name] = json.loads(first.value)
        for column in rows[name]:
            writes = [c for c in own if c.column == column]
            best = max((c for c in writes if c.stamp > first.stamp), key=lambda c: c.stamp, default=None)
            rows[name][column] = best.value if best else rows[name][column]
            if len(_values(column, writes, stars, own, cited)) > 1:
                conflicts.add((*name, column))
    return rows, conflicts


def _values(
    column: str, writes: list[Change], stars: list[Change], own: list[Change], cited: set[Any]
) -> set[str]:
    given_up = {c.replaces for c in own if c.column in (column, "*", "-")} | cited
    moved_on = {
        repr(w.before): max(
            v.stamp for v in writes if v.before == w.before and v.value != v.before and not v.undoes
        )
        for w in writes
        if w.value != w.before and not w.undoes
    }
    removals = [c for c in own if c.column == "-" and c.before]
    found = set()
    for c in [*writes, *stars]:
        value = c.value if c.column == column else json.loads(c.value).get(column)
        seen = any(
            r.stamp > c.stamp and json.loads(r.before).get(column) == value for r in removals if c in writes
        )
        stated = c in writes and c.value == c.before
        if (
            (c.site, c.seq) not in given_up
            and not seen
            and (stated or c.stamp >= moved_on.get(repr(value), c.stamp))
        ):
            found.add(repr(value))
    return found
