"""Which customers there were on a day, and which were lost in a period, by a case or by silence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .facts import ReviewedAccount, ReviewedCase, ReviewFacts
from .period import Period

CUSTOMER = "accounts with orders on two days or a case, neither lost nor silent beyond their limit by then"
"""What counts as a customer, for the formulas."""


@dataclass(frozen=True, slots=True)
class LossEvent:
    """One loss: by the case that names it, or by silence beyond the account's limit where `case` is None.

    `since`: the first order of the time as a customer that it ended; None where the book holds none.
    Money in minor units a year, as it was before the loss.
    """

    account: ReviewedAccount
    day: date
    case: ReviewedCase | None
    since: date | None

    @property
    def yearly_sales(self) -> int:
        """What it brought a year before the loss."""
        return self.account.yearly_sales if self.case is None else self.case.yearly_sales

    @property
    def yearly_profit(self) -> int:
        """The profit of it."""
        return self.account.yearly_profit if self.case is None else self.case.yearly_profit


class LossCount:
    """The customers and losses of a book, to be counted on any day and in any period."""

    def __init__(self, facts: ReviewFacts) -> None:
        """Silence later than the data day is none yet."""
        cases = {each.id: each for each in facts.cases}
        horizon = facts.today.toordinal()
        starts, ends = list[int](), list[int]()
        lost = list[tuple[int, ReviewedAccount, str, int | None]]()
        for account in facts.accounts:
            for start, day, case_id in account.spells:
                if start is not None:
                    starts.append(start)
                if day is not None and day <= horizon:
                    if start is not None:
                        ends.append(day)
                    lost.append((day, account, case_id, start))
        self._starts, self._ends = sorted(starts), sorted(ends)
        lost.sort(key=lambda each: (each[0], each[1].no, each[2]))
        self._days = [each[0] for each in lost]
        self._lost, self._cases = lost, cases

    def customers(self, day: date) -> int:
        """How many customers there were as that day began: a loss of that very day still lies ahead."""
        at = day.toordinal()
        return bisect_left(self._starts, at) - bisect_left(self._ends, at)

    def losses(self, period: Period) -> list[LossEvent]:
        """The losses of a period, the oldest first."""
        first = bisect_left(self._days, period.start.toordinal())
        last = bisect_right(self._days, period.end.toordinal())
        return [
            LossEvent(
                account,
                date.fromordinal(day),
                self._cases.get(case_id),
                None if start is None else date.fromordinal(start),
            )
            for day, account, case_id, start in self._lost[first:last]
        ]


def customers_on(accounts: Sequence[ReviewedAccount], day: date) -> list[ReviewedAccount]:
    """The accounts that were customers as that day began."""
    at = day.toordinal()
    return [
        account
        for account in accounts
        if any(
            start is not None and start < at and (lost is None or lost >= at)
            for start, lost, _ in account.spells
        )
    ]
