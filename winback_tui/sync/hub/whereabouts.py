"""How complete each laptop is, as it last reported; laptops report to the hub, and the hub reports its own state."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from winback_tui.store.read import plain_rows
from winback_tui.sync.bundle.source import Source
from winback_tui.sync.laptops import vector_from

from .cells import LAPTOP, sent
from .comparing import ENDS, Difference, OpenBook
from .connection import Hub

HUB_PERSON = "Hub"
"""The name shown for the hub in the list of the team's laptops."""


def laptops_to_send(difference: Difference) -> list[str]:
    """The laptops of which the book has a newer report than the hub."""
    known = difference.book.beats.items()
    return [laptop for laptop, beat in known if beat > difference.beats.get(laptop, 0)]


def has_news_of(difference: Difference, laptop: str) -> bool:
    """Whether the book has more than when this laptop last reported."""
    return vector_from(difference.book.words.get(laptop, "")) != difference.book.vector


def words_of_laptops(hub: Hub) -> Source:
    """The last reports of the laptops and the hub on how complete they are. The caller closes it."""
    with hub.transaction(snapshot=True):
        rows = hub.rows(f"SELECT {LAPTOP} FROM laptop")
    words = sqlite3.connect(":memory:", isolation_level=None)
    plain_rows(words, f"CREATE TABLE laptop ({LAPTOP})")
    words.executemany("INSERT INTO laptop VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return Source(words, "the hub")


def leave_word(hub: Hub, book: OpenBook, now_ms: int, hub_too: bool) -> None:
    """Write the newest report of each laptop, and with `hub_too` the hub's own.

    In its own short transaction, because laptops wait for each other here.
    """
    with book() as connection:
        rows = plain_rows(connection, f"SELECT {LAPTOP} FROM laptop").fetchall()
    with hub.transaction():
        send_laptops(hub, rows)
        if hub_too:
            note_hub(hub, now_ms)


def send_laptops(hub: Hub, rows: Sequence[Sequence[Any]]) -> None:
    """Add these reports of laptops where they are newer."""
    hub.run("CREATE TEMP TABLE new_laptop (LIKE laptop) ON COMMIT DROP")
    hub.write_rows(
        f"COPY pg_temp.new_laptop ({LAPTOP}) FROM STDIN",
        (
            (laptop, site, sent(person)[0], sent(machine)[0], beat, at, vector)
            for laptop, site, person, machine, beat, at, vector in rows
        ),
    )
    hub.run(
        f"INSERT INTO laptop ({LAPTOP}) SELECT {LAPTOP} FROM pg_temp.new_laptop ORDER BY id"
        " ON CONFLICT (id) DO UPDATE SET (site, person, machine, beat, at, vector) ="
        " (excluded.site, excluded.person, excluded.machine, excluded.beat, excluded.at, excluded.vector)"
        " WHERE excluded.beat > laptop.beat"
    )


def note_hub(hub: Hub, now_ms: int) -> None:
    """Write the hub's own report on how complete it is, so that an erasure it has not met is noticed."""
    vector = {site: seq for site, seq, *_ in hub.rows(ENDS)}
    hub.run(
        f"INSERT INTO laptop AS l ({LAPTOP}) SELECT hub, '', %s, %s, 1, %s, %s FROM about"
        " ON CONFLICT (id) DO UPDATE SET beat = l.beat + 1, at = excluded.at, vector = excluded.vector",
        (HUB_PERSON, hub.address.place[:200], now_ms, json.dumps(vector)),
    )
