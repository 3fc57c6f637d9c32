"""How good forecasts and rankings were, once it is known what followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Accounts with a risk in `low`..`high`: how many, the mean risk predicted, the share that did not order."""

    low: float
    high: float
    accounts: int
    predicted: float
    came: float


def area_under_curve(scores: Sequence[float], outcomes: Sequence[bool]) -> float | None:
    """How often a case that came true has a higher score than one that did not; ties count half.

    None where all outcomes are the same: then no ranking can be right or wrong.
    """
    true = sum(outcomes)
    false = len(outcomes) - true
    if not true or not false:
        return None
    ranks, below = 0.0, 0
    for _, tied in groupby(sorted(zip(scores, outcomes, strict=True)), key=lambda pair: pair[0]):
        group = [outcome for _, outcome in tied]
        ranks += sum(group) * (below + (len(group) + 1) / 2)
        below += len(group)
    return (ranks - true * (true + 1) / 2) / (true * false)


def skill(chances: Sequence[float], outcomes: Sequence[bool]) -> float | None:
    """Brier skill: 1 is perfect, 0 as good as giving everybody the share that came true, below 0 worse.

    None where all outcomes are the same.
    """
    share = sum(outcomes) / len(outcomes) if outcomes else 0.0
    if share in (0.0, 1.0):
        return None
    misses = sum((chance - outcome) ** 2 for chance, outcome in zip(chances, outcomes, strict=True))
    return 1 - misses / len(outcomes) / (share * (1 - share))


def reliability(chances: Sequence[float], outcomes: Sequence[bool]) -> tuple[Bin, ...]:
    """Ten bins of equal width, the empty ones left out."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for chance, outcome in zip(chances, outcomes, strict=True):
        bins[min(BINS - 1, int(chance * BINS))].append((chance, outcome))
    return tuple(
        Bin(
            number / BINS,
            (number + 1) / BINS,
            len(inside),
            sum(chance for chance, _ in inside) / len(inside),
            sum(outcome for _, outcome in inside) / len(inside),
        )
        for number, inside in enumerate(bins)
        if inside
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Mean distance between the risk predicted and the share that did not order, over all accounts."""
    accounts = sum(one.accounts for one in bins)
    return sum(abs(one.predicted - one.came) * one.accounts for one in bins) / accounts if accounts else 0.0


def caught(scores: Sequence[float], worths: Sequence[float], places: float) -> float:
    """The sum of `worths` among the first `places` by falling score; where scores tie, the mean over the ties."""
    found, left = 0.0, places
    ordered = sorted(zip(scores, worths, strict=True), key=lambda pair: -pair[0])
    for _, tied in groupby(ordered, key=lambda pair: pair[0]):
        group = [worth for _, worth in tied]
        taken = min(left, len(group))
        found += sum(group) * taken / len(group)
        left -= taken
        if left <= 0:
            break
    return found
