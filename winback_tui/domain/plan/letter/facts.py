"""What a letter to one account depends on, gathered by whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from winback_tui.domain.account.status import Status
from winback_tui.domain.gates import PRICE_HUNTER_WAIT_DAYS, GateFacts
from winback_tui.domain.plan.offers import SILENCE_DISCOUNTS

from .kinds import SLEEPING, LetterKind


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter that was written; `sent_on` is None until somebody says that it went out."""

    kind: LetterKind
    written_on: date
    sent_on: date | None = None

    @property
    def on_day(self) -> date:
        """The day that waiting times count from."""
        return self.sent_on or self.written_on


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote or unfinished order that no order has followed. `by_steps`: planned steps of ours follow it up."""

    number: str
    on_day: date
    by_steps: bool = False


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything that decides about a letter to one account on `today`.

    `last_reply` is the last day on which they answered or talked with us; our own letters do not count.
    `away_until`: the account was put aside, or a decision says to wait, until this day. `case` holds what the gates
    ask about the loss that nobody has won back or closed. `returned_on`: the order that answers their latest loss.
    `silence_days` are those that the order data show: what came after its last day nobody knows.
    `complained_on`: the day of their oldest complaint that is not resolved.
    `over_limit` is the limit of contacts that they were promised, where one today would be too many (A5).
    `table` holds days of silence with their discounts in percent (T1, a setting); its first three steps are the three
    letters of the series about silence.
    """

    account: str
    today: date
    status: str
    first_order: date | None = None
    last_order: date | None = None
    order_days: int = 0
    silence_days: int = 0
    twice_lost: bool = False
    hunts_price: bool = False
    price_hunter_wait: int = PRICE_HUNTER_WAIT_DAYS
    pays_badly: bool = False
    objected_on: date | None = None
    complained_on: date | None = None
    away_until: date | None = None
    last_reply: date | None = None
    quote: Quote | None = None
    returned_on: date | None = None
    over_limit: str = ""
    case: GateFacts | None = None
    letters: tuple[WrittenLetter, ...] = ()
    table: tuple[tuple[int, int], ...] = SILENCE_DISCOUNTS

    def threshold(self, kind: LetterKind) -> tuple[int, int] | None:
        """How many days of silence a letter of the series starts at, and its discount; None for any other letter."""
        place = SLEEPING.index(kind) if kind in SLEEPING else len(self.table)
        return self.table[place] if place < len(self.table) else None

    @property
    def days_since_order(self) -> int:
        """Days from the last order to today, as whoever reads a letter counts them; 0 without an order."""
        return max(0, (self.today - self.last_order).days) if self.last_order else 0

    @property
    def back(self) -> bool:
        """Whether an order has answered the latest loss."""
        return self.status in (Status.RETURNED, Status.RECOVERED)
