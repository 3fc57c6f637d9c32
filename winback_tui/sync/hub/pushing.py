"""Sending the hub what it does not have: one transaction, which holds the lock of each site that it adds to.

What a laptop has is complete in itself: no change without those that its writer saw. It stays so on the hub because all
of it comes there at once; two laptops that add to different sites do not wait for each other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from winback_tui.domain.errors import Refused
from winback_tui.files.working_folder import WorkingFolder
from winback_tui.store.read import plain_rows
from winback_tui.sync.bundle.packing import pack_changes
from winback_tui.sync.bundle.source import connect_unpacked
from winback_tui.sync.merge.vectors import Vector

from .cells import ACT, CHANGE, sent
from .comparing import Difference, OpenBook, compare
from .connection import Hub
from .emptying import erase_on_hub
from .faults import HubMoved
from .forks_on_hub import settle_forks
from .sent_imports import batches_by_number, send_imports
from .whereabouts import laptops_to_send, leave_word


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was sent. `erased`: an erasure was among it, so that the tables of the hub are to be rewritten."""

    changes: int = 0
    erased: bool = False


def push(hub: Hub, book: OpenBook, difference: Difference, now_ms: int) -> Pushed:
    """Send what the hub did not have when the two were compared.

    Raises HubMoved where somebody wrote to the hub since in a way that must be merged first, or sent along; Refused
    where the login may only read, and for whatever the server does.
    """
    with (
        WorkingFolder() as folder,
        closing(connect_unpacked(Path(folder) / "new")) as image,
    ):
        plain_rows(image, "PRAGMA synchronous = OFF")  # nobody needs it after a power cut
        plain_rows(image, "PRAGMA journal_mode = OFF")
        with book() as connection:
            since = {site: last for site, last in difference.hub.items() if site not in difference.forked}
            pack_changes(connection, image, since)
        pushed = send(hub, book, image, since, bool(difference.forked))
    leave_word(hub, book, now_ms, hub_too=pushed.changes > 0)
    return pushed


def has_to_push(difference: Difference) -> bool:
    """Whether there was anything that the hub does not have when the two were compared."""
    return bool(difference.to_send or difference.forked or laptops_to_send(difference))


def send(hub: Hub, book: OpenBook, image: sqlite3.Connection, since: Vector, forked: bool) -> Pushed:
    """Send a file that was packed from `since` on, in one transaction. Raises like `push`."""
    with hub.transaction():
        erasures = {
            (row[0], row[1]) for row in plain_rows(image, "SELECT site, seq FROM change WHERE col = '!'")
        }
        alone = forked or bool(erasures)
        lock(hub, _sites(image, since), alone)
        difference = compare(hub, book)
        if _unknown_erasures(hub, difference):
            raise HubMoved
        if alone:
            if difference.to_get.keys() - difference.forked:
                raise HubMoved
            if difference.forked:
                with book() as connection:
                    settle_forks(hub, connection, difference.forked)
                difference = compare(hub, book)
        if difference.forked:
            raise HubMoved
        changes = _send_changes(hub, image, difference)
        erased = any(seq > difference.hub.get(site, 0) for site, seq in erasures)
        if erased:
            with book() as connection:
                erase_on_hub(hub, connection)
    return Pushed(changes, erased)


def lock(hub: Hub, sites: list[str], alone: bool) -> None:
    """Wait until nobody else adds to these sites; `alone`: until nobody else writes to the hub at all.

    All take the locks in the same order, so that no two wait for each other.
    """
    one = "SELECT pg_advisory_xact_lock{}(hashtextextended(%s, 0))"
    hub.run(one.format("" if alone else "_shared"), (f"winback {hub.address.schema}",))
    if not alone:
        for site in sites:
            hub.run(one.format(""), (f"winback {hub.address.schema} {site}",))


def _sites(image: sqlite3.Connection, since: Vector) -> list[str]:
    """The sites of which the file has more; it also holds the last known change of every other one."""
    ends = plain_rows(image, "SELECT site, max(seq) FROM change GROUP BY site ORDER BY site")
    return [site for site, last in ends if last > since.get(site, 0)]


def _unknown_erasures(hub: Hub, difference: Difference) -> bool:
    """Whether somebody was erased on the hub whom this book still has: it would bring values back."""
    theirs = {(site, seq) for site, seq in hub.rows("SELECT site, seq FROM change WHERE col = '!'")}
    return bool(theirs - difference.book.erasures)


def _send_changes(hub: Hub, image: sqlite3.Connection, difference: Difference) -> int:
    transactions: set[str] = set()

    def changes() -> Iterator[tuple[Any, ...]]:
        for site in _sites(image, difference.hub):
            last = difference.hub.get(site, 0)
            (first,) = plain_rows(image, "SELECT min(seq) FROM change WHERE site = ?", (site,)).fetchone()
            if first > last + 1:
                raise HubMoved  # the hub was put back from a backup since
            for row in plain_rows(
                image,
                "SELECT site, seq, hlc, wall, tx, actor, tbl, row, col, value, before, replaces_site, replaces_seq,"
                " proof FROM change WHERE site = ? AND seq > ? ORDER BY seq",
                (site, last),
            ):
                start, (tx, actor, table, name, col, value, before), replaced_and_proof = (
                    row[:4],
                    row[4:11],
                    row[11:],
                )
                transactions.add(tx)
                yield (
                    *start, tx, sent(actor)[0], table, sent(name)[0], col, *sent(value), *sent(before),
                    *replaced_and_proof,
                )  # fmt: skip

    count = hub.write_rows(f"COPY change ({CHANGE}) FROM STDIN", changes())
    if count:
        batches = batches_by_number(image)
        new = _send_acts(hub, image, transactions, batches)
        send_imports(hub, image, {number: batch for number, batch in batches.items() if batch in new})
        _send_citations(hub, image)
    return count


def _send_acts(
    hub: Hub, image: sqlite3.Connection, transactions: set[str], batches: dict[int, str]
) -> set[str]:
    """Send the acts of the sent changes; the imports among those that the hub did not know."""

    def acts() -> Iterator[tuple[Any, ...]]:
        for row in plain_rows(
            image,
            "SELECT tx, at, site, actor, verb, account_id, sentence, grain, undoes, batch_no FROM act ORDER BY tx",
        ):
            tx, at, site, actor, verb, account_id, sentence, grain, undoes, number = row
            if tx in transactions:
                texts = sent(actor)[0], verb, account_id, sent(sentence)[0], sent(grain)[0]
                yield tx, at, site, *texts, undoes, batches.get(number)

    hub.run("CREATE TEMP TABLE new_act (LIKE act) ON COMMIT DROP")
    hub.write_rows(f"COPY pg_temp.new_act ({ACT}) FROM STDIN", acts())
    found = hub.rows(
        f"INSERT INTO act ({ACT}) SELECT {ACT} FROM pg_temp.new_act ORDER BY tx ON CONFLICT (tx) DO NOTHING"
        " RETURNING batch, undoes"
    )
    return {batch for batch, undoes in found if batch is not None and undoes is None}


def _send_citations(hub: Hub, image: sqlite3.Connection) -> None:
    hub.run("CREATE TEMP TABLE new_citation (LIKE citation) ON COMMIT DROP")
    cited = plain_rows(image, "SELECT site, seq, cited_site, cited_seq FROM citation")
    hub.write_rows("COPY pg_temp.new_citation FROM STDIN", cited)
    hub.run(
        "INSERT INTO citation SELECT * FROM pg_temp.new_citation ORDER BY 1, 2, 3, 4 ON CONFLICT DO NOTHING"
    )


def rewrite_if_due(hub: Hub) -> bool:
    """Rewrite the hub's tables where an erasure left dead rows; returns whether none of them are left.

    It waits only briefly for somebody who is reading; the next laptop tries again.
    """
    try:
        with hub.transaction():
            if hub.value("SELECT rewrite_due FROM about"):
                hub.run("SET LOCAL lock_timeout = '5s'")
                hub.run("SELECT rewrite_tables()")
    except Refused:
        return False
    return True
