from __future__ import annotations

import math
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.made_up_book import LAST, book
from winback_tui.domain.chance import Chances, Model, OrderHistory, Trail, fit, own_horizon, score, trail_of

TODAY = 739_000


@cache
def fitted() -> Model:
    return fit(book(300), LAST)


gap_lists = st.lists(st.integers(1, 500), max_size=40)
amounts = st.lists(
    st.floats(-1e12, 1e15, allow_nan=False) | st.integers(-1, 10**15), min_size=41, max_size=41
)
models = st.booleans().map(lambda learnt: fitted() if learnt else Model())


def days_with(gaps: list[int]) -> list[int]:
    days = [TODAY - 2_000]
    for gap in gaps:
        days.append(days[-1] + gap)
    return days


def every(gap: int, times: int) -> Trail:
    return trail_of([TODAY - gap * back for back in reversed(range(times))])


def sensible(chances: Chances) -> bool:
    said = (chances.gone_90, chances.gone_180, chances.gone_own, chances.third_90)
    return (
        all(0.0 < chance < 1.0 for chance in said)
        and chances.gone_180 <= chances.gone_90 <= chances.third_90
        and 14 <= chances.own_horizon <= 180
        and 0.0 < chances.expected_gap < math.inf
    )


@given(model=models, gaps=gap_lists, money=amounts, silence=st.integers(-400, 40_000))
@settings(max_examples=150)
def test_every_chance_is_a_chance(model: Model, gaps: list[int], money: list[float], silence: int) -> None:
    days = days_with(gaps)

    assert sensible(score(model, trail_of(days, money[: len(days)]), days[-1] + silence))


@given(model=models, gaps=gap_lists, silence=st.integers(0, 900), more=st.integers(1, 300))
@settings(max_examples=150)
def test_an_account_that_is_late_is_never_helped_by_more_silence(
    model: Model, gaps: list[int], silence: int, more: int
) -> None:
    trail = trail_of(days_with(gaps))
    late = trail.last + math.ceil(score(model, trail, trail.last).expected_gap) + silence
    now, later = score(model, trail, late), score(model, trail, late + more)

    assert later.gone_90 >= now.gone_90 - 1e-9
    assert later.gone_180 >= now.gone_180 - 1e-9
    assert later.gone_own >= now.gone_own - 1e-9


@pytest.mark.parametrize("gap", [1, 7, 30, 90])
def test_a_steady_account_that_is_on_time_is_there_and_one_long_silent_is_gone(gap: int) -> None:
    trail = every(gap, 20)

    assert score(Model(), trail, TODAY).gone_own < 0.25
    assert score(Model(), trail, TODAY + 12 * gap + 60).gone_own > 0.9


def test_the_same_silence_says_more_of_a_steady_account_than_of_an_erratic_one() -> None:
    steady = trail_of(days_with([30] * 10))
    erratic = trail_of(days_with([5, 90, 12, 60, 7, 80, 20, 6, 15, 5]))

    assert steady.last == erratic.last
    assert (
        score(Model(), steady, steady.last + 75).gone_90 > score(Model(), erratic, steady.last + 75).gone_90
    )


def test_golden_chances_of_a_monthly_buyer() -> None:
    trail = every(30, 8)
    said = [round(score(Model(), trail, TODAY + silence).gone_90, 2) for silence in (0, 30, 60, 90, 180)]

    assert said == [0.14, 0.21, 0.39, 0.59, 0.91]


def test_an_order_dated_in_the_future_counts_as_ordered_today() -> None:
    trail = every(30, 6)

    assert score(Model(), trail, TODAY - 45) == score(Model(), trail, TODAY)


def test_a_century_of_daily_orders_survives_a_weekend() -> None:
    trail = trail_of(range(TODAY - 36_500, TODAY + 1), [1.0] * 36_501)

    assert score(Model(), trail, TODAY + 3).gone_90 < 0.5
    assert score(Model(), trail, TODAY + 120).gone_90 > 0.9


def test_few_orders_are_judged_by_the_others_and_say_so() -> None:
    model = Model(paces={"projects": 1.5})

    assert score(model, every(30, 3), TODAY).borrowed_from == ""
    assert score(model, every(30, 2), TODAY).borrowed_from == "book"
    once = score(model, every(1, 1), TODAY), score(model, every(1, 1), TODAY, "projects")
    assert [chances.borrowed_from for chances in once] == ["book", "segment"]
    assert once[1].expected_gap == pytest.approx(once[0].expected_gap * math.exp(1.5))
    assert once[1].gone_90 > once[0].gone_90


@pytest.mark.parametrize(("gap", "horizon"), [(1, 14), (7, 14), (10.5, 21), (30, 60), (90, 180), (400, 180)])
def test_the_own_horizon_is_twice_the_gap_within_bounds(gap: float, horizon: int) -> None:
    assert own_horizon(gap) == horizon


@given(gaps=gap_lists, money=amounts)
@settings(max_examples=60)
def test_a_packed_trail_comes_back_exactly(gaps: list[int], money: list[float]) -> None:
    days = days_with(gaps)
    trail = trail_of(days, money[: len(days)])

    assert Trail.unpacked(trail.packed()) == trail


def test_a_model_comes_back_from_json_and_judges_alike() -> None:
    again = Model.from_json(fitted().to_json())

    assert again == fitted()
    assert score(again, every(12, 9), TODAY + 40) == score(fitted(), every(12, 9), TODAY + 40)


def test_an_account_without_order_days_is_refused() -> None:
    with pytest.raises(ValueError, match="order day"):
        trail_of([])


@pytest.mark.parametrize("money", [[0.0] * 5, [], [1.0, 1.0, 1.0, 1.0, 1e15]])
def test_any_money_is_bearable(money: list[float]) -> None:
    days = days_with([10, 20, 30, 40])
    model = fit([OrderHistory(days, money)], days[-1])

    assert sensible(score(model, trail_of(days, money), days[-1] + 50))
