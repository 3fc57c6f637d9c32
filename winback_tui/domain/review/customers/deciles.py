"""Customers in tenths by what they bring, next to their risk: where the money is and how sure it is (C-seg)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from typing import NamedTuple

from winback_tui.domain.review.account_sums import TENTH_OF_RISK, AccountSums, Worths
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
        (one.yearly_profit, one.at_stake, (one.gone_90 or 0) // TENTH_OF_RISK) for one in still_here(accounts)
    )
    known = _together([*(each for one in others for each in one.worths), _columns(ours)])
    whole = len(known.profit)
    if whole < TENTHS:
        return []
    edges = [whole - whole * at // TENTHS for at in range(TENTHS + 1)]
    for edge in edges[1:-1]:
        _settle(known, edge)
    return [
        Decile(
            at + 1,
            end - start,
            sum(known.profit[start:end]),
            sum(known.at_stake[start:end]),
            _by_risk(known.risk[start:end]),
        )
        for at, (end, start) in enumerate(pairwise(edges))
    ]


class _Columns(NamedTuple):
    """`Worths` that can be put in order."""

    profit: list[int]
    at_stake: list[int]
    risk: list[int]


def _columns(rows: Sequence[tuple[int, int, int]]) -> Worths:
    return Worths(*zip(*rows, strict=True)) if rows else Worths()


def _together(parts: Sequence[Worths]) -> _Columns:
    """All of them by rising profit: the few are put in between the many, because sorting these takes longer."""
    most, *fewer = sorted(parts, key=lambda each: len(each.profit), reverse=True)
    few = sorted(chain.from_iterable(zip(*each, strict=True) for each in fewer))
    places = [bisect_left(most.profit, profit) for profit, _, _ in few]
    columns = zip(most, zip(*few, strict=True) if few else repeat(()), strict=False)
    return _Columns(*(_mixed(column, places, values) for column, values in columns))


def _mixed(column: Sequence[int], places: Sequence[int], values: Sequence[int]) -> list[int]:
    mixed, start = list[int](), 0
    for place, value in zip(places, values, strict=True):
        mixed += column[start:place]
        mixed.append(value)
        start = place
    mixed += column[start:]
    return mixed


def _settle(known: _Columns, edge: int) -> None:
    """Where both sides of an edge bring the same profit, more at risk and then more risk belong above it."""
    profit = known.profit[edge - 1]
    if known.profit[edge] != profit:
        return
    tied = slice(bisect_left(known.profit, profit), bisect_right(known.profit, profit))
    known.at_stake[tied], known.risk[tied] = zip(
        *sorted(zip(known.at_stake[tied], known.risk[tied], strict=True)), strict=True
    )


def _by_risk(risks: Sequence[int]) -> tuple[int, ...]:
    # Of 100,000 customers: a step of Python for each would take as long as all the rest.
    bands = Counter(risks)
    below = [bands[at] for at in range(TENTHS - 1)]
    return (*below, len(risks) - sum(below))
