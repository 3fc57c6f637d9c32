from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from tests.domain.made_up_book import FIRST, LAST, book
from winback_tui.domain.chance import OrderHistory
from winback_tui.domain.chance.backtest import DAYS_SINCE, LIST, Replay, TooLittle, possible_cuts, replay
from winback_tui.domain.chance.backtest.cut import LEAST_ORDER_DAYS, WINDOW

CUT = date.fromordinal(LAST - 120)


@pytest.fixture(scope="module")
def told() -> Replay:
    result = replay(book(700, seed=6), CUT)
    assert isinstance(result, Replay)
    return result


def test_the_list_beats_the_rules_of_thumb_on_the_same_accounts(told: Replay) -> None:
    areas = {one.name: one.area or 0.0 for one in told.rankings}

    assert told.rankings[0].name == LIST
    assert areas[LIST] == max(areas.values())
    assert areas[LIST] > areas[DAYS_SINCE] + 0.01
    assert {"45 days", "90/180/360 days"} <= areas.keys()


def test_the_forecasts_are_worth_more_than_the_common_share_and_hold_what_they_say(told: Replay) -> None:
    assert (told.skill or 0) > 0.2
    assert (told.own_skill or 0) > 0.2
    assert told.calibration_error < 0.08
    assert sum(one.accounts for one in told.bins) == told.accounts


def test_the_top_of_the_list_and_the_lost_money_are_counted(told: Replay) -> None:
    for one in told.rankings:
        assert one.top == 40
        assert 0 <= one.top_hits <= 40
        assert one.lost_money is not None
        assert 0 <= one.lost_money <= 1
    assert 0 < told.silent < told.accounts


def test_the_model_sees_nothing_from_the_cut_on(told: Replay) -> None:
    """Whoever comes back on the cut day or after it has the same chance as whoever never does."""
    silenced = [
        OrderHistory(
            [day for day in each.days if day < CUT.toordinal()] + ([LAST] if index % 2 else []), each.amounts
        )
        for index, each in enumerate(book(700, seed=6))
        if each.days[0] < CUT.toordinal()
    ]
    silenced = [OrderHistory(each.days, [*each.amounts, 1.0][: len(each.days)]) for each in silenced]
    other = replay(silenced, CUT)

    assert isinstance(other, Replay)
    assert other.today == told.today
    assert [one.predicted for one in other.bins] == pytest.approx([one.predicted for one in told.bins])
    assert other.silent == other.accounts


def test_amounts_may_be_unknown() -> None:
    result = replay([OrderHistory(each.days) for each in book(200)], CUT)

    assert isinstance(result, Replay)
    assert all(one.lost_money is None for one in result.rankings)


@pytest.mark.parametrize(
    ("histories", "cut", "says"),
    [
        ([], CUT, "no orders before"),
        (book(60), date.fromordinal(FIRST - 1), "no orders before"),
        (book(60), date.fromordinal(LAST + 500), "less than 90 days after"),
        (book(10), CUT, "a replay needs 30"),
        ([OrderHistory([FIRST])] * 50 + [OrderHistory([LAST])], CUT, "Only 0 of 50 accounts"),
    ],
)
def test_too_little_history_is_said_plainly(histories: list[OrderHistory], cut: date, says: str) -> None:
    result = replay(histories, cut)

    assert isinstance(result, TooLittle)
    assert says in result.sentence
    assert result.cut == cut


def test_everybody_doing_the_same_leaves_no_figure_and_no_crash() -> None:
    weekly = [OrderHistory(list(range(FIRST, LAST, 7))) for _ in range(40)]
    result = replay(weekly, CUT)

    assert isinstance(result, Replay)
    assert result.silent == 0
    assert result.skill is None
    assert result.rankings[0].area is None


def test_the_possible_cuts_leave_half_a_year_before_and_a_quarter_after() -> None:
    first, last = date.fromordinal(FIRST), date.fromordinal(LAST)
    cuts = possible_cuts(first, last)

    assert len(cuts) == 4
    assert (last - cuts[0]).days == 90
    assert {(newer - older).days for newer, older in pairwise(cuts)} == {90}
    assert not possible_cuts(first, date.fromordinal(FIRST + 269))
    assert len(possible_cuts(first, date.fromordinal(FIRST + 270))) == 1


def test_the_day_that_would_do_is_named() -> None:
    result = replay(book(60), date.fromordinal(LAST + 500))
    assert isinstance(result, TooLittle)
    newest = max(each.days[-1] for each in book(60))
    assert result.sentence.endswith(f"choose {date.fromordinal(newest - WINDOW).isoformat()} or earlier.")


def test_whoever_has_just_enough_order_days_is_judged() -> None:
    whole = book(200, seed=3)
    enough = sum(sum(day < CUT.toordinal() for day in each.days) >= LEAST_ORDER_DAYS for each in whole)
    just = sum(sum(day < CUT.toordinal() for day in each.days) == LEAST_ORDER_DAYS for each in whole)
    result = replay(whole, CUT)
    assert isinstance(result, Replay) and just > 3
    assert result.accounts == enough
