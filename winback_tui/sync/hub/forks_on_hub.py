"""A laptop whose files were copied keeps writing in two places: the hub separates them as every book does.

From the change on where they differ, the one whose first change is later gets a site of its own; a merge did that in
the book already, so that where they still differ the hub has the later one.
"""

from __future__ import annotations

import sqlite3

from winback_tui.sync.merge.forks import forked_site
from winback_tui.sync.merge.vectors import vector_of

from .comparing import identity_here, identity_there
from .connection import Hub
from .faults import HubMoved


def settle_forks(hub: Hub, book: sqlite3.Connection, sites: set[str]) -> None:
    """Rename on the hub what these sites wrote after they parted from the book's.

    The caller is alone in writing to the hub. Raises HubMoved where the book has the later one: it merges first.
    """
    mine = vector_of(book)
    for start in sorted(sites):
        site: str | None = start
        while site is not None:
            site = _settle(hub, book, site, mine.get(site, 0))


def _settle(hub: Hub, book: sqlite3.Connection, site: str, mine: int) -> str | None:
    """Tell one site apart; the site that the hub's later changes have now, None where nothing differs."""
    last = min(mine, hub.value("SELECT coalesce(max(seq), 0) FROM change WHERE site = %s", (site,)))
    if last == 0 or identity_here(book, site, last) == identity_there(hub, site, last):
        return None
    low, high = 1, last
    while low < high:
        middle = (low + high) // 2
        if identity_here(book, site, middle) == identity_there(hub, site, middle):
            low = middle + 1
        else:
            high = middle
    theirs = identity_there(hub, site, low)
    if identity_here(book, site, low) > theirs:
        raise HubMoved
    renamed = forked_site(theirs)
    known = hub.value("SELECT coalesce(max(seq), 0) FROM change WHERE site = %s", (renamed,))
    if known:
        raise HubMoved
    for table, of_site, of_seq in (
        ("change", "site", "seq"),
        ("change", "replaces_site", "replaces_seq"),
        ("citation", "site", "seq"),
        ("citation", "cited_site", "cited_seq"),
    ):
        hub.run(
            f"UPDATE {table} SET {of_site} = %s, {of_seq} = {of_seq} - %s WHERE {of_site} = %s AND {of_seq} >= %s",
            (renamed, low - 1, site, low),
        )
    return renamed
