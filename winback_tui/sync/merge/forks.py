"""One site that writes from two places, because a laptop's files were copied whole: told apart, and both kept.

From the change on where they differ, one of the two gets another site; which one is the same everywhere: the one whose
first change is later.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from winback_tui.domain.ids import derived_id, new_id
from winback_tui.store.read import plain_rows
from winback_tui.sync.bundle.source import Source

from .vectors import vector_of

_Identity = tuple[int, str]


@dataclass
class Renaming:
    """Under which site and number a source's changes are taken in."""

    parts: dict[str, list[tuple[int, str, int]]] = field(default_factory=dict)
    """By site of the source: from which number on, under which site, and how much less the number is."""

    forked: list[str] = field(default_factory=list)
    """Sites that were told apart just now."""

    rows: set[tuple[str, str]] = field(default_factory=set)
    """Rows of this book with changes that got another site: where stamps are equal, another one may win now."""

    def of(self, site: str | None, seq: int | None) -> tuple[str | None, int | None]:
        """The name of a change of the source here."""
        if site is None or seq is None or site not in self.parts:
            return site, seq
        for start, renamed, less in reversed(self.parts[site]):
            if seq >= start:
                return renamed, seq - less
        return site, seq


def tell_forks_apart(connection: sqlite3.Connection, source: Source) -> Renaming:
    """Compare what both books say about the same numbers; where this book's change is the later one, rename it here."""
    renaming = Renaming()
    theirs = vector_of(source.connection)
    for site, last in theirs.items():
        start, name, less = 1, site, 0
        while True:
            mine = _last(connection, name)
            known = min(mine, last - less)
            low = max(1, int(source.since.get(site, 0)) + 1 - less)
            if known < low or _same(connection, name, source, site, known, less):
                break
            first = _first_different(connection, name, source, site, low, known, less)
            own, other = _at(connection, name, first), _at(source.connection, site, first + less)
            renaming.forked.append(site)
            if own > other:
                renaming.rows |= _rename_here(connection, name, first, forked_site(name, own))
                break
            start, less, name = first + less, first + less - 1, forked_site(name, other)
            renaming.parts.setdefault(site, []).append((start, name, less))
    return renaming


def goes_on(connection: sqlite3.Connection, source: Source) -> bool:
    """Whether a delta starts from what this book has, and not from a copy that wrote on as the same site."""
    return all(_same(connection, site, source, site, last, 0) for site, last in source.since.items() if last)


def forked_site(site: str, first: _Identity) -> str:
    """The site under which changes go on from `first`, the same wherever they are told apart."""
    return derived_id("fork", site, first[1], str(first[0]))


def _last(connection: sqlite3.Connection, site: str) -> int:
    row = plain_rows(
        connection, "SELECT coalesce(max(seq), 0) FROM change WHERE site = ?", (site,)
    ).fetchone()
    return int(row[0])


def _at(connection: sqlite3.Connection, site: str, seq: int) -> _Identity:
    row = plain_rows(
        connection, "SELECT hlc, tx FROM change WHERE site = ? AND seq = ?", (site, seq)
    ).fetchone()
    return (-1, "") if row is None else (int(row[0]), str(row[1]))


def _same(connection: sqlite3.Connection, name: str, source: Source, site: str, seq: int, less: int) -> bool:
    return _at(connection, name, seq) == _at(source.connection, site, seq + less)


def _first_different(
    connection: sqlite3.Connection, name: str, source: Source, site: str, low: int, high: int, less: int
) -> int:
    """Between `low` and `high`, where they differ: changes after the first different one are all different."""
    while low < high:
        middle = (low + high) // 2
        if _same(connection, name, source, site, middle, less):
            low = middle + 1
        else:
            high = middle
    return low


def _rename_here(connection: sqlite3.Connection, site: str, first: int, renamed: str) -> set[tuple[str, str]]:
    """Give this book's changes of `site` from `first` on another site; a book that writes as `site` goes on anew."""
    values = (renamed, first - 1, site, first)
    for table, of_site, of_seq in (
        ("change", "site", "seq"),
        ("change", "replaces_site", "replaces_seq"),
        ("cell", "site", "seq"),
        ("citation", "site", "seq"),
        ("citation", "cited_site", "cited_seq"),
    ):
        plain_rows(
            connection,
            f"UPDATE {table} SET {of_site} = ?, {of_seq} = {of_seq} - ? WHERE {of_site} = ? AND {of_seq} >= ?",
            values,
        )
    plain_rows(connection, "UPDATE state SET site = ?, seq = 0 WHERE site = ?", (new_id(), site))
    plain_rows(
        connection,
        "UPDATE cell SET (site, seq, hlc) = (SELECT site, seq, hlc FROM change c WHERE c.tbl = cell.tbl"
        " AND c.row = cell.row AND c.col = cell.col ORDER BY c.hlc DESC, c.site DESC, c.seq DESC LIMIT 1)"
        " WHERE (tbl, row, col) IN (SELECT tbl, row, col FROM change WHERE site = ?)",
        (renamed,),
    )
    found = plain_rows(connection, "SELECT DISTINCT tbl, row FROM change WHERE site = ?", (renamed,))
    return {(table, row) for table, row in found}
