"""A laptop meets the hub: it takes in what is new there, then sends what is new here, and again where others moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from winback_tui.domain.errors import Refused
from winback_tui.sync.bundle.source import Source
from winback_tui.sync.merge.merge import Merged

from .comparing import Difference, OpenBook, compare
from .connection import Hub
from .faults import HubMoved
from .pulling import pull
from .pushing import has_to_push, push, rewrite_if_due

_ROUNDS = 8


@dataclass
class Met:
    """What a meeting did. `merged`: a line a merge. `sent`: changes that went to the hub. `rewritten`: nothing of
    somebody erased is left in the hub's tables. `fault`: why nothing could be sent, '' where all went well.
    """

    merged: list[Merged] = field(default_factory=list)
    sent: int = 0
    rewritten: bool = True
    fault: str = ""


@dataclass(frozen=True)
class Desk:
    """What a laptop does at a meeting. `take` merges a file; `take_words` only notes what laptops say of themselves;
    `speak` notes how far this laptop has everything, if that is new.
    """

    open: OpenBook
    take: Callable[[Source], Merged]
    take_words: Callable[[Source], None]
    speak: Callable[[], None]
    now_ms: int
    team: str = ""


def look(hub: Hub, desk: Desk) -> tuple[Difference, Source | None]:
    """What hub and book do not both have, and what is new on the hub. The caller closes it."""
    with hub.transaction(snapshot=True):
        difference = compare(hub, desk.open)
        if difference.to_get or difference.laptops_new:
            return difference, pull(hub, difference, desk.team)
    return difference, None


def meet(hub: Hub, desk: Desk) -> Met:
    """Bring hub and book together. What is taken in is merged whole, whatever becomes of the sending after it.

    Raises Refused before anything was taken in; a fault after that is told in `fault`.
    """
    met = Met()
    for _ in range(_ROUNDS):
        try:
            difference, source = look(hub, desk)
            _take(desk, difference, source, met)
            desk.speak()
            if has_to_push(difference, desk.open):
                _send(hub, desk, difference, met)
            met.rewritten = rewrite_if_due(hub) if may_write(hub) else True
            return met
        except HubMoved:
            continue
        except Refused as fault:
            if not met.merged:
                raise
            met.fault = str(fault)
            return met
    met.fault = (
        f"Others wrote to the hub {hub.address.place} all the time; sync again to send what is new here."
    )
    return met


def _take(desk: Desk, difference: Difference, source: Source | None, met: Met) -> None:
    if source is None:
        return
    try:
        if difference.to_get:
            met.merged.append(desk.take(source))
        else:
            desk.take_words(source)
    finally:
        source.close()


def _send(hub: Hub, desk: Desk, difference: Difference, met: Met) -> None:
    if not may_write(hub):
        if difference.to_send:
            met.fault = (
                f"This login may only read the hub {hub.address.place}: what is new here was not sent;"
                f" ask its administrator for the role {hub.address.schema}_write."
            )
        return
    with hub.transaction(snapshot=True):
        now = compare(hub, desk.open)  # the merge may have told copies apart, and others may have gone on
    met.sent += push(hub, desk.open, now, desk.now_ms).changes


def may_write(hub: Hub) -> bool:
    """Whether this login may add to the hub."""
    with hub.transaction():
        return bool(hub.value("SELECT has_table_privilege('change', 'INSERT')"))
