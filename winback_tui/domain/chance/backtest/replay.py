"""Judging accounts at a past day and comparing with what followed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.chance import Model, OrderHistory, fit, fit_day, score, trail_of

from .cut import LEAST_ORDER_DAYS, WINDOW, Split, TooLittle, split
from .measures import Bin, area_under_curve, calibration_error, reliability, skill
from .rankings import Ranking, ReplayedAccount, rankings


@dataclass(frozen=True, slots=True)
class Replay:
    """What the list would have shown on `today`, the newest order day before `cut`, and what followed.

    Covers the accounts with at least three order days: `accounts` of them, of which `silent` ordered nothing in the
    next 90 days. `rankings`: the list first, then the rules of thumb. `bins`, `calibration_error`, `skill`: for the
    90-day risk. `own_*`: the same for twice the own gap, on the `own_accounts` whose window the book still covers.
    None where everybody did the same.
    """

    cut: date
    today: date
    accounts: int
    silent: int
    rankings: tuple[Ranking, ...]
    bins: tuple[Bin, ...]
    calibration_error: float
    skill: float | None
    own_accounts: int
    own_area: float | None
    own_skill: float | None


def replay(histories: Iterable[OrderHistory], cut: date, model: Model | None = None) -> Replay | TooLittle:
    """Replay a book at `cut`; without `model`, one is fitted to what was known before it.

    Orders on the cut day and later are not shown to the model, nor are those after the fit day of that time.
    """
    book = split(histories, cut)
    if isinstance(book, TooLittle):
        return book
    judged = list(_judged(book, model or _fitted(book)))
    outcomes = [account.silent for account in judged]
    chances = [account.chances.gone_90 for account in judged]
    bins = reliability(chances, outcomes)
    own = [
        (account.chances.gone_own, account.silent_own) for account in judged if account.silent_own is not None
    ]
    own_chances, own_outcomes = [chance for chance, _ in own], [silent for _, silent in own]
    return Replay(
        cut,
        date.fromordinal(book.today),
        len(judged),
        sum(outcomes),
        rankings(judged),
        bins,
        calibration_error(bins),
        skill(chances, outcomes),
        len(own),
        area_under_curve(own_chances, own_outcomes),
        skill(own_chances, own_outcomes),
    )


def _fitted(book: Split) -> Model:
    """The model that the list would have used: fitted up to the fit day of that time, by the same rule as today's."""
    first = date.fromordinal(min(history.days[0] for history in book.known))
    return fit(book.known, fit_day(first, date.fromordinal(book.today)).toordinal())


def _judged(book: Split, model: Model) -> Iterable[ReplayedAccount]:
    for known, coming in zip(book.known, book.coming, strict=True):
        if len(known.days) < LEAST_ORDER_DAYS:
            continue
        trail = trail_of(known.days, known.amounts)
        chances = score(model, trail, book.today, known.segment)
        waited = coming.days[0] - book.today if coming.days else book.end + 1
        own = waited > chances.own_horizon if book.today + chances.own_horizon <= book.end else None
        yield ReplayedAccount(trail, book.today - trail.last, chances, waited > WINDOW, own)
