"""One account at a glance: why it stands where it stands, its months and its rhythm, whom to call."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.alarms import Alarm
from ..domain.errors import NotFound
from ..domain.lifecycle import lateness_of
from ..domain.monthstrip import month_strip
from ..domain.monthstrip import width as month_width
from ..domain.order import Order
from ..domain.rhythmstrip import rhythm_strip
from ..domain.sentence import sentence
from ..store.book import Book
from ..store.read.account_details import AccountDetails, account_details
from ..store.read.account_list import ListedAccount, listed_accounts
from ..store.read.grounds import grounds_of
from ..store.read.people import PersonRow, people_of
from ..store.read.steps import ActivityRow, activities_of
from ..store.read.told_until import silence_counts_to
from ..store.summary.subjects import orders_of
from .alarms import alarms_of
from .overdue import Seen

NOTE = "internal"
"""The channel of notes and inner work, which reach nobody."""

MONTHS = (24, 18, 12)
"""Lengths of a month strip, the longest first."""

__all__ = [
    "AccountDetails",
    "ActivityRow",
    "Alarm",
    "Glance",
    "PersonRow",
    "glance",
    "glance_in",
    "last_contact",
]


@dataclass(frozen=True, slots=True)
class Glance:
    """What stands beside a list. `money`: day and minor units of real orders; `order_days`: sorted ordinals."""

    seen: Seen
    details: AccountDetails
    sentence: str
    alarms: tuple[Alarm, ...]
    people: tuple[PersonRow, ...]
    last_contact: ActivityRow | None
    money: Sequence[tuple[date, int]]
    order_days: Sequence[int]
    expected_on: date | None
    today: date

    @property
    def account(self) -> ListedAccount:
        """The facts of its row."""
        return self.seen.account

    def months(self, width: int = 80) -> str:
        """Bars of as many months, up to two years, as fit into `width` characters."""
        months = next((months for months in MONTHS if month_width(months) <= width), MONTHS[-1])
        return month_strip(self.money, self.today, months).rstrip()

    def rhythm(self, width: int) -> str:
        """Order days, silence, the expected day and today as a strip of exactly `width` characters."""
        return rhythm_strip(self.order_days, self.today, self.expected_on, width)


def glance(book: Book, number: int) -> Glance:
    """The account of this number. Raises NotFound where it is gone."""
    with book.read() as connection:
        return glance_in(connection, book.today, number)


def glance_in(connection: sqlite3.Connection, today: date, number: int) -> Glance:
    """The same within a reading that is under way."""
    listed = listed_accounts(connection, [number])
    details = account_details(connection, number)
    if not listed or details is None:
        raise NotFound("The account is not in this book any more; reload the list.")
    account = listed[0]
    grounds = grounds_of(connection, listed).get(number)
    late = lateness_of(grounds.facts) if grounds else None
    expected_on = None
    if account.last_day and late and late.expected is not None:
        expected_on = date.fromordinal(
            min(account.last_day.toordinal() + late.expected, date.max.toordinal())
        )
    orders = orders_of(connection, [number]).get(number, [])
    return Glance(
        seen=Seen.of(account, silence_counts_to(connection)),
        details=details,
        sentence=sentence(grounds) if grounds else "",
        alarms=alarms_of(connection, listed).get(number, ()),
        people=tuple(people_of(connection, account.id)),
        last_contact=last_contact(activities_of(connection, account.id)),
        money=_money(orders, account.currency),
        order_days=grounds.order_days if grounds else (),
        expected_on=expected_on,
        today=today,
    )


def last_contact(activities: Sequence[ActivityRow]) -> ActivityRow | None:
    """The latest that reached somebody; `activities` have the latest first."""
    return next((row for row in activities if row.channel != NOTE), None)


def _money(orders: Sequence[Order], currency: str) -> list[tuple[date, int]]:
    return [(order.day, order.amount) for order in orders if order.real and order.currency == currency]
