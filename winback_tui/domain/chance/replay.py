"""Judging accounts of the sample as they stood on past days of the book, where the outcome is known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from .model import Model
from .score import OWN_GAP_ORDERS, odds_by_view, own_horizon
from .trail import OrderHistory, Trail, trail_of

STEP = 30
"""Days between two replayed days."""
YOUNGEST = 90
"""A replayed day must have this many days of history before it."""
_FURTHEST_BACK = 27
"""At most this many days are replayed: two years and a window."""


class ReplayedScore(NamedTuple):
    """One account on one past day: what the views said (log odds) and what came."""

    day: int
    horizon: int
    trail: Trail
    by_gaps: float
    by_counts: float
    silent: bool
    under_third: bool | None
    """Whether the money of the window stayed under a third of the usual; None where money is not known."""


def past_days(first: int, today: int) -> list[int]:
    """The replayed days, newest first; none when the book is younger than four months."""
    days = range(today - STEP, first + YOUNGEST - 1, -STEP)
    return list(days)[:_FURTHEST_BACK]


def replayed(
    model: Model,
    histories: Sequence[OrderHistory],
    days: Sequence[int],
    today: int,
    orders: range,
    about: int,
) -> Iterator[ReplayedScore]:
    """Judge these accounts on those days by the views of `model`, for 90 days and for twice their own gap.

    Only accounts whose number of order days then was within `orders`; `about` is roughly how many judgements to
    make, chosen with a fixed seed.
    """
    possible = [
        (history, before, day)
        for history in histories
        for day in days
        if (before := bisect_right(history.days, day)) in orders
    ]
    share = about / max(about, len(possible))
    chosen = Random(about)
    known: tuple[OrderHistory, int] | None = None
    for history, before, day in possible:
        if chosen.random() < share:
            if (
                known is None or known[0] is not history or known[1] != before
            ):  # no order since the day before
                trail, known = trail_of(history.days[:before], history.amounts[:before]), (history, before)
            yield from _judged(model, history, trail, before, day, today)


def _judged(
    model: Model, history: OrderHistory, trail: Trail, before: int, day: int, today: int
) -> Iterator[ReplayedScore]:
    own = own_horizon(trail.median_gap) if trail.order_days >= OWN_GAP_ORDERS else 90
    horizons = tuple(ahead for ahead in {90, own} if day + ahead <= today)
    if not horizons:
        return
    following = history.days[before] - day if before < len(history.days) else None
    by_gaps, by_counts = odds_by_view(model, trail, day - trail.last, horizons, history.segment)
    for ahead, gaps, counts in zip(horizons, by_gaps, by_counts, strict=True):
        silent = following is None or following > ahead
        little = None
        if trail.usual_90 > 0 and ahead == 90:
            until = bisect_right(history.days, day + 90)
            little = sum(history.amounts[before:until]) < trail.usual_90 / 3
        yield ReplayedScore(day, ahead, trail, gaps, counts, silent, little)
