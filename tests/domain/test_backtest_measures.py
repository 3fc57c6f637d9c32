from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.chance import Model, score, trail_of
from winback_tui.domain.chance.backtest import area_under_curve, calibration_error, reliability, skill
from winback_tui.domain.chance.backtest.measures import caught
from winback_tui.domain.chance.backtest.rankings import ReplayedAccount, rankings

judged = st.lists(st.tuples(st.floats(0.001, 0.999), st.booleans()), min_size=1, max_size=60)


def test_the_area_counts_the_pairs_in_the_right_order() -> None:
    assert area_under_curve([0.9, 0.8, 0.3, 0.1], [True, True, False, False]) == 1.0
    assert area_under_curve([0.9, 0.8, 0.3, 0.1], [True, False, True, False]) == 0.75
    assert area_under_curve([0.5, 0.5, 0.5], [True, False, True]) == 0.5
    assert area_under_curve([0.2, 0.4], [True, True]) is None


def test_skill_is_one_for_the_truth_and_zero_for_the_common_share() -> None:
    assert skill([1.0, 0.0, 0.0, 0.0], [True, False, False, False]) == 1.0
    assert skill([0.25] * 4, [True, False, False, False]) == pytest.approx(0.0)
    assert (skill([0.0, 1.0, 1.0, 1.0], [True, False, False, False]) or 0) < -1
    assert skill([0.5], [True]) is None


def test_the_reliability_of_two_bins() -> None:
    bins = reliability([0.12, 0.18, 0.95, 1.0], [False, True, True, True])

    assert [(one.low, one.accounts, one.came) for one in bins] == [(0.1, 2, 0.5), (0.9, 2, 1.0)]
    assert [one.predicted for one in bins] == pytest.approx([0.15, 0.975])
    assert calibration_error(bins) == pytest.approx((0.35 + 0.025) / 2)


def test_ties_at_the_edge_share_the_places_that_are_left() -> None:
    assert caught([3, 2, 2, 2, 1], [10, 6, 0, 3, 100], 2) == pytest.approx(10 + 3)
    assert caught([1, 1], [4, 4], 5) == 8


@given(pairs=judged)
@settings(max_examples=80)
def test_turning_the_ranking_round_turns_the_area_round(pairs: list[tuple[float, bool]]) -> None:
    scores, outcomes = [score for score, _ in pairs], [outcome for _, outcome in pairs]
    area, turned = (
        area_under_curve(scores, outcomes),
        area_under_curve([-score for score in scores], outcomes),
    )

    if area is None or turned is None:
        assert area is turned is None
    else:
        assert area + turned == pytest.approx(1.0)


@given(pairs=judged)
@settings(max_examples=80)
def test_every_account_stands_in_one_bin(pairs: list[tuple[float, bool]]) -> None:
    bins = reliability([chance for chance, _ in pairs], [outcome for _, outcome in pairs])

    assert sum(one.accounts for one in bins) == len(pairs)
    assert all(one.low - 1e-9 <= one.predicted <= one.high + 1e-9 for one in bins)
    assert 0 <= calibration_error(bins) <= 1


def test_rules_of_days_tell_apart_at_their_very_limits() -> None:
    """Whoever was silent for just so long is called, whoever was a day less is not."""
    chances = score(Model(), trail_of([1]), 2)

    def area(rule: str, silence: int, other: int) -> float | None:
        accounts = [
            ReplayedAccount(trail_of([1]), days, chances, away, away)
            for days, away in ((silence, True), (other, False))
        ]
        return next(one.area for one in rankings(accounts) if one.name == rule)

    for limit in (90, 180, 360):
        assert area("90/180/360 days", limit, limit - 1) == 1.0
        assert area("90/180/360 days", limit + 1, limit) == 0.5
    assert area("45 days", 45, 44) == 1.0 and area("45 days", 46, 45) == 0.5
