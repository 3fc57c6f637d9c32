"""Customers in tenths by what they bring, next to their risk: where the money is and how sure it is (C-seg)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from winback_tui.domain.review.account_sums import AccountSums, Worth
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
    known: list[Worth] = [each for one in others for each in one.worth]
    known += [(one.yearly_profit, one.at_stake, one.gone_90 or 0) for one in still_here(accounts)]
    if len(known) < TENTHS:
        return []
    known.sort(reverse=True)
    edges = [len(known) * at // TENTHS for at in range(TENTHS + 1)]
    return [_decile(at + 1, known[edges[at] : edges[at + 1]]) for at in range(TENTHS)]


def _decile(number: int, own: Sequence[Worth]) -> Decile:
    yearly, at_stake, gone = zip(*own, strict=True)
    bands = Counter([each // 1_000 for each in gone])
    by_risk = [bands[at] for at in range(TENTHS - 1)]
    return Decile(number, len(own), sum(yearly), sum(at_stake), (*by_risk, len(own) - sum(by_risk)))
