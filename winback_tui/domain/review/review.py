"""The whole review of one currency, or of one group in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from winback_tui.domain.account.complaints import ComplaintRecord, Speed, speed

from .causes.causes import CauseTotal, StatedAndRoot, cause_rows, stated_and_root
from .causes.own_changes import DiaryEntry, diary_of
from .customers.customer_map import MapCell, customer_map
from .customers.deciles import Decile, deciles
from .facts import ReviewedAccount, ReviewFacts, grouped
from .figure import Figure, Unit, count_figure, share_figure, without_values
from .loss import LossReview, loss_figures, loss_review, period_reason
from .losses import LossCount
from .period import ALL, Period, last_months
from .team import RepReview, team_review
from .win_back.letters import letters_brought
from .win_back.win_back import WinBackReview, win_back_review


@dataclass(frozen=True, slots=True)
class PeriodComparison:
    """One figure next to that of as many days before and of a year earlier, and, while the period runs, of the whole
    period before.
    """

    key: str
    now: Figure
    before: Figure
    year_before: Figure
    whole: Figure | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One currency's review of a period; `group` is the rep, segment or class that it is for, '' for everybody.

    `team` counts all currencies together, as work has none, and is the same in each; `everybody`: the accounts
    that it counts. `compared`: the periods of the comparisons, in their order. `further`: another currency of the
    same group comes before this one and has shown it.

    `why`: the reason where nothing can be said about the period at all. `facts`: what all of it was computed from.
    """

    period: Period
    currency: str
    group: str
    why: str
    loss: LossReview
    win_back: WinBackReview
    causes: tuple[CauseTotal, ...]
    stated: tuple[CauseTotal, ...]
    stated_against_root: tuple[StatedAndRoot, ...]
    fixable: tuple[Figure, ...]
    team: tuple[RepReview, ...]
    map: tuple[MapCell, ...]
    deciles: tuple[Decile, ...]
    complaints: tuple[Figure, ...]
    letters: tuple[Figure, ...]
    comparisons: tuple[PeriodComparison, ...]
    changes: tuple[DiaryEntry, ...]
    facts: ReviewFacts
    everybody: Sequence[ReviewedAccount] = ()
    compared: tuple[Period, ...] = ()
    further: bool = False

    def figures(self) -> Iterator[Figure]:
        """Every figure in the order of the page."""
        yield from self.loss.figures
        yield from self.win_back.figures
        yield from self.fixable
        yield from self.complaints
        yield from self.letters

    def figure(self, key: str) -> Figure:
        """The figure of this key."""
        return next(each for each in self.figures() if each.key == key)


COMPARED = ("customers_lost", "customers_lost_percent", "sales_lost", "profit_lost")


def make_reviews(facts: ReviewFacts, period: Period, by: str = "") -> list[Review]:
    """A review for each currency, or for each group by one of `GROUPS` in each."""
    whole = grouped(facts, by) if by else [("", facts)]
    teams = {name: (tuple(team_review(own, period.until(facts.today))), own.accounts) for name, own in whole}
    made, shown = list[Review](), set[str]()
    for part in facts.by_currency():
        groups = grouped(part, by) if by else [("", part)]
        for name, own in groups:
            made.append(replace(_review(own, period, name, *teams[name]), further=name in shown))
        shown |= {name for name, _ in groups}
    return made


def _review(
    facts: ReviewFacts,
    period: Period,
    group: str,
    team: tuple[RepReview, ...],
    everybody: Sequence[ReviewedAccount],
) -> Review:
    """The review of these facts, which are of one currency; `team` and `everybody` are of all."""
    passed = period.until(facts.today)
    counts = LossCount(facts)
    loss = loss_review(facts, period, counts)
    lost = [case for case in facts.cases if passed.holds(case.lost_on)]
    complaints = [each for _, each in facts.complaints if passed.holds(each.on_day)]
    reason = period_reason(facts, period)
    won = win_back_review(facts.cases, period, facts.today, facts.currency)
    rows = cause_rows(lost)
    judged = _judgement(rows, sum(not case.repeats for case in lost))
    return Review(
        passed,
        facts.currency,
        group,
        reason,
        loss,
        replace(won, figures=without_values(won.figures, reason)),
        tuple(rows),
        tuple(cause_rows(lost, "stated")),
        tuple(stated_and_root(lost)),
        without_values(judged, reason),
        team,
        tuple(customer_map(facts.accounts, facts.others)),
        tuple(deciles(facts.accounts, facts.others)),
        without_values([*_speed(speed(complaints)), *_at_once(complaints)], reason),
        without_values([letters_brought(facts.letters, passed)], reason),
        tuple(_comparisons(facts, period, loss, counts)),
        () if reason else tuple(_changes(facts, passed)),
        facts,
        everybody,
        tuple(compared_periods(period, facts.today)[1:]),
    )


def _changes(facts: ReviewFacts, period: Period) -> list[DiaryEntry]:
    """The own changes of the months that the curve shows, the latest first."""
    last = min(period.end, facts.today)
    first = last_months(last)[0].start
    shown = [each for each in facts.changes if first <= each.on_day <= last]
    return diary_of(
        shown, [(each.lost_on, each.segment, each.account_id) for each in facts.cases], facts.today
    )


def compared_periods(period: Period, today: date) -> list[Period]:
    """The part of a period that has passed, as many days of the period before it, the same days a year earlier, and, of
    a running one, the whole period before it.

    All of the time until a day has nothing before it to compare with.
    """
    passed = period.until(today)
    if passed.start == date.min or passed.name == ALL:
        return [passed]
    whole = [passed.previous()] if passed.running else []
    return [passed, passed.before(), passed.year_before(), *whole]


def _comparisons(
    facts: ReviewFacts, period: Period, now: LossReview, counts: LossCount
) -> Iterator[PeriodComparison]:
    _, *earlier = compared_periods(period, facts.today)
    if not earlier:
        return
    others = [{each.key: each for each in loss_figures(facts, other, counts)} for other in earlier]
    for key in COMPARED:
        yield PeriodComparison(key, now.figure(key), *(found[key] for found in others))


def _judgement(rows: Sequence[CauseTotal], lost_cases: int) -> Iterator[Figure]:
    """Human failures, broken promises, and what is in our reach, over the root reasons."""
    known = [row for row in rows if row.reason]
    ours = {one for row in known if row.fixable for one in row.account_ids}
    beyond = {one for row in known if row.fixable is False for one in row.account_ids} - ours
    yield share_figure(
        "causes_known_percent",
        "Cases with a known root cause",
        lost_cases - sum(row.cases for row in rows if not row.reason),
        lost_cases,
        "cases whose root cause is known / cases lost in the period",
        "B6",
    )
    yield count_figure(
        "causes_fixable",
        "Lost over what we can fix",
        len(ours),
        "accounts with a root cause that can be repaired",
        "L4",
    )
    yield count_figure(
        "causes_beyond",
        "Lost over what is out of our reach",
        len(beyond),
        "accounts with root causes of which none can be repaired",
        "L2",
    )
    yield count_figure(
        "human_failures",
        "Human failures",
        sum(row.human for row in known),
        "root causes that a person caused",
        "M8",
    )
    yield count_figure(
        "promises_broken",
        "Broken promises",
        sum(row.promises_broken for row in known),
        "root causes with a promise of ours that was not kept",
        "M8",
    )


def _at_once(complaints: Sequence[ComplaintRecord]) -> Iterator[Figure]:
    """Serious and small complaints apart, as in Kotler's figures (L3)."""
    for key, label, serious in (
        ("complaints_serious_at_once_percent", "Serious ones answered within a day", True),
        ("complaints_small_at_once_percent", "Small ones answered within a day", False),
    ):
        own = [each for each in complaints if each.serious is serious]
        fast = speed(own).at_once
        yield share_figure(
            key,
            label,
            fast,
            len(own),
            "answered on the day or the next / complaints of this sort",
            "L3",
            "complaint",
        )


def _speed(found: Speed) -> Iterator[Figure]:
    answered = found.total - found.unanswered
    none = "No complaint was recorded in the period." if not found.total else ""
    yield count_figure("complaints", "Complaints", found.total, "complaints made in the period", "L3")
    yield count_figure(
        "complaints_answered",
        "Complaints answered",
        answered,
        "complaints of the period, answered or resolved",
        "L3",
    )
    yield count_figure(
        "complaints_open",
        "Complaints not resolved yet",
        found.open,
        "complaints of the period, without a day on which they were resolved",
        "M12",
    )
    yield share_figure(
        "complaints_at_once_percent",
        "Answered within a day",
        found.at_once,
        found.total,
        "complaints answered on the day or the next / complaints made in the period",
        "L3",
        "complaint",
    )
    for key, label, days, what in (
        ("complaint_answer_days_median", "Days to an answer, median", found.median_answer, "answered"),
        ("complaint_resolve_days_median", "Days to resolve, median", found.median_resolve, "resolved"),
    ):
        yield Figure(
            key,
            label,
            Unit.DAYS,
            days,
            f"median days until a complaint was {what}",
            "L3",
            why="" if days is not None else none or f"None has been {what} yet.",
        )
