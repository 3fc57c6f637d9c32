"""Learning the correction of the views from replayed judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from .logistic import chance_of, regress, weighted_sum
from .model import Correction, Model
from .replay import ReplayedScore
from .score import OWN_GAP_ORDERS, third_signs
from .season import level_of
from .signs import scaled, signs

ENOUGH = 200
"""With fewer past judgements than this, the views are left as they are."""
_PULL = 60.0
"""How many certain cases it takes to move a weight: it keeps a small book from learning from chance."""
_WINDOW = 13 * 30 + 90
_MOST_TILT = 0.8
"""Neither view is ever left out, so that more silence never counts in an account's favour."""


def corrected(model: Model, judged: Sequence[ReplayedScore], first: int, today: int) -> Model:
    """`model` with the correction that these judgements of its own views teach; unchanged where they are too few."""
    steady = [case for case in judged if case.trail.order_days >= OWN_GAP_ORDERS]
    late = late_of(steady, today)
    if len(late) < ENOUGH:
        return model
    raw = [signs(case.trail) for case in late]
    means = tuple(sum(column) / len(column) for column in zip(*raw, strict=True))
    spreads = tuple(
        max(1e-6, (sum((value - mean) ** 2 for value in column) / len(column)) ** 0.5)
        for column, mean in zip(zip(*raw, strict=True), means, strict=True)
    )
    rows = [
        [1.0, _both(case), (case.by_gaps - case.by_counts) / 2, *scaled(values, means, spreads)]
        for case, values in zip(late, raw, strict=True)
    ]
    found = regress(
        rows,
        [case.silent for case in late],
        [_both(case) for case in late],
        [1.0] + [_PULL] * (len(rows[0]) - 1),
    )
    slope = max(-0.5, min(0.5, found[1]))
    furthest = _MOST_TILT * (1 + slope)
    tilt = max(-furthest, min(furthest, found[2]))
    correction = Correction(0.0, slope, tilt, tuple(found[3:]), means, spreads)
    level = level_of(_errors(correction, [case for case in steady if case.horizon == 90]), first, today)
    correction = replace(correction, level=level)
    few = [case for case in judged if today - case.day <= _WINDOW and case.horizon == 90]
    correction = replace(
        correction,
        few=(_few(correction, few, 1), _few(correction, few, 2)),
        third=_third(late) or correction.third,
    )
    return replace(model, correction=correction, replayed=len(late))


def late_of(judged: Sequence[ReplayedScore], today: int) -> list[ReplayedScore]:
    """The judgements of the last months; the correction is learnt from them where there are `ENOUGH`."""
    return [case for case in judged if today - case.day <= _WINDOW]


def most_late(accounts: int, days: Sequence[int], today: int) -> int:
    """The most late judgements that this many accounts can have on these days: one for each of two horizons.

    A handful of accounts never has enough, so its past need not be replayed to find that out.
    """
    return 2 * accounts * sum(today - day <= _WINDOW for day in days)


def _both(case: ReplayedScore) -> float:
    return (case.by_gaps + case.by_counts) / 2


def _logit(correction: Correction, case: ReplayedScore) -> float:
    logit = (1 + correction.slope) * _both(case) + correction.tilt * (case.by_gaps - case.by_counts) / 2
    if case.trail.order_days >= OWN_GAP_ORDERS:
        leaning = scaled(signs(case.trail), correction.means, correction.spreads)
        logit += weighted_sum(correction.weights, leaning)
    return logit


def _errors(correction: Correction, cases: Sequence[ReplayedScore]) -> dict[int, tuple[float, float]]:
    by_day: defaultdict[int, list[ReplayedScore]] = defaultdict(list)
    for case in cases:
        by_day[case.day].append(case)
    return {
        day: _missed([_logit(correction, case) for case in those], those) for day, those in by_day.items()
    }


def _missed(logits: Sequence[float], cases: Sequence[ReplayedScore]) -> tuple[float, float]:
    """The log odds that these forecasts lack on the whole, and the inverse variance of that."""
    outcomes = [case.silent for case in cases]
    moved = regress([[1.0]] * len(cases), outcomes, logits, [1.0])[0]
    surely = sum(chance * (1 - chance) for chance in (chance_of(logit + moved) for logit in logits))
    return moved, surely


def _few(correction: Correction, cases: Sequence[ReplayedScore], order_days: int) -> float:
    those = [case for case in cases if case.trail.order_days == order_days]
    if not those:
        return 0.0
    moved, surely = _missed([correction.level + _logit(correction, case) for case in those], those)
    return moved * surely / (surely + 5.0)


def _third(cases: Sequence[ReplayedScore]) -> tuple[float, ...]:
    """Log odds of less than a third of the usual money among those that ordered; () where money is not known."""
    ordered = [case for case in cases if case.under_third is not None and not case.silent]
    if len(ordered) < ENOUGH:
        return ()
    rows = [third_signs(case.trail, case.trail.median_gap) for case in ordered]
    start = Correction().third[0]
    found = regress(
        rows, [bool(case.under_third) for case in ordered], [start] * len(rows), [1.0] + [_PULL / 4] * 3
    )
    return (found[0] + start, *found[1:])
