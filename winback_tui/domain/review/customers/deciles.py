"""Customers in tenths by what they bring, next to their risk: where the money is and how sure it is (C-seg)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from operator import floordiv, neg

from winback_tui.domain.review.account_sums import AccountSums, Worths
from winback_tui.domain.review.facts import ReviewedAccount, still_here

TENTHS = 10


@dataclass(frozen=True, slots=True)
class Decile:
    """A tenth of the customers by yearly profit, the first brings the most. Money in minor units a year.

    `by_risk`: how many of them have a risk of no order in 90 days below 10 %, below 20 %, up to 100 %.
    """

    number: int
    accounts: int
    yearly: int
    at_stake: int
    by_risk: tuple[int, ...]


def deciles(accounts: Sequence[ReviewedAccount], others: Sequence[AccountSums] = ()) -> list[Decile]:
    """The ten tenths of those with a risk who have not left (C-seg); none where there are fewer than ten of them.

    By profit, then by what is at risk, then by the risk.
    """
    ours = sorted(
        ((one.yearly_profit, one.at_stake, one.gone_90 or 0) for one in still_here(accounts)), reverse=True
    )
    profit, at_stake, gone = _together([each.worth for each in others], ours)
    if len(profit) < TENTHS:
        return []
    edges = [len(profit) * at // TENTHS for at in range(TENTHS + 1)]
    return [
        Decile(
            at + 1, end - start, sum(profit[start:end]), sum(at_stake[start:end]), _by_risk(gone[start:end])
        )
        for at, (start, end) in enumerate(pairwise(edges))
    ]


def _together(parts: Sequence[Worths], rows: Sequence[tuple[int, int, int]]) -> Worths:
    """All of them in one order: the few are put in between the many, because sorting these again takes longer."""
    most, *fewer = sorted(parts, key=lambda each: len(each.profit), reverse=True) or [Worths()]
    few = sorted(chain(rows, *(zip(*each, strict=True) for each in fewer)), reverse=True)
    places = [_place(most, row) for row in few]
    columns = zip(most, zip(*few, strict=True) if few else repeat(()), strict=False)
    return Worths(*(_mixed(column, places, values) for column, values in columns))


def _place(known: Worths, row: tuple[int, int, int]) -> int:
    """Where a customer belongs in the order: before those with the same figures."""
    profit, at_stake, gone = row
    first = bisect_left(known.profit, -profit, key=neg)
    last = bisect_right(known.profit, -profit, first, key=neg)
    return bisect_left(
        range(last), (-at_stake, -gone), first, key=lambda at: (-known.at_stake[at], -known.gone[at])
    )


def _mixed(column: Sequence[int], places: Sequence[int], values: Sequence[int]) -> Sequence[int]:
    mixed, start = list[int](), 0
    for place, value in zip(places, values, strict=True):
        mixed += column[start:place]
        mixed.append(value)
        start = place
    return [*mixed, *column[start:]]


def _by_risk(gone: Sequence[int]) -> tuple[int, ...]:
    # Of 100,000 customers: a step of Python for each would take as long as all the rest.
    bands = Counter(map(floordiv, gone, repeat(1_000)))
    below = [bands[at] for at in range(TENTHS - 1)]
    return (*below, len(gone) - sum(below))
