"""The common results of a contact, offered as choices; anything else is typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class ContactOutcome:
    """A common result; `short` for a choice, `also` for other ways to type it.

    `again_in`: days to the next contact, None where none follows. `asks_for`: what the customer asked for and waits for
    now: a quote, a price list; '' for nothing. `reached`: whether somebody there answered. `first_orders`: only of a
    customer who has just begun to order, or begun again.
    """

    code: str
    text: str
    short: str
    again_in: int | None
    asks_for: str = ""
    reached: bool = True
    first_orders: bool = False
    also: tuple[str, ...] = ()

    def next_on(self, today: date) -> date | None:
        """The day proposed for the next contact, moved past the weekend."""
        if self.again_in is None:
            return None
        day = today + timedelta(days=self.again_in)
        return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


SO_SO = "First impression: so-so"
"""A new customer who says no more than this is already about to leave (playbook C-new)."""


def _ways_to_ask(*things: str) -> tuple[str, ...]:
    return tuple(f"{asks} {thing}" for thing in things for asks in ("wants", "asked for", "asks for"))


OUTCOMES = (
    ContactOutcome("1", "Not reached", "not reached", 1, reached=False),
    ContactOutcome("2", "Spoke with them, call again", "spoke, call again", 7),
    ContactOutcome("3", "Asked to be called later", "call later", 30),
    ContactOutcome(
        "4",
        "Wants a quote or an offer",
        "wants an offer",
        2,
        "quote",
        also=_ways_to_ask("a quote", "an offer"),
    ),
    ContactOutcome("5", "Says an order is coming", "order is coming", 7),
    ContactOutcome("6", "Said no, door left open", "said no", 90),
    ContactOutcome(
        "7",
        "Wants a price list",
        "wants a price list",
        2,
        "price list",
        also=_ways_to_ask("a price list", "prices"),
    ),
    ContactOutcome("8", "First impression: good", "first order went well", 30, first_orders=True),
    ContactOutcome("9", SO_SO, "first order so-so", 7, first_orders=True),
    ContactOutcome("0", "Left a voicemail", "left a voicemail", 2, reached=False),
)
"""Our own choice. None of them counts as a return: M11 (only an order does)."""

ASKING_OUTCOMES = {outcome.text: outcome.asks_for for outcome in OUTCOMES if outcome.asks_for}
"""Results after which something has to be followed up, and what."""

UNREACHED = tuple(outcome.text for outcome in OUTCOMES if not outcome.reached)
"""Results of an attempt that reached nobody: it was not a contact with the customer."""

_OFFERED = {
    words.casefold(): outcome.text
    for outcome in OUTCOMES
    for words in (outcome.text, outcome.short, *outcome.also)
}


def as_offered(typed: str) -> str:
    """A result in the wording of the choices where it says the same; anything else as it was typed.

    One that asks for something must not be lost in other words: its follow-up hangs on it.
    """
    return _OFFERED.get(typed.rstrip(".").casefold(), typed)


def was_reached(outcome: str) -> bool:
    """Whether somebody on the customer's side answered a contact with this result; typed words count as an answer."""
    return outcome not in UNREACHED
