"""One status for every account, on every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

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
    raised,
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


def test_new_is_new_for_ninety_days_and_not_a_day_longer() -> None:
    young, older = bought(2, 22, 42, 62, 90), bought(2, 22, 42, 62, 91)
    assert (status(facts(young)), status(facts(older))) == (Status.NEW, Status.ACTIVE)


def test_an_order_of_today_is_a_return_today() -> None:
    back = facts([*SILENT, *bought(0)], lost(30))
    assert status(back) is Status.RETURNED and fragile(back)


@pytest.mark.parametrize(("first_ago", "expected"), [(364, Status.RETURNED), (365, Status.OVERDUE)])
def test_the_first_year_after_a_return_ends_on_its_day(first_ago: int, expected: Status) -> None:
    spent = [
        *every(21, 18, silence=500),
        *bought(first_ago, 344, 323, 302, 281, 260, 239, 218, 197, 176, 155),
    ]
    assert status(facts(spent, lost(400))) is expected


def test_a_met_condition_raises_the_lost_and_nobody_else() -> None:
    met: dict[str, Any] = {"came_true": "The price is 9.50 EUR again."}
    for lost_one in (facts(SILENT, lost(30), **met), facts(SILENT, lost(30), stage=Stage.DECIDE, **met)):
        assert raised(lost_one) and on_overdue_list(lost_one)
    for not_lost in (
        facts(STEADY, **met),
        facts(STEADY, lost(10), **met),
        facts(SILENT, lost(30, 2, "let go"), **met),
        facts(SILENT, lost(30), gone_reason="bankrupt", **met),
    ):
        assert not raised(not_lost)
        assert not on_overdue_list(not_lost)
    assert not raised(facts(SILENT, lost(30))) and not on_overdue_list(facts(SILENT, lost(30)))


def test_who_is_on_the_list_without_a_loss() -> None:
    assert on_overdue_list(facts(SILENT))
    assert not on_overdue_list(facts(STEADY)) and not on_overdue_list(facts([]))


def test_of_two_cases_the_later_loss_gives_the_status_then_the_later_opened_then_the_higher_id() -> None:
    let_go, open_now = lost(60, 5, "let go", "a"), lost(30, name="b")
    for cases in ((let_go, open_now), (open_now, let_go)):
        assert status(facts(SILENT, *cases, stage=Stage.DECIDE)) is Status.IN_WORK
    ended_later = lost(30, 2, "let go", "z")
    same_loss = replace(ended_later, opened_on=ended_later.lost_on + timedelta(days=1))
    for cases in ((same_loss, open_now), (open_now, same_loss)):
        assert status(facts(SILENT, *cases, stage=Stage.DECIDE)) is Status.LET_GO
    for cases in ((ended_later, open_now), (open_now, ended_later)):
        assert status(facts(SILENT, *cases, stage=Stage.DECIDE)) is Status.LET_GO
    found_out_late = replace(lost(60, 5, "let go", "z"), opened_on=TODAY - timedelta(days=10))
    lower_id = replace(open_now, case_id="a", opened_on=open_now.lost_on + timedelta(days=1))
    for earlier, later in ((found_out_late, open_now), (ended_later, lower_id)):
        for cases in ((earlier, later), (later, earlier)):
            assert status(facts(SILENT, *cases, stage=Stage.DECIDE)) is Status.IN_WORK


def test_a_return_that_comes_later_is_not_known_yet() -> None:
    """Facts may be gathered once for many days: what was proved after the day is no return on it."""
    back = facts([*SILENT, *bought(5)], lost(30), stage=Stage.DECIDE)
    assert status(back) is Status.RETURNED
    earlier = facts(SILENT, lost(30), day=TODAY - timedelta(days=6), stage=Stage.DECIDE)
    before = earlier._replace(returns=back.returns)
    assert back.returns and status(before) is Status.IN_WORK


def test_a_case_counts_from_the_day_it_was_opened_and_of_the_loss() -> None:
    opened_tomorrow = replace(lost(30), opened_on=TODAY + timedelta(days=1))
    lost_tomorrow = replace(lost(30), lost_on=TODAY + timedelta(days=1))
    for unknown in (opened_tomorrow, lost_tomorrow):
        assert status(facts(SILENT)._replace(cases=(unknown,), stage=Stage.DECIDE)) is Status.OVERDUE
    today = replace(lost(30), opened_on=TODAY, lost_on=TODAY)
    assert status(facts(SILENT, today)) is Status.LOST
    closed_today, closes_tomorrow = lost(30, 0, "let go"), lost(30, -1, "let go")
    assert status(facts(SILENT, closed_today, stage=Stage.DECIDE)) is Status.LET_GO
    assert status(facts(SILENT, closes_tomorrow, stage=Stage.DECIDE)) is Status.IN_WORK


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


@settings(max_examples=200)
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


@settings(max_examples=100)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=10), st.integers(0, 800), st.integers(0, 800))
def test_silence_only_moves_an_account_on(gaps: list[int], silence: int, more: int) -> None:
    course = [Status.NEW, Status.ACTIVE, Status.DUE, Status.OVERDUE, Status.SLEEPING]
    days_ago = [0]
    for gap in gaps:
        days_ago.append(days_ago[-1] + gap)
    earlier = status(facts(bought(*(ago + silence for ago in days_ago))))
    later = status(facts(bought(*(ago + silence + more for ago in days_ago))))
    assert course.index(earlier) <= course.index(later)
