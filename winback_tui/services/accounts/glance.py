"""One account at a glance: why it is on the list, its months and its rhythm, whom to call."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.account.alarms import Alarm
from winback_tui.domain.account.lifecycle import lateness_of
from winback_tui.domain.account.sentence import SentenceInputs, sentence
from winback_tui.domain.days.data_day import is_old
from winback_tui.domain.errors import NotFound
from winback_tui.domain.wording.wording import full_day
from winback_tui.services.book.lookup import find_account
from winback_tui.services.lists.overdue import AccountLine
from winback_tui.store.accounts.account_details import AccountDetails, PersonRow, account_details, people_of
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import cases_of, overrides_of_account
from winback_tui.store.contacts.contacts import ActivityRow, last_contact, last_reached_day
from winback_tui.store.lists.account_list import listed_accounts
from winback_tui.store.lists.columns import ListedAccount
from winback_tui.store.lists.sentence_inputs import histories, sentence_inputs
from winback_tui.store.summary.orders import AccountOrders
from winback_tui.store.summary.scoring_context import read_context

from .alarms import alarms_of

__all__ = [
    "AccountDetails",
    "ActivityRow",
    "Alarm",
    "Glance",
    "PersonRow",
    "details_of",
    "glance",
    "glance_in",
    "people_at",
]

GONE = "The account is no longer in this book; reload the list."


@dataclass(frozen=True, slots=True)
class Glance:
    """What the detail pane of a list shows. `money`: day and minor units of real orders; `order_days`: sorted ordinals.

    `last_contact` may have reached nobody; `reached_on`: when somebody there last answered.
    `told_until`: today, or the data day where the data is old. `overrides`: gates of the open case that somebody
    passed, rule to written reason. `leads`: who leads that case.
    """

    line: AccountLine
    details: AccountDetails
    sentence: str
    alarms: tuple[Alarm, ...]
    people: tuple[PersonRow, ...]
    last_contact: ActivityRow | None
    reached_on: date | None
    money: Sequence[tuple[date, int]]
    order_days: Sequence[int]
    expected_on: date | None
    today: date
    told_until: date
    overrides: Mapping[str, str]
    leads: str = ""

    @property
    def account(self) -> ListedAccount:
        """The facts of its row."""
        return self.line.account

    @property
    def ways(self) -> tuple[str, ...]:
        """Every phone number and mail address that it shows."""
        known = [
            (self.details.phone, self.details.email),
            *((each.phone, each.email) for each in self.people),
        ]
        return tuple(way for pair in known for way in pair if way)


def details_of(book: Book, ref: str) -> AccountDetails:
    """The details of the account of this id or name, without its orders. Raises what `find_account` raises."""
    account = find_account(book, ref)
    with book.read() as connection:
        found = account_details(connection, account.no)
    if found is None:
        raise NotFound(GONE)
    return found


def people_at(book: Book, ref: str) -> list[PersonRow]:
    """The people at the account of this id or name, decision makers first. Raises what `find_account` raises."""
    account = find_account(book, ref)
    with book.read() as connection:
        return people_of(connection, account.id)


def glance(book: Book, number: int) -> Glance:
    """The account of this number. Raises NotFound where it is gone."""
    with book.read() as connection:
        return glance_in(connection, book.today, number)


def glance_in(connection: sqlite3.Connection, today: date, number: int) -> Glance:
    """`glance` within an open read."""
    listed = listed_accounts(connection, [number])
    details = account_details(connection, number)
    if not listed or details is None:
        raise NotFound(GONE)
    account = listed[0]
    frame = read_context(connection)
    if frame is None:
        raise NotFound("This book has no lists yet; import orders first.")
    old_end = frame.data_day if is_old(frame.data_day, frame.today) else None
    ordered = histories(connection, frame, [number])
    grounds = sentence_inputs(connection, frame, listed, ordered)[number]
    return Glance(
        line=AccountLine.of(account, frame.data_day),
        details=details,
        sentence=_dated_sentence(grounds, old_end),
        alarms=alarms_of(connection, frame, listed, ordered).get(number, ()),
        people=tuple(people_of(connection, account.id)),
        last_contact=last_contact(connection, account.id),
        reached_on=last_reached_day(connection, account.id),
        money=_money(ordered.get(number)),
        order_days=grounds.order_days,
        expected_on=_expected_on(account, grounds),
        today=today,
        told_until=old_end or today,
        overrides=overrides_of_account(connection, account.id),
        leads=next((case.responsible for case in cases_of(connection, account.id) if case.open), ""),
    )


def _dated_sentence(grounds: SentenceInputs, old_end: date | None) -> str:
    """The sentence; where the data is old, it says so first."""
    words = sentence(grounds)
    if grounds.facts.rhythm is None or old_end is None:
        return words
    return f"Data up to {full_day(old_end)}. {words}"


def _money(ordered: AccountOrders | None) -> list[tuple[date, int]]:
    lines = ordered.lines if ordered else ()
    return [(date.fromordinal(line.day), line.minor) for line in lines if line.minor > 0]


def _expected_on(account: ListedAccount, grounds: SentenceInputs) -> date | None:
    late = lateness_of(grounds.facts)
    if account.last_day is None or late is None or late.expected is None:
        return None
    return date.fromordinal(min(account.last_day.toordinal() + late.expected, date.max.toordinal()))
