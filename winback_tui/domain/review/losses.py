"""Which customers there were on a day, and which were lost in a period, by a case or by silence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from .account_sums import StartSum, Stretch
from .facts import ReviewedAccount, ReviewedCase, ReviewFacts, is_overdue
from .period import Period

CUSTOMER = (
    "accounts that had ordered on two days or more, or had a case, and were not lost by then: neither with a case nor"
    " by having stopped ordering"
)
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


class LossTally(NamedTuple):
    """The losses of a period added up, `by_case` those with a case; money in minor units a year."""

    lost: int
    by_case: int
    sales: int
    profit: int


_Lost = tuple[int, int, str, int | None, int, int, ReviewedAccount]
"""Day, number of the account, case, start of the time as a customer, sales and profit a year, the account; by day."""
_Moved = tuple[int, int, int]
"""A day, how many accounts came or went on it, and their sales a year."""


class LossCount:
    """The customers and losses of a book, to be counted on any day and in any period without looking at all of it."""

    def __init__(self, facts: ReviewFacts) -> None:
        """Losses after today do not count yet."""
        self._cases = {each.id: each for each in facts.cases}
        horizon = facts.today.toordinal()
        starts, ends = list[_Moved](), list[_Moved]()
        lost = list[_Lost]()
        for account in facts.accounts:
            for start, day, case_id in account.spells:
                sales = account.yearly_sales
                if start is not None:
                    starts.append((start, 1, sales))
                if day is None or day > horizon:
                    continue
                if start is not None:
                    ends.append((day, 1, sales))
                profit = account.yearly_profit
                if case_id in self._cases:
                    case = self._cases[case_id]
                    sales, profit = case.yearly_sales, case.yearly_profit
                lost.append((day, account.no, case_id, start, sales, profit, account))
        self._others = facts.others
        stopped = sorted(each for sums in facts.others for each in sums.stopped)
        self._stopped = [each.day for each in stopped]
        self._stopped_sums = tuple(
            list(accumulate(column, initial=0))
            for column in zip(*(each[1:] for each in stopped), strict=True)
        ) or ([0], [0], [0])
        starts += [each[:3] for sums in facts.others for each in sums.began]
        ends += [each[:3] for each in stopped]
        self._starts, self._won, self._sales_won = _running(starts)
        self._ends, self._gone, self._sales_gone = _running(ends)
        lost.sort()
        self._lost = lost
        self._days = [each[0] for each in lost]

    def customers(self, day: date) -> int:
        """How many customers there were when that day began: a loss on that very day is still to come."""
        at = day.toordinal()
        return self._won[bisect_left(self._starts, at)] - self._gone[bisect_left(self._ends, at)]

    def customers_sales(self, day: date) -> int:
        """The sales a year of these customers together, minor units."""
        at = day.toordinal()
        return self._sales_won[bisect_left(self._starts, at)] - self._sales_gone[bisect_left(self._ends, at)]

    def tally(self, period: Period) -> LossTally:
        """The losses of a period, added up."""
        own = self._slice(period)
        first, last = _stretch(period)
        lost, sales, profit = self._stopped_in(first, last)
        return LossTally(
            len(own) + lost,
            sum([each[2] in self._cases for each in own]),
            sum([each[4] for each in own]) + sales,
            sum([each[5] for each in own]) + profit,
        )

    def tally_of_start(self, period: Period) -> StartSum:
        """The losses of a period, only of accounts that were customers when it began.

        Accounts that are not read one by one have this only for the periods that they were added up for; raises
        LookupError for others.
        """
        first, last = _stretch(period)
        ours = [each[4] for each in self._slice(period) if each[3] is not None and each[3] < first]
        others = [each.lost_of_start[first, last] for each in self._others]
        return StartSum(
            len(ours) + sum(each.accounts for each in others), sum(ours) + sum(each.sales for each in others)
        )

    def overdue(self, period: Period) -> int:
        """Of the losses without a case in the period that is reviewed, those that are overdue today and not asleep."""
        ours = [each for each in self._slice(period) if each[2] not in self._cases and is_overdue(each[6])]
        return len(ours) + sum(each.lost_overdue for each in self._others)

    def losses(self, period: Period) -> list[LossEvent]:
        """The losses of a period among the accounts that are read one by one, the oldest first."""
        return [
            LossEvent(
                account,
                date.fromordinal(day),
                self._cases.get(case_id),
                None if start is None else date.fromordinal(start),
            )
            for day, _, case_id, start, _, _, account in self._slice(period)
        ]

    def _slice(self, period: Period) -> list[_Lost]:
        first, last = _stretch(period)
        return self._lost[bisect_left(self._days, first) : bisect_right(self._days, last)]

    def _stopped_in(self, first: int, last: int) -> tuple[int, int, int]:
        start, end = bisect_left(self._stopped, first), bisect_right(self._stopped, last)
        lost, sales, profit = (sums[end] - sums[start] for sums in self._stopped_sums)
        return lost, sales, profit


def _stretch(period: Period) -> Stretch:
    return period.start.toordinal(), period.end.toordinal()


def _running(moved: list[_Moved]) -> tuple[list[int], list[int], list[int]]:
    """The days in rising order, and the running totals of accounts and of money before each of them."""
    moved.sort(key=itemgetter(0))
    return (
        [day for day, _, _ in moved],
        list(accumulate((accounts for _, accounts, _ in moved), initial=0)),
        list(accumulate((money for _, _, money in moved), initial=0)),
    )


def customers_on(accounts: Sequence[ReviewedAccount], day: date) -> list[ReviewedAccount]:
    """The accounts that were customers when that day began."""
    at = day.toordinal()
    found = []
    for account in accounts:
        for start, lost, _ in account.spells:
            if start is not None and start < at and (lost is None or lost >= at):
                found.append(account)
                break
    return found
