"""What a team talks about on Monday: what changed, which accounts matter, who must act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from winback_tui.domain.wording.wording import calendar_day, count, near_day

from .facts import ReviewFacts
from .losses import LossCount
from .period import Period

MATTER = 10
"""How many accounts of the work list are discussed."""


class MeetingSection(StrEnum):
    """The parts of the meeting in their order; each value heads its part."""

    LOST = "Lost"
    RETURNED = "Returned"
    MET = "Conditions met"
    LATE = "Late"
    MATTERS = "Accounts that matter"
    ACT = "Who must act"


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """One line of the meeting; `amount` in minor units of `currency` a year. `sentence`: the same in more detail."""

    section: MeetingSection
    account_id: str
    account: str
    what: str
    who: str
    on: date | None = None
    amount: int | None = None
    currency: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """All lines since a day, section by section."""

    since: date
    today: date
    items: tuple[MeetingItem, ...]

    @property
    def since_words(self) -> str:
        """What the changes are of, so that nobody has to guess: `since Mon 23 Nov, 8 days`."""
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
    """Losses entered since that day, whenever they happened, and accounts whose silence went beyond its limit."""
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
                case.yearly_sales,
                case.currency,
            )
    for event in LossCount(facts).losses(Period(since, facts.today, "")):
        if event.case is None:
            yield MeetingItem(
                MeetingSection.LOST,
                event.account.id,
                event.account.name,
                f"overdue since {near_day(event.day, facts.today)}",
                event.account.owner,
                event.day,
                event.yearly_sales,
                event.account.currency,
            )


def returned_since(facts: ReviewFacts, since: date) -> Iterator[MeetingItem]:
    """Orders since that day that answered a loss (M11)."""
    for case in facts.cases:
        if case.answer is not None and not case.repeats and case.answer.on_day >= since:
            yield MeetingItem(
                MeetingSection.RETURNED,
                case.account_id,
                case.account,
                f"ordered {near_day(case.answer.on_day, facts.today)}",
                case.responsible or case.owner,
                case.answer.on_day,
                case.yearly_sales,
                case.currency,
                f"{count(case.answer.days, 'day')} after the loss; the amount is for the year before it",
            )


def who_must_act(
    late: Sequence[MeetingItem], stuck: Sequence[str], at_risk: Mapping[str, int]
) -> list[MeetingItem]:
    """A line for each employee with late follow-ups or cases with no contact planned, whoever has the most of it first.

    `stuck`: the employee of each case with no contact planned; `at_risk`: how many accounts on the work list each owner
    has.
    """
    names = dict.fromkeys([*(each.who for each in late), *stuck])
    lines = []
    for name in names:
        owed = sum(each.who == name for each in late)
        idle = sum(each == name for each in stuck)
        overdue = at_risk.get(name, 0)
        parts = [f"{owed} late"] if owed else []
        parts += [f"{idle:,} with no contact planned"] if idle else []
        parts += [f"{count(overdue, 'account')} overdue"] if overdue else []
        lines.append((owed + idle, MeetingItem(MeetingSection.ACT, "", "", ", ".join(parts), name)))
    lines.sort(key=lambda line: (-line[0], not line[1].who, line[1].who.casefold()))
    return [item for _, item in lines]
