"""Customers in tenths by what they bring, against their risk: where the money is and how sure it is (C-seg)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

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


def deciles(accounts: Sequence[ReviewedAccount]) -> list[Decile]:
    """The ten tenths of those with a risk who have not left (C-seg); none where there are fewer than ten of them."""
    known = [(one.yearly_profit, one.at_stake, one.gone_90 or 0) for one in still_here(accounts)]
    if len(known) < TENTHS:
        return []
    for place in (1, 0):  # By profit, then by what is at risk: far quicker than comparing the whole.
        known.sort(key=itemgetter(place), reverse=True)
    edges = [len(known) * at // TENTHS for at in range(TENTHS + 1)]
    return [_decile(at + 1, known[edges[at] : edges[at + 1]]) for at in range(TENTHS)]


def _decile(number: int, own: Sequence[tuple[int, int, int]]) -> Decile:
    bands = [0] * TENTHS
    for _, _, gone in own:
        bands[min(TENTHS - 1, gone // 1_000)] += 1
    return Decile(number, len(own), sum([one[0] for one in own]), sum([one[1] for one in own]), tuple(bands))
