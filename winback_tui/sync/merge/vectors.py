"""Vectors: up to which number a book has the changes of each site, without gaps from the first one on."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from winback_tui.store.read import plain_rows

Vector = Mapping[str, int]
"""The last number present of each site; all before it are present too."""


def vector_of(connection: sqlite3.Connection) -> dict[str, int]:
    """The vector of this book. A merge never leaves a gap, so the last number of each site is enough."""
    return {
        str(site): int(last)
        for site, last in plain_rows(
            connection,
            "WITH RECURSIVE sites (site) AS (SELECT min(site) FROM change UNION ALL"
            " SELECT (SELECT min(site) FROM change WHERE site > sites.site) FROM sites WHERE site IS NOT NULL)"
            " SELECT site, (SELECT max(seq) FROM change c WHERE c.site = sites.site) FROM sites"
            " WHERE site IS NOT NULL",
        )
    }


def covers(mine: Vector, other: Vector) -> bool:
    """Whether everything up to `other` is present."""
    return all(mine.get(site, 0) >= last for site, last in other.items())


def missing(mine: Vector, other: Vector) -> int:
    """How many changes up to `other` are missing."""
    return sum(max(0, last - mine.get(site, 0)) for site, last in other.items())
