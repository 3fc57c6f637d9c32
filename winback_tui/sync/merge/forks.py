"""One site that writes in two places, because a laptop's files were copied: the two are separated, and both kept.

The chain of digests of a site shows it. From the change on where they differ, one of the two gets another site; which
one is the same everywhere: the one whose first change is later. So is the name of the other site, which follows from
that change alone, whichever copies met before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from winback_tui.domain.ids import derived_id, new_id
from winback_tui.store.log.chain import cut_chain, digest_at, value_digest
from winback_tui.store.log.install import columns_of
from winback_tui.store.read import plain_rows
from winback_tui.sync.bundle.source import Source

from .vectors import vector_of

_Identity = tuple[int, str, bytes]
"""Stamp, transaction and digest of the value: which of two changes of one number is the later."""


@dataclass
class Renaming:
    """Under which site and number a source's changes are merged."""

    parts: dict[str, list[tuple[int, str, int]]] = field(default_factory=dict)
    """By site of the source: from which number on, under which site, and how much less the number is."""

    forked: list[str] = field(default_factory=list)
    """Sites that were separated just now."""

    rows: set[tuple[str, str]] = field(default_factory=set)
    """Rows of this book with changes that got another site: where stamps are equal, another one may win now."""

    here: list[tuple[str, int, str]] = field(default_factory=list)
    """How this book's own changes were renamed, in order: a site, from which number, and the site they have now."""

    def of(self, site: str | None, seq: int | None) -> tuple[str | None, int | None]:
        """The name that a change of the source has here."""
        if site is None or seq is None or site not in self.parts:
            return site, seq
        for start, renamed, less in reversed(self.parts[site]):
            if seq >= start:
                return renamed, seq - less
        return site, seq


def tell_forks_apart(connection: sqlite3.Connection, source: Source) -> Renaming:
    """Compare what both books say about the same numbers; where this book's change is the later one, rename it here."""
    renaming = Renaming()
    while _compare(connection, source, renaming):
        renaming.parts.clear()  # what was renamed here may differ from what the file calls so
    return renaming


def _compare(connection: sqlite3.Connection, source: Source, renaming: Renaming) -> bool:
    """Compare every site of the file once; whether changes of this book got another site."""
    renamed = False
    for site, last in vector_of(source.connection).items():
        start, name, less = 1, site, 0
        while True:
            mine = _last(connection, name)
            known = min(mine, last - less)
            low = max(1, int(source.since.get(site, 0)) + 1 - less)
            if known < low or _same(connection, name, source, site, known, less):
                break
            first = _first_different(connection, name, source, site, low, known, less)
            if first is None:
                break
            own, other = _at(connection, name, first), _at(source.connection, site, first + less)
            renaming.forked.append(site)
            if own > other:
                own_name = forked_site(own[:2])
                renaming.rows |= _rename_here(connection, name, first, own_name)
                renaming.here.append((name, first, own_name))
                renamed = True
                break
            start, less, name = first + less, first + less - 1, forked_site(other[:2])
            renaming.parts.setdefault(site, []).append((start, name, less))
    return renamed


def goes_on(connection: sqlite3.Connection, source: Source) -> bool:
    """Whether a delta starts from what this book has, and not from a copy that kept writing as the same site."""
    return all(
        _same(connection, site, source, site, last, 0)
        or _first_different(connection, site, source, site, last, last, 0) is None
        for site, last in source.since.items()
        if last
    )


def _same(connection: sqlite3.Connection, name: str, source: Source, site: str, seq: int, less: int) -> bool:
    """Whether both have the same history up to this change, as far as the file can prove it."""
    if less or not source.has("chain"):
        return _at(connection, name, seq)[:2] == _at(source.connection, site, seq + less)[:2]
    return digest_at(connection, name, seq) == digest_at(source.connection, site, seq)


def _first_different(
    connection: sqlite3.Connection, name: str, source: Source, site: str, low: int, high: int, less: int
) -> int | None:
    """The first change that is another one in the file; None where only proofs of values are missing in one of both.

    Those are copied: an older program, from before they were stored, passed the changes on without them.
    """
    proofs = []
    theirs = _stretch(source.connection, site, low + less, high + less, source.has("change", "proof"))
    for own, other in zip(_stretch(connection, name, low, high, True), theirs, strict=False):
        seq, stamp, transaction, own_digest, _ = own
        _, other_stamp, other_transaction, other_digest, proof = other
        if (stamp, transaction) != (other_stamp, other_transaction) or (
            own_digest and other_digest and own_digest != other_digest
        ):
            return seq
        if other_digest and not own_digest:
            proofs.append((proof, name, seq))
    if proofs:
        connection.executemany("UPDATE change SET proof = ? WHERE site = ? AND seq = ?", proofs)
        cut_chain(connection, name, proofs[0][2])
    return None


def _stretch(
    connection: sqlite3.Connection, site: str, low: int, high: int, proved: bool
) -> Iterator[tuple[int, int, str, bytes, bytes | None]]:
    for seq, hlc, tx, table, row, value, before, proof in plain_rows(
        connection,
        f"SELECT seq, hlc, tx, tbl, row, value, before, {'proof' if proved else 'NULL'} FROM change"
        " WHERE site = ? AND seq BETWEEN ? AND ? ORDER BY seq",
        (site, low, high),
    ):
        yield seq, hlc, tx, value_digest(table, row, value, before, proof), proof


def forked_site(first: tuple[int, str]) -> str:
    """The site under which changes continue from `first` (stamp, act): the same wherever they are separated."""
    return derived_id("fork", first[1], str(first[0]))


def _last(connection: sqlite3.Connection, site: str) -> int:
    row = plain_rows(
        connection, "SELECT coalesce(max(seq), 0) FROM change WHERE site = ?", (site,)
    ).fetchone()
    return int(row[0])


def _at(connection: sqlite3.Connection, site: str, seq: int) -> _Identity:
    proved = "proof" in columns_of(connection, "change")
    found = next(_stretch(connection, site, seq, seq, proved), None)
    return (-1, "", b"") if found is None else found[1:4]


def _rename_here(connection: sqlite3.Connection, site: str, first: int, renamed: str) -> set[tuple[str, str]]:
    """Move this book's changes of `site` from `first` on to another site; a book writing as `site` gets a new one."""
    cut_chain(connection, site, first)
    # Another book may have renamed them before, and they came from there as well.
    already_here = _last(connection, renamed)
    plain_rows(
        connection,
        "DELETE FROM change WHERE site = ? AND seq >= ? AND seq < ?",
        (site, first, first + already_here),
    )
    values = (renamed, first - 1, site, first)
    for table, of_site, of_seq, how in (
        ("change", "site", "seq", ""),
        ("change", "replaces_site", "replaces_seq", ""),
        ("cell", "site", "seq", ""),
        ("citation", "site", "seq", "OR IGNORE"),
        ("citation", "cited_site", "cited_seq", "OR IGNORE"),
    ):
        plain_rows(
            connection,
            f"UPDATE {how} {table} SET {of_site} = ?, {of_seq} = {of_seq} - ? WHERE {of_site} = ? AND {of_seq} >= ?",
            values,
        )
    plain_rows(
        connection,
        "DELETE FROM citation WHERE site = ?1 AND seq >= ?2 OR cited_site = ?1 AND cited_seq >= ?2",
        (site, first),
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
