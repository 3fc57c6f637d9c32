"""One status for every account, on every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.facts_of_a_day import facts_on
from winback_tui.domain.account.lifecycle import (
    Facts,
    KnownCase,
    Status,
    fragile,
    lateness_of,
    on_overdue_list,
    pulse,
    status,
)
from winback_tui.domain.account.order import Order
from winback_tui.domain.case.stage import Stage

TODAY = date(2026, 11, 22)


def bought(*days_ago: int, kind: str = "order") -> list[Order]:
    return [Order(f"{kind}{n}", TODAY - timedelta(days=n), 10_000, "EUR", kind) for n in days_ago]


def every(gap: int, times: int, silence: int) -> list[Order]:
    return bought(*(silence + gap * back for back in range(times)))


def lost(days_ago: int, closed_ago: int | None = None, outcome: str = "", name: str = "c") -> KnownCase:
    closed = None if closed_ago is None else TODAY - timedelta(days=closed_ago)
    lost_on = TODAY - timedelta(days=days_ago)
    return KnownCase(f"{name}{days_ago}", lost_on, lost_on, closed, outcome)


def facts(orders: list[Order], *cases: KnownCase, day: date = TODAY, **more: object) -> Facts:
    stage = more.pop("stage", None)
    base = Facts(day, None, cases=cases, **more)  # type: ignore[arg-type]
    return facts_on(day, base, orders, stage=stage)  # type: ignore[arg-type]


STEADY = every(21, 18, silence=5)
SILENT = every(21, 18, silence=63)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (facts([]), Status.NEW),
        (facts(bought(5)), Status.SINGLE),
        (facts(bought(500)), Status.SINGLE),
        (facts(every(20, 4, silence=5)), Status.NEW),
        (facts(STEADY), Status.ACTIVE),
        (facts(every(21, 18, silence=23)), Status.DUE),
        (facts(SILENT), Status.OVERDUE),
        (facts(STEADY, fixed_days=5), Status.OVERDUE),
        (facts(every(21, 18, silence=400)), Status.SLEEPING),
        (facts(SILENT, lost(30)), Status.LOST),
        (facts(SILENT, lost(30), stage=Stage.INTERVIEW), Status.LOST),
        (facts(SILENT, lost(30), stage=Stage.DECIDE), Status.IN_WORK),
        (facts(SILENT, lost(30), stage=Stage.CONTACTED), Status.IN_WORK),
        (facts(SILENT, lost(30), stage=Stage.CLOSE), Status.LET_GO),
        (facts(SILENT, lost(30, 2, "let go")), Status.LET_GO),
        (facts(SILENT, lost(30, 2, "closed")), Status.LOST),
        (facts(SILENT, gone_reason="bankrupt"), Status.GONE),
        (facts(STEADY, lost(10)), Status.RETURNED),
        (facts(STEADY, lost(10, 2, "let go")), Status.RETURNED),
        (facts(STEADY, lost(10), gone_reason="never contact"), Status.GONE),
    ],
)
def test_each_status(case: Facts, expected: Status) -> None:
    assert status(case) is expected


def test_words_and_glyphs_tell_all_statuses_apart() -> None:
    assert len({one.glyph for one in Status}) == len({str(one) for one in Status}) == len(Status) == 12


def test_an_order_turns_a_loss_into_a_return_by_itself() -> None:
    orders = every(21, 18, silence=100)
    case = lost(60)
    assert status(facts(orders, case)) is Status.LOST
    for nothing in (bought(3, kind="credit"), bought(3, kind="quote"), bought(60), bought(61)):
        assert status(facts(orders + nothing, case)) is Status.LOST
    back = facts([*orders, *bought(59)], case, stage=Stage.CONTACTED)
    assert status(back) is Status.RETURNED and fragile(back)


def test_a_fragile_account_is_late_at_once_and_stands_on_the_list_again() -> None:
    orders = [*every(21, 18, silence=160), *bought(23)]
    back = facts(orders, lost(60))
    assert status(back) is Status.RETURNED
    late = lateness_of(back)
    assert late is not None and late.overdue_by_rhythm
    assert pulse(back) is Status.OVERDUE and on_overdue_list(back)
    assert not on_overdue_list(facts([*orders, *bought(2)], lost(60)))


def test_a_clean_year_makes_recovered_and_a_complaint_delays_it() -> None:
    orders = every(21, 40, silence=5)
    case = lost(500)
    assert status(facts(orders, case)) is Status.RECOVERED
    complained = facts_on(TODAY, facts(orders, case), orders, [TODAY - timedelta(days=300)])
    assert status(complained) is Status.RETURNED and fragile(complained)


def test_a_return_long_ago_does_not_hide_new_silence() -> None:
    assert status(facts(every(21, 40, silence=100), lost(700))) is Status.OVERDUE
    spent = [*every(21, 18, silence=700), *bought(500)]
    assert status(facts(spent, lost(600))) is Status.SLEEPING


def test_the_latest_loss_decides() -> None:
    orders = [*every(21, 18, silence=160), *bought(100)]
    assert status(facts(orders, lost(120), lost(50), stage=Stage.PLAN)) is Status.IN_WORK
    assert status(facts(orders, lost(120, 110, "let go"), lost(130))) is Status.RETURNED


def test_any_past_day_gives_what_was_true_then() -> None:
    orders = [*every(21, 18, silence=200), *bought(20)]
    now = facts(orders, replace(lost(150), opened_on=TODAY - timedelta(days=90)))
    told = [
        (ago, status(facts_on(TODAY - timedelta(days=ago), now, orders))) for ago in (0, 21, 91, 199, 2000)
    ]
    assert told == [
        (0, Status.RETURNED),
        (21, Status.LOST),
        (91, Status.OVERDUE),
        (199, Status.ACTIVE),
        (2000, Status.NEW),
    ]


def test_silence_counts_to_the_data_day() -> None:
    end = TODAY - timedelta(days=58)
    assert status(facts(SILENT, data_day=end)) is Status.ACTIVE


def test_few_orders_are_judged_by_a_borrowed_gap() -> None:
    assert status(facts(bought(100, 160), expected_gap=300.0)) is Status.ACTIVE
    assert status(facts(bought(100, 160), expected_gap=30.0)) is Status.OVERDUE


ANY_ORDERS = st.lists(st.integers(-100, 1500), max_size=15).map(lambda days: bought(*days))
ANY_CASES = st.lists(
    st.builds(
        lost,
        st.integers(-50, 1500),
        st.none() | st.integers(0, 500),
        st.sampled_from(["", "let go", "closed"]),
        st.sampled_from("xyz"),
    ),
    max_size=3,
)


@settings(derandomize=True, max_examples=200)
@given(ANY_ORDERS, ANY_CASES, st.integers(0, 1200), st.sampled_from([None, *Stage]))
def test_returned_is_never_without_an_order_after_the_latest_loss(
    orders: list[Order], cases: list[KnownCase], ago: int, stage: Stage | None
) -> None:
    day = TODAY - timedelta(days=ago)
    then = facts(orders, *cases, day=day, stage=stage)
    known = [case.lost_on for case in cases if case.opened_on <= day]
    answered = bool(known) and any(max(known) < order.day <= day for order in orders)
    now = status(then)
    if now in (Status.RETURNED, Status.RECOVERED) or fragile(then):
        assert answered
    if now in (Status.LOST, Status.IN_WORK, Status.LET_GO):
        assert known and not answered
    if not known:
        assert now is pulse(then)


@settings(derandomize=True, max_examples=100)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=10), st.integers(0, 800), st.integers(0, 800))
def test_silence_only_moves_an_account_on(gaps: list[int], silence: int, more: int) -> None:
    course = [Status.NEW, Status.ACTIVE, Status.DUE, Status.OVERDUE, Status.SLEEPING]
    days_ago = [0]
    for gap in gaps:
        days_ago.append(days_ago[-1] + gap)
    earlier = status(facts(bought(*(ago + silence for ago in days_ago))))
    later = status(facts(bought(*(ago + silence + more for ago in days_ago))))
    assert course.index(earlier) <= course.index(later)
