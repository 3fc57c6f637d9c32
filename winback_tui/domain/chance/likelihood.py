"""How well the parameters of the two views explain a sample of accounts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import astuple
from math import copysign, erfc, exp, lgamma, log, log1p, sqrt

from .simplex import minimum
from .trail import Trail
from .views import ROOT_HALF, CountView, GapView, longer

_FURTHEST = 4.5
_DOUBT = 1.5
"""Standard deviation of the logarithms of the parameters around their defaults: it keeps a tiny book sane."""


def fit_gap_view(trails: Sequence[Trail], paces: Sequence[float], today: int) -> GapView:
    """The most probable parameters given these accounts, each set back by the pace of its segment."""
    once, repeated = _grouped(trails, paces, today)
    waited_once = [(log(silence + 0.5), count) for silence, count in once]
    by_gaps: defaultdict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
    for gaps, total, inner, own, silence, _ in repeated:
        by_gaps[gaps].append((total, inner, own, log(silence + 0.5)))

    def misfit(point: Sequence[float]) -> float:
        centre, weight, shape, scale, left, stayed = point[0], *map(exp, point[1:])
        stay = _beta_ratios(left, stayed)
        known_shape = shape * log(scale) - lgamma(shape)
        book_sigma = sqrt(scale * (weight + 1) / (weight * shape))
        gone = left / (left + stayed)
        fits = 0.0
        for waited, count in waited_once:
            open_gap = longer((waited - centre) / book_sigma, 2 * shape)
            fits += count * log(gone + (1 - gone) * open_gap + 1e-12)
        for gaps, accounts in by_gaps.items():
            heavier, degrees = weight + gaps, shape + gaps / 2
            gone = left / (left + stayed + gaps)
            pull, sharper = weight * gaps / (2 * heavier), heavier * degrees / (heavier + 1)
            fits += len(accounts) * (lgamma(degrees) + known_shape + 0.5 * log(weight / heavier) + stay(gaps))
            freedom, stays, drawn = 2 * degrees, 1 - gone, weight * centre
            bend = (8 * freedom + 1) / (8 * freedom + 3)
            for total, inner, own, waited in accounts:
                scatter = scale + inner + pull * (own - centre) ** 2
                t = (waited - (drawn + total) / heavier) * sqrt(sharper / scatter)
                z = bend * sqrt(
                    freedom * log1p(t * t / freedom)
                )  # as `longer`, whose call took a tenth of the fit
                open_gap = 0.5 * erfc(copysign(z * ROOT_HALF, t))
                fits += log(gone + stays * open_gap + 1e-12) - degrees * log(scatter)
        return -fits

    usual = GapView()
    start = [usual.centre, *map(log, astuple(usual)[1:])]
    found = minimum(_doubting(misfit, start), _started(start, repeated))
    return GapView(found[0], *map(exp, found[1:]))


def fit_count_view(trails: Sequence[Trail], paces: Sequence[float], today: int) -> CountView:
    """The most probable parameters given these accounts, each set back by the pace of its segment."""
    once, repeated = _grouped(trails, paces, today)

    def misfit(point: Sequence[float]) -> float:
        shape, days, left, stayed = map(exp, point)
        known_shape = lgamma(shape) - shape * log(days)
        stay = _beta_ratios(left, stayed)
        rates = {repeats: lgamma(shape + repeats) - known_shape for repeats in {row[0] for row in repeated}}
        fits = 0.0
        for silence, count in once:
            fits -= count * shape * log1p(silence / days)
        for repeats, _, _, _, silence, heard in repeated:
            power = shape + repeats
            short = log(days + heard)
            waited = power * (log(days + heard + silence) - short)
            gone = left / (stayed + repeats - 1)
            fits += rates[repeats] + stay(repeats) - power * short + log(gone + exp(-waited))
        return -fits

    start = list(map(log, astuple(CountView())))
    return CountView(*map(exp, minimum(_doubting(misfit, start), start)))


_Repeated = tuple[int, float, float, float, float, float]
"""Gaps, their sum, half their scatter, their mean (of logarithms), days of silence, days from first order to last."""


def _grouped(
    trails: Sequence[Trail], paces: Sequence[float], today: int
) -> tuple[list[tuple[float, int]], list[_Repeated]]:
    """Accounts with one order day grouped by nearly equal silence; the others one by one."""
    once: Counter[int] = Counter()
    repeated = []
    for trail, pace in zip(trails, paces, strict=True):
        quicker = exp(-pace)
        silence = max(0, today - trail.last) * quicker
        gaps = trail.order_days - 1
        if gaps:
            mean = trail.gap_sum / gaps
            scatter = max(0.0, trail.gap_squares - gaps * mean * mean) / 2
            own = mean - pace
            repeated.append((gaps, own * gaps, scatter, own, silence, (trail.last - trail.first) * quicker))
        else:
            once[round(16 * log1p(silence))] += 1
    return [(exp(step / 16) - 1, count) for step, count in sorted(once.items())], repeated


def _beta_ratios(left: float, stayed: float) -> Callable[[int], float]:
    """Logarithm of P(stayed after each of n orders), by n."""
    known: dict[int, float] = {}
    fixed = lgamma(left + stayed) - lgamma(stayed)

    def ratio(count: int) -> float:
        if count not in known:
            known[count] = fixed + lgamma(stayed + count) - lgamma(left + stayed + count)
        return known[count]

    return ratio


def _started(start: list[float], repeated: list[_Repeated]) -> list[float]:
    if not repeated:
        return start
    return [sum(row[3] for row in repeated) / len(repeated), *start[1:]]


def _doubting(
    misfit: Callable[[Sequence[float]], float], usual: Sequence[float]
) -> Callable[[Sequence[float]], float]:
    def doubted(point: Sequence[float]) -> float:
        if any(abs(value - middle) > _FURTHEST for value, middle in zip(point, usual, strict=True)):
            return 1e300
        far = sum(((value - middle) / _DOUBT) ** 2 for value, middle in zip(point, usual, strict=True))
        return misfit(point) + far / 2

    return doubted
