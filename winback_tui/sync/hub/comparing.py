"""Up to which change of each site the hub and this book are complete: by site and number, never by a sequence.

A sequence is assigned before its transaction commits, so a reader who has read up to 101 would never see a late 100.
The numbers of a site have no gap on the hub: whoever adds to a site holds its lock, and adds what comes next.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from winback_tui.store.orders.batch import own_batch
from winback_tui.store.read import plain_rows
from winback_tui.sync.merge.vectors import vector_of

from .connection import Hub

ENDS = (
    "WITH RECURSIVE sites (site) AS ((SELECT site FROM change ORDER BY site LIMIT 1) UNION ALL"
    " SELECT (SELECT c.site FROM change c WHERE c.site > s.site ORDER BY c.site LIMIT 1) FROM sites s"
    " WHERE s.site IS NOT NULL)"
    " SELECT s.site, e.seq, e.hlc, e.tx FROM sites s CROSS JOIN LATERAL"
    " (SELECT seq, hlc, tx FROM change c WHERE c.site = s.site ORDER BY seq DESC LIMIT 1) e"
)
"""Finds the last change of each site on the hub, with one look-up per site."""

OpenBook = Callable[[], AbstractContextManager[sqlite3.Connection]]
"""Opens the book for a short look; nothing is waited for inside, so that others can write meanwhile."""

Identity = tuple[int, str]
"""Stamp and transaction of a change, which distinguish two copies of a site."""


@dataclass(frozen=True)
class BookFacts:
    """What this book has: the last number of each site and what that change is, its imports and erasures, and of each
    laptop its beat and how far it has everything.
    """

    vector: dict[str, int]
    ends: dict[str, Identity]
    batches: set[str]
    erasures: set[tuple[str, int]]
    beats: dict[str, int]
    words: dict[str, str]


@dataclass(frozen=True)
class Difference:
    """What hub and book do not both have.

    `hub` and `book` are the last numbers by site. `forked` are sites that wrote on from two places: their whole
    history is compared. `laptops_new`: the hub knows newer words of laptops.
    """

    hub: dict[str, int]
    book: BookFacts
    forked: set[str] = field(default_factory=set)
    laptops_new: bool = False
    beats: dict[str, int] = field(default_factory=dict)

    @property
    def to_get(self) -> dict[str, int]:
        """By site of which the hub has more: the last number that the book has of it; 0 for the whole site."""
        ahead = {
            site: self.book.vector.get(site, 0)
            for site, last in self.hub.items()
            if last > self.book.vector.get(site, 0)
        }
        return ahead | dict.fromkeys(self.forked, 0)

    @property
    def to_send(self) -> list[str]:
        """The sites of which the book has more, in their order."""
        return sorted(site for site, last in self.book.vector.items() if last > self.hub.get(site, 0))


def facts_of(connection: sqlite3.Connection) -> BookFacts:
    """What the book has."""
    vector = vector_of(connection)
    laptops = plain_rows(connection, "SELECT id, beat, vector FROM laptop").fetchall()
    return BookFacts(
        vector,
        {site: identity_here(connection, site, last) for site, last in vector.items()},
        {
            own_batch(row[0])
            for row in plain_rows(
                connection, "SELECT tx FROM act WHERE batch_no IS NOT NULL AND undoes IS NULL"
            )
        },
        {
            (row[0], row[1])
            for row in plain_rows(
                connection,
                "SELECT site, seq FROM change WHERE col = '!' AND value IS NULL AND before IS NULL",
            )
        },
        {laptop: beat for laptop, beat, _ in laptops},
        {laptop: word for laptop, _, word in laptops},
    )


def compare(hub: Hub, book: OpenBook) -> Difference:
    """Compare hub and book. The caller holds a transaction of the hub."""
    with book() as connection:
        mine = facts_of(connection)
    ends = {site: (seq, (hlc, tx)) for site, seq, hlc, tx in hub.rows(ENDS)}
    both = [(site, min(seq, mine.vector[site])) for site, (seq, _) in ends.items() if mine.vector.get(site)]
    beats = dict(hub.rows("SELECT id, beat FROM laptop"))
    theirs = _identities_there(hub, [each for each in both if each[1] < ends[each[0]][0]])
    theirs |= {each: ends[each[0]][1] for each in both if each[1] == ends[each[0]][0]}
    ours = {each: mine.ends[each[0]] for each in both if each[1] == mine.vector[each[0]]}
    if behind := [each for each in both if each not in ours]:
        with book() as connection:
            ours |= {(site, seq): identity_here(connection, site, seq) for site, seq in behind}
    forked = {site for site, seq in both if ours[site, seq] != theirs[site, seq]}
    return Difference(
        {site: seq for site, (seq, _) in ends.items()},
        mine,
        forked,
        any(beat > mine.beats.get(laptop, 0) for laptop, beat in beats.items()),
        beats,
    )


def identity_here(connection: sqlite3.Connection, site: str, seq: int) -> Identity:
    """Stamp and transaction of a change of the book."""
    row = plain_rows(
        connection, "SELECT hlc, tx FROM change WHERE site = ? AND seq = ?", (site, seq)
    ).fetchone()
    return (-1, "") if row is None else (int(row[0]), str(row[1]))


def identity_there(hub: Hub, site: str, seq: int) -> Identity:
    """Stamp and transaction of a change of the hub."""
    return _identities_there(hub, [(site, seq)]).get((site, seq), (-1, ""))


def _identities_there(hub: Hub, places: list[tuple[str, int]]) -> dict[tuple[str, int], Identity]:
    if not places:
        return {}
    found = hub.rows(
        "SELECT site, seq, hlc, tx FROM change JOIN unnest(%s::text[], %s::bigint[]) AS p (site, seq)"
        " USING (site, seq)",
        ([site for site, _ in places], [seq for _, seq in places]),
    )
    return {(site, seq): (hlc, tx) for site, seq, hlc, tx in found}
