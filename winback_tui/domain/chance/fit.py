"""Learning the model's parameters from a sample of accounts."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt

from .learn import ENOUGH, corrected, late_of, most_late
from .likelihood import fit_count_view, fit_gap_view
from .model import Model
from .replay import past_days, replayed
from .sample import PACED, STEADY, lot_of
from .score import OWN_GAP_ORDERS
from .trail import OrderHistory, Trail, trail_of

_VIEWED = 1_000
"""At most this many accounts are used to fit the views, which have ten parameters together."""
_FEW = 1_000
"""At most this many accounts have those past days replayed on which they had few order days."""
_JUDGED = 6_000
"""About how many judgements of the past are used."""
_SEGMENT = 30
"""A segment has a pace of its own with at least this many repeating accounts in the sample."""
_SEGMENT_DOUBT = 10.0


def fit(histories: Iterable[OrderHistory], today: int) -> Model:
    """The model of a book as it stood on `today` (proleptic ordinal); order days after `today` are ignored.

    Deterministic, whatever the order of the accounts. Any number of histories may be given: a few thousand are
    used, chosen by a checksum of their facts.
    """
    known = [_until(history, today) for history in histories if history.days and history.days[0] <= today]
    if not known:
        return Model()
    first = min(history.days[0] for history in known)
    known.sort(key=lot_of)
    sample = known[:PACED]
    trails = [trail_of(days, amounts) for days, amounts, _ in sample]
    paces = _paces(sample, trails)
    viewed, paced = trails[:_VIEWED], [paces.get(history.segment, 0.0) for history in sample[:_VIEWED]]
    model = Model(
        fit_gap_view(viewed, paced, today),
        fit_count_view(viewed, paced, today),
        paces=paces,
        accounts=len(viewed),
    )
    days = past_days(first, today)
    steady = [history for history in known if len(history.days) >= OWN_GAP_ORDERS][:STEADY]
    if most_late(len(steady), days, today) < ENOUGH:
        return model
    often = list(replayed(model, steady, days, today, range(OWN_GAP_ORDERS, 10**9), _JUDGED))
    if len(late_of(often, today)) < ENOUGH:
        return model
    seldom = replayed(model, sample[:_FEW], days, today, range(1, OWN_GAP_ORDERS), _JUDGED // 6)
    return corrected(model, [*often, *seldom], first, today)


def _until(history: OrderHistory, today: int) -> OrderHistory:
    if history.days[-1] <= today:
        return history
    known = bisect_right(history.days, today)
    return OrderHistory(history.days[:known], history.amounts[:known], history.segment)


def _paces(sample: Sequence[OrderHistory], trails: Sequence[Trail]) -> dict[str, float]:
    """Per segment, how much longer its log gaps are than the book's; pulled towards 0 where accounts are few."""
    found: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for history, trail in zip(sample, trails, strict=True):
        gaps = trail.order_days - 1
        if gaps:
            found[history.segment].append((trail.gap_sum / gaps, sqrt(gaps / (gaps + 1))))
    every = [pair for pairs in found.values() for pair in pairs]
    usual = _weighted(every)
    return {
        segment: (_weighted(pairs) - usual) * len(pairs) / (len(pairs) + _SEGMENT_DOUBT)
        for segment, pairs in sorted(found.items())
        if segment and len(pairs) >= _SEGMENT
    }


def _weighted(pairs: Sequence[tuple[float, float]]) -> float:
    surely = sum(weight for _, weight in pairs)
    return sum(value * weight for value, weight in pairs) / surely if surely else 0.0
