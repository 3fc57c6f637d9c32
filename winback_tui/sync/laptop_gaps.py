"""What a laptop of the team is not known to have: whose changes, and which erasures."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from winback_tui.store.read import plain_rows

from .laptops import vector_from
from .merge.vectors import vector_of


@dataclass(frozen=True, slots=True)
class Gap:
    """Changes of one person that a laptop is not known to have; `newest` and `oldest` in UTC milliseconds."""

    person: str
    changes: int
    oldest: int
    newest: int


@dataclass(frozen=True, slots=True)
class OpenErasure:
    """An erasure that a laptop has not confirmed: who erased, and when (UTC milliseconds)."""

    person: str
    at: int


def gaps_of(connection: sqlite3.Connection, laptop: str) -> tuple[list[Gap], list[OpenErasure]]:
    """What the laptop of this id is not known to have, whose most first; and the erasures among it, oldest first."""
    row = plain_rows(connection, "SELECT vector FROM laptop WHERE id = ?", (laptop,)).fetchone()
    theirs = vector_from(row[0]) if row else {}
    gaps: dict[str, list[int]] = {}
    erasures: list[OpenErasure] = []
    for site, last in vector_of(connection).items():
        known = theirs.get(site, 0)
        if last <= known:
            continue
        for person, changes, oldest, newest in plain_rows(
            connection,
            "SELECT actor, count(*), min(wall), max(wall) FROM change WHERE site = ? AND seq > ? GROUP BY actor",
            (site, known),
        ):
            gap = gaps.setdefault(person, [0, oldest, newest])
            gap[:] = gap[0] + changes, min(gap[1], oldest), max(gap[2], newest)
        erasures += [
            OpenErasure(person, at)
            for person, at in plain_rows(
                connection,
                "SELECT actor, max(wall) FROM change WHERE site = ? AND seq > ? AND col = '!' GROUP BY tx",
                (site, known),
            )
        ]
    found = [Gap(person, *numbers) for person, numbers in gaps.items()]
    return sorted(found, key=lambda gap: -gap.changes), sorted(erasures, key=lambda each: each.at)
