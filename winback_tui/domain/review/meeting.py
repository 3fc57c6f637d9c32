"""What a team talks about on Monday: what changed, which accounts matter, who must act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from winback_tui.domain.wording.wording import calendar_day, column_day, count, money_words, near_day

from .facts import ReviewFacts, is_overdue
from .losses import LossCount
from .period import Period

MATTER = 10
"""How many accounts of the work list are discussed."""


class MeetingSection(StrEnum):
    """The parts of the meeting in their order; each value heads its part."""

    LOST = "Lost"
    OVERDUE = "Newly overdue"
    RETURNED = "Returned"
    MET = "Conditions met"
    LATE = "Late"
    MATTERS = "Accounts that matter"
    ACT = "Who must act"


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """One line of the meeting. `sentence`: the same in more detail.

    `amount`: minor units of `currency` a year at risk, the one figure by which every list knows the account; of a
    return, what it bought in the year before the loss, and then `ordered` is the order that proves it. `lost`: of a
    loss, the sales and profit a year that the review counts for it. `asleep`: it stopped ordering so long ago that the
    list no longer shows it. `tasks`: of who must act, how many tasks are late, for today, this week, can wait, and
    cases with no contact planned.
    """

    section: MeetingSection
    account_id: str
    account: str
    what: str
    who: str
    on: date | None = None
    amount: int | None = None
    currency: str = ""
    sentence: str = ""
    ordered: int | None = None
    tasks: tuple[int, int, int, int, int] | None = None
    lost: tuple[int, int] | None = None
    asleep: bool = False

    @property
    def amount_of(self) -> str:
        """What the amount is, in words."""
        if self.amount is None:
            return ""
        returned = self.section is MeetingSection.RETURNED
        return "sales in the year before the loss" if returned else "a year at risk"


@dataclass(frozen=True, slots=True)
class Meeting:
    """All lines since a day, section by section.

    `apart`: the accounts that matter are in several currencies, each ranked by itself as no rates are set.
    """

    since: date
    today: date
    items: tuple[MeetingItem, ...]
    apart: bool = False

    @property
    def usual(self) -> bool:
        """Whether it begins where it does unless another day is asked for."""
        return self.since == meeting_start(self.today)

    @property
    def since_words(self) -> str:
        """What the changes are of, so that nobody has to guess: `since Monday of last week (23 Nov)`, or since a day
        that was asked for: `since Wed 19 Aug, 2 days`.
        """
        if self.usual:
            return f"since Monday of last week ({column_day(self.since, self.today)})"
        days = (self.today - self.since).days
        return f"since {calendar_day(self.since, self.today)}, {count(days, 'day') if days else 'today'}"

    def of(self, section: MeetingSection) -> list[MeetingItem]:
        """The lines of one section."""
        return [each for each in self.items if each.section is section]


def meeting_start(today: date) -> date:
    """The Monday of last week, whatever day it is: 7 days ago on a Monday, 8 on a Tuesday, 13 on a Sunday.

    So a meeting that is put off still covers the whole week since the one before, and what is looked up between two
    meetings shows what the last one saw and what came after it.
    """
    return today - timedelta(days=today.weekday() + 7)


def lost_since(facts: ReviewFacts, since: date) -> Iterator[MeetingItem]:
    """Losses entered since that day, whenever they happened, and accounts that have become overdue without a case."""
    at_risk = {account.id: account.at_stake for account in facts.accounts}
    for case in facts.cases:
        if case.opened_on >= since and not case.repeats:
            who = f", lost by {case.lost_by}" if case.lost_by else ""
            yield MeetingItem(
                MeetingSection.LOST,
                case.account_id,
                case.account,
                f"lost {near_day(case.lost_on, facts.today)}{who}",
                case.responsible or case.owner,
                case.lost_on,
                at_risk.get(case.account_id, 0),
                case.currency,
                lost=(case.yearly_sales, case.yearly_profit),
            )
    for event in LossCount(facts).losses(Period(since, facts.today, "")):
        if event.case is None:
            day, listed = near_day(event.day, facts.today), is_overdue(event.account)
            yield MeetingItem(
                MeetingSection.OVERDUE,
                event.account.id,
                event.account.name,
                f"overdue since {day}" if listed else f"asleep, was overdue from {day}",
                event.account.owner,
                event.day,
                event.account.at_stake,
                event.account.currency,
                lost=(event.yearly_sales, event.yearly_profit),
                asleep=not listed,
            )


def returned_since(
    facts: ReviewFacts, since: date, orders: Mapping[str, tuple[int, str]]
) -> Iterator[MeetingItem]:
    """Orders since that day that answered a loss (M11). `orders`: by case the amount of the order, in minor units."""
    for case in facts.cases:
        if case.answer is not None and not case.repeats and case.answer.on_day >= since:
            ordered, currency = orders.get(case.id, (None, case.currency))
            what = f"ordered {near_day(case.answer.on_day, facts.today)}"
            yield MeetingItem(
                MeetingSection.RETURNED,
                case.account_id,
                case.account,
                what if ordered is None else f"{what}, {money_words(ordered, currency)}",
                case.responsible or case.owner,
                case.answer.on_day,
                case.yearly_sales,
                case.currency,
                f"{count(case.answer.days, 'day')} after the loss; the year before it brought"
                f" {money_words(case.yearly_sales, case.currency)} of sales",
                ordered,
            )


def who_must_act(tasks: Mapping[str, tuple[int, int, int, int, int]]) -> list[MeetingItem]:
    """A line for each employee who owes anything, whoever has to do the most by today first.

    `tasks`: how many tasks of each are late, for today, this week, and can wait, then cases with no contact planned.
    """
    owing = {name: own for name, own in tasks.items() if any(own)}
    order = sorted(
        owing, key=lambda name: (-sum(owing[name][:2]), -owing[name][4], not name, name.casefold())
    )
    return [
        MeetingItem(MeetingSection.ACT, "", "", _owed_words(*owing[name]), name, tasks=owing[name])
        for name in order
    ]


def _owed_words(late: int, today: int, this_week: int, can_wait: int, idle: int) -> str:
    parts = [f"{late + today:,} due: {late:,} late + {today:,} today"]
    parts += [f"{this_week:,} this week", f"{can_wait:,} can wait"]
    parts += [f"{idle:,} with no contact planned"] if idle else []
    return ", ".join(parts)
