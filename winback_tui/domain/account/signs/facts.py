"""What the signs of an account are judged by: what people recorded, its state now, and the team's limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from winback_tui.domain.account.status import Status

from .volume import Volume

CADENCE = (45, 90, 180)
"""Accounts of class A, B and C are called after this many days without a contact (our own figures, a setting)."""
ANSWER_DAYS = 1
"""A complaint is to be answered within this many days (playbook L: within a day; a setting)."""
IMPRESSION_DAYS = 7
"""Days after the first order in which a new customer is asked how it went (our own figure, a setting)."""


class AccountPerson(NamedTuple):
    """A person of the account, as far as the signs care."""

    name: str
    decides: bool
    left_on: date | None = None


class OpenComplaint(NamedTuple):
    """A complaint that nobody has resolved; `row` is its id, `severity` 1 to 5 as the customer sees it."""

    row: str
    on_day: date
    severity: int
    text: str
    answered_on: date | None = None


class SignFacts(NamedTuple):
    """What people recorded about one account.

    `last_contact`: the latest that reached the customer; `planned_on`: the next one planned. `watch_on`: the next
    one of the watch over a return, which counts while the account is back. `asked_on`: when they last asked for
    what `asked_for` names: a quote, a price list. `so_so_on`: when the first impression was said to be no better
    than so-so. `endings`: what ends (contract, welcome discount), and when. `people`: those who decide or decided,
    where one of them left.
    """

    last_contact: date | None = None
    planned_on: date | None = None
    watch_on: date | None = None
    asked_on: date | None = None
    asked_for: str = "quote"
    so_so_on: date | None = None
    endings: tuple[tuple[str, date], ...] = ()
    people: tuple[AccountPerson, ...] = ()
    complaints: tuple[OpenComplaint, ...] = ()


NO_FACTS = SignFacts()
"""For an account about which nobody recorded anything."""


@dataclass(frozen=True, slots=True)
class SignLimits:
    """The team's limits in days, and the first day on which anybody logged a contact; None where nobody does."""

    cadence: tuple[int, int, int] = CADENCE
    answer_days: int = ANSWER_DAYS
    impression_days: int = IMPRESSION_DAYS
    contacts_since: date | None = None

    def cadence_of(self, abc: str) -> int:
        """Days without a contact after which an account of this class is called."""
        return self.cadence["ABC".find(abc)] if abc in ("A", "B", "C") else self.cadence[-1]

    def calls_unknown(self, today: date) -> bool:
        """Whether by `today` an account that nobody ever contacted may have to be called for that alone (B4b)."""
        since = self.contacts_since
        return since is not None and (today - since).days >= min(self.cadence)


class AccountNow(NamedTuple):
    """The account's state now, from its orders up to the data day and from its cases."""

    status: Status
    abc: str = "C"
    fragile: bool = False
    twice_lost: bool = False
    first_day: date | None = None
    last_day: date | None = None
    volume: Volume | None = None
    currency: str = ""
    data_day: date | None = None
