"""Syncing with the hub: merge what is new there, send what is new here, and repeat where others wrote meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from winback_tui.domain.errors import Refused
from winback_tui.sync.bundle.source import Source
from winback_tui.sync.merge.merge import Merged

from .comparing import Difference, OpenBook, compare
from .connection import Hub
from .faults import HubMoved
from .pulling import pull
from .pushing import has_to_push, push, rewrite_if_due
from .whereabouts import has_news_of, words_of_laptops

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
    """What a laptop does in a sync. `take` merges a file; `take_words` only notes what laptops report of themselves;
    `speak` notes how far this laptop has everything; `laptop` is its id.
    """

    open: OpenBook
    take: Callable[[Source], Merged]
    take_words: Callable[[Source], None]
    speak: Callable[[], None]
    now_ms: int
    team: str = ""
    laptop: str = ""


@dataclass(frozen=True)
class News:
    """What a look at the hub found. `source`: what is new there, which the caller closes. `may_write`: whether this
    login may add to the hub. `rewrite_due`: an erasure left old pages there.
    """

    difference: Difference
    source: Source | None
    may_write: bool
    rewrite_due: bool


def look(hub: Hub, desk: Desk) -> News:
    """What hub and book do not both have, read in one snapshot of the hub."""
    with hub.transaction(snapshot=True):
        difference = compare(hub, desk.open)
        may_write, due = hub.rows("SELECT has_table_privilege('change', 'INSERT'), rewrite_due FROM about")[0]
        source = pull(hub, difference, desk.team) if difference.to_get else None
    return News(difference, source, may_write, due)


def meet(hub: Hub, desk: Desk) -> Met:
    """Sync hub and book. What was fetched is merged completely, even if sending fails afterwards.

    Raises Refused before anything was merged; an error after that is in `fault`.
    """
    met = Met()
    for _ in range(_ROUNDS):
        try:
            news = look(hub, desk)
            _take(hub, desk, news, met)
            erased = _send(hub, desk, news, met)
            if news.may_write and (erased or news.rewrite_due):
                met.rewritten = rewrite_if_due(hub)
            return met
        except HubMoved:
            continue
        except Refused as fault:
            if not met.merged:
                raise
            met.fault = str(fault)
            return met
    met.fault = f"Others kept writing to the hub {hub.address.place}; sync again to send what is new here."
    return met


def _take(hub: Hub, desk: Desk, news: News, met: Met) -> None:
    if news.source is not None:
        with closing(news.source):
            met.merged.append(desk.take(news.source))
    elif news.difference.laptops_new:
        _take_words(hub, desk)


def _take_words(hub: Hub, desk: Desk) -> None:
    with closing(words_of_laptops(hub)) as words:
        desk.take_words(words)


def _send(hub: Hub, desk: Desk, news: News, met: Met) -> bool:
    """Send what is new here; whether an erasure was among it."""
    difference = news.difference
    spoke = news.source is not None or has_news_of(difference, desk.laptop)
    if spoke:
        desk.speak()
    if not spoke and not has_to_push(difference):
        return False
    if not news.may_write:
        if difference.to_send:
            met.fault = (
                f"This login may only read the hub {hub.address.place}: what is new here was not sent;"
                f" ask its administrator for the role {hub.address.schema}_write."
            )
        return False
    if news.source is not None:  # the merge may have told copies apart
        with hub.transaction(snapshot=True):
            difference = compare(hub, desk.open)
    pushed = push(hub, desk.open, difference, desk.now_ms)
    met.sent += pushed.changes
    if pushed.changes:
        _take_words(hub, desk)
    return pushed.erased


def may_write(hub: Hub) -> bool:
    """Whether this login may add to the hub."""
    with hub.transaction():
        return bool(hub.value("SELECT has_table_privilege('change', 'INSERT')"))
