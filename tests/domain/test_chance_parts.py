"""The mathematics under the chances, against figures from elsewhere."""

from __future__ import annotations

import math
from dataclasses import astuple
from random import Random

import pytest

from winback_tui.domain.chance import trail_of
from winback_tui.domain.chance.likelihood import fit_count_view, fit_gap_view
from winback_tui.domain.chance.logistic import chance_of, regress
from winback_tui.domain.chance.score import third_signs
from winback_tui.domain.chance.season import level_of
from winback_tui.domain.chance.simplex import minimum
from winback_tui.domain.chance.views import CountView, GapView, count_view, gap_view, longer


@pytest.mark.parametrize(
    ("t", "freedom", "tail"),
    [(0.0, 5, 0.5), (1.0, 1, 0.25), (2.228, 10, 0.025), (-2.228, 10, 0.975), (1.645, 1e6, 0.05)],
)
def test_the_tail_of_students_t(t: float, freedom: float, tail: float) -> None:
    assert longer(t, freedom) == pytest.approx(tail, abs=0.003)


def test_the_count_view_is_the_published_model() -> None:
    """With the published parameters (weeks) and a customer of 2 repeats at 30.43 in 38.86 weeks."""
    view = CountView(shape=0.243, days=4.414 * 7, left=0.793, stayed=2.426)
    trail = trail_of([1000, 1100, 1213])
    odds = count_view(view, trail, 59, (10**9,), 0.0)[0]
    alive = 1 / (1 + 0.793 / 3.426 * ((4.414 + 272 / 7) / (4.414 + 213 / 7)) ** 2.243)

    assert chance_of(odds) == pytest.approx(1 - alive * (1 - 1e-15), abs=0.02)


def test_the_gap_view_of_many_equal_gaps_expects_the_same_gap() -> None:
    trail = trail_of(range(0, 30 * 100, 30))
    just_before, just_after = gap_view(GapView(), trail, 0, (15, 60), 0.0)

    assert chance_of(just_before) > 0.9
    assert chance_of(just_after) < 0.1


def test_regression_finds_the_weights_that_made_the_outcomes() -> None:
    chooser = Random(5)
    rows = [[1.0, chooser.gauss(0, 1), chooser.gauss(0, 1)] for _ in range(4_000)]
    outcomes = [chooser.random() < chance_of(0.5 + 0.8 * row[1] + 0.3) for row in rows]
    found = regress(rows, outcomes, [0.3] * len(rows), [1.0, 1.0, 1.0])

    assert found == pytest.approx([0.5, 0.8, 0.0], abs=0.12)


def test_regression_stays_finite_where_one_column_decides_everything() -> None:
    rows = [[1.0, float(value)] for value in range(-50, 51)]
    found = regress(
        rows, [row[1] > 0 for row in rows], [7.0 * math.copysign(1, row[1]) for row in rows], [1, 1]
    )

    assert all(abs(weight) < 20 for weight in found)


def test_the_simplex_finds_the_bottom_of_a_curved_valley() -> None:
    found = minimum(
        lambda point: (1 - point[0]) ** 2 + 20 * (point[1] - point[0] ** 2) ** 2,
        [-1.0, 1.5],
        calls=600,
        close=1e-8,
    )

    assert found == pytest.approx([1.0, 1.0], abs=0.01)


def test_a_book_that_is_always_off_is_moved_nearly_all_the_way() -> None:
    errors = {1_000 - ago: (0.6, 100.0) for ago in range(90, 390, 30)}

    assert 0.4 < level_of(errors, 0, 1_000) < 0.6


def test_a_young_book_is_believed_less() -> None:
    assert level_of({1_000 - 90: (0.6, 100.0)}, 800, 1_000) == pytest.approx(0.3)
    assert level_of({}, 990, 1_000) == 0.0


def test_the_same_weeks_of_last_year_speak_for_the_season() -> None:
    today = 2_000
    quiet = {today - ago: (0.0, 100.0) for ago in range(90, 720, 30)}
    dip = {day: (1.0 if abs(day - (today - 365)) <= 30 else 0.0, 100.0) for day in quiet}

    assert level_of(quiet, 0, today) == 0.0
    assert 0.4 < level_of(dip, 0, today) < 0.9
    assert level_of(dip, today - 500, today) < 0.2


def test_weights_that_nothing_speaks_for_stay_at_nothing() -> None:
    assert regress([], [], [], [1.0, 2.0]) == [0.0, 0.0]


@pytest.mark.parametrize(
    ("gap", "pace"),
    [
        (0.2, 3.0),
        (1.0, 3.0),
        (4.0, 3.0),
        (5.0, math.log(18)),
        (90.0, 0.0),
        (600.0, math.log(0.15)),
        (700.0, -2.0),
    ],
)
@pytest.mark.parametrize(
    ("spread", "drift", "shown"),
    [(0.5, 0.4, (0.5, 0.4)), (2.9, -2.9, (2.9, -2.9)), (3.5, 3.5, (3.0, 3.0)), (9.0, -3.5, (3.0, -3.0))],
)
def test_the_signs_of_less_money_stay_within_three(
    gap: float, pace: float, spread: float, drift: float, shown: tuple[float, float]
) -> None:
    """One odd account must not move what all are judged by."""
    trail = trail_of([1, 2], [1.0, 1.0])._replace(
        money_spread=spread, money_mean=1.0, money_recent=1.0 + drift
    )
    assert third_signs(trail, gap) == pytest.approx([1.0, pace, *shown])


def test_from_the_day_of_an_order_on_each_day_of_silence_is_learnt_from() -> None:
    """A newer order than today is no silence below none."""
    ended = 20_000
    once, several = trail_of([ended]), trail_of([ended - 50, ended - 21, ended])
    for trail, learn in ((once, fit_gap_view), (once, fit_count_view), (several, fit_count_view)):
        learnt = [astuple(learn([trail] * 5, [0.0] * 5, ended + silence)) for silence in (-1, 0, 1, 2)]
        assert learnt[0] == learnt[1] and len(set(learnt)) == 3
