"""The time line of an account: which kinds of events it can show, how each is drawn, and what Enter does with one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from winback_tui.domain.wording.wording import dated_day, money_column
from winback_tui.services.accounts.timeline import Event
from winback_tui.tui.commands.case import HoldInterview, ShowCauses, ShowDealings, ShowDecision, ShowPlan
from winback_tui.tui.commands.command import Command
from winback_tui.tui.commands.contact import LogContact
from winback_tui.tui.drawing.columns import Cell, ListColumn

TONES = {
    "order": "good",
    "credit": "warn",
    "cancelled": "muted",
    "pending": "muted",
    "note": "muted",
    "complaint": "warn",
    "loss": "bad",
    "planned": "accent",
    "testimonial": "good",
}

AMOUNT = 11
"""Cells of an amount."""

DOES: Mapping[str, type[Command]] = {
    "planned": LogContact,
    "interview": HoldInterview,
    "loss": ShowCauses,
    "case": ShowPlan,
    "decision": ShowDecision,
    "offer": ShowDealings,
    "promise": ShowDealings,
    "complaint": ShowDealings,
}
"""What Enter does with an event of the time line."""


class KindFilter(NamedTuple):
    """Some kinds of events, under a name; `rest` for those that no other filter has."""

    name: str
    kinds: frozenset[str]
    rest: bool = False


ORDERS = KindFilter("orders", frozenset({"order", "credit", "cancelled", "pending", "quote", "unclear"}))
CASE = KindFilter("the case", frozenset({"loss", "case", "interview", "decision"}))
DEALINGS = KindFilter("promises, offers, complaints", frozenset({"offer", "promise", "complaint"}))
CONTACTS = KindFilter("contacts", frozenset(), rest=True)
FILTERS = (CONTACTS, CASE, DEALINGS, ORDERS)
"""In the order in which the key goes through them; contacts are whatever is in no other: channels, notes, plans."""
_KNOWN = frozenset().union(*(each.kinds for each in FILTERS))


def shows(kinds: KindFilter | None, kind: str) -> bool:
    """Whether an event of that kind is shown; None shows all."""
    return kinds is None or kind in kinds.kinds or (kinds.rest and kind not in _KNOWN)


def filter_named(name: str) -> KindFilter | None:
    """The filter of this name; None for everything."""
    return next((each for each in FILTERS if each.name == name), None)


def after(name: str, there: set[str]) -> KindFilter | None:
    """The next filter under which something is shown of the kinds that are `there`; None after the last."""
    at = next((place for place, each in enumerate(FILTERS) if each.name == name), -1)
    return next(
        (each for each in FILTERS[at + 1 :] if any(shows(each, kind) for kind in there)),
        None,
    )


SORTS: Mapping[str, Callable[[tuple[int, Event]], Any]] = {
    "day": lambda placed: -placed[0],
    "kind": lambda placed: placed[1].kind,
    "who": lambda placed: placed[1].who.casefold(),
}


def columns(today: Callable[[], date]) -> tuple[ListColumn[Event], ...]:
    """The columns; days near `today` are in words."""
    return (
        ListColumn("day", "Date", lambda event: dated_day(event.day, today()), 11, falling=True),
        ListColumn("kind", "Kind", lambda event: (event.kind, TONES.get(event.kind, "")), 9),
        ListColumn("what", "What", _what, 40, 31, grows=True, sorts=False),
        ListColumn("who", "Who", lambda event: (event.who, "muted"), 19, leaves=2),
    )


def words(event: Event) -> str:
    """What the filter looks through."""
    return f"{event.day.isoformat()} {event.kind} {event.text} {event.who}".casefold()


def _what(event: Event) -> Cell:
    """Amounts stand below one another; what is said of an event without one begins at once."""
    if event.amount is None:
        return event.text
    return f"{money_column(event.amount, event.currency):>{AMOUNT}}  {event.text}"
