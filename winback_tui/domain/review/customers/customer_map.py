"""The map of customers: what they bring, how ready they are to leave, and how they would likely answer an offer.

C-seg (split by profit, readiness to leave and likely answer): offers go to likely leavers who are worth it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from winback_tui.domain.account.abc_class import CLASSES
from winback_tui.domain.review.account_sums import AccountSums, CellSum
from winback_tui.domain.review.facts import ReviewedAccount, still_here


class Readiness(StrEnum):
    """How ready to leave, by the risk of no order in 90 days: under a third, up to two thirds, above."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


READINESS_LIMITS = (3_333, 6_667)
"""The lowest risk, in basis points, for MIDDLE and for HIGH readiness."""


@dataclass(frozen=True, slots=True)
class MapCell:
    """One of the nine cells: class by yearly value, readiness to leave. Money in minor units a year.

    `likely`: of its accounts, those likely to answer an offer by K1 (who returns more likely): they referred others, or
    have no open complaint and do not hunt for the lowest price. `account_ids`: of those that are read one by one.
    """

    abc: str
    readiness: Readiness
    accounts: int
    likely: int
    yearly: int
    at_stake: int
    account_ids: tuple[str, ...]


def customer_map(accounts: Sequence[ReviewedAccount], others: Sequence[AccountSums] = ()) -> list[MapCell]:
    """The nine cells, the most valuable and readiest to leave first (C-seg).

    Those without a risk and those who have left already are left out.
    """
    by_class: dict[str, tuple[list[ReviewedAccount], ...]] = {
        letter: tuple([] for _ in Readiness) for letter in CLASSES
    }
    low, high = READINESS_LIMITS
    for account in still_here(accounts):
        gone, own = account.gone_90, by_class.get(account.abc)
        if gone is not None and own is not None:
            own[(gone >= low) + (gone >= high)].append(account)
    sums: dict[tuple[str, int], list[CellSum]] = {}
    for each in (cell for one in others for cell in one.cells):
        sums.setdefault((each.abc, each.readiness), []).append(each)
    return [
        _cell(letter, ready, of_class[place], sums.get((letter, place), ()))
        for letter, of_class in by_class.items()
        for place, ready in reversed(list(enumerate(Readiness)))
    ]


def _cell(
    letter: str, ready: Readiness, own: Sequence[ReviewedAccount], others: Sequence[CellSum]
) -> MapCell:
    more = sum(each.accounts for each in others)
    return MapCell(
        letter,
        ready,
        len(own) + more,
        sum([likely_to_answer(one) for one in own]) + more,
        sum([one.yearly_profit for one in own]) + sum(each.yearly for each in others),
        sum([one.at_stake for one in own]) + sum(each.at_stake for each in others),
        tuple([one.id for one in own]),
    )


def likely_to_answer(account: ReviewedAccount) -> bool:
    """Whether an offer is likely to be answered (K1, B16)."""
    return account.refers_others or not (account.complaint_open or account.hunts_price)
