from __future__ import annotations

from importlib import import_module
from random import Random

import pytest

from tests.domain.made_up_book import FIRST, LAST, book, history
from winback_tui.domain.chance import Model, OrderHistory, fit, score, trail_of
from winback_tui.domain.chance.backtest import area_under_curve
from winback_tui.domain.chance.sample import PACED, STEADY, Sample, lot_of
from winback_tui.domain.chance.score import OWN_GAP_ORDERS

pytestmark = pytest.mark.thorough
fitting = import_module("winback_tui.domain.chance.fit")


def test_the_same_book_in_any_order_gives_the_same_model() -> None:
    histories = book(250)
    mixed = list(histories)
    Random(9).shuffle(mixed)

    assert fit(histories, LAST) == fit(iter(mixed), LAST)


def test_nothing_after_today_is_learnt_from() -> None:
    histories = book(250)
    today = LAST - 200
    known = [each for each in (_until(each, today) for each in histories) if each.days]

    assert fit(histories, today) == fit(known, today)


def test_the_usual_gap_of_the_book_is_found() -> None:
    chooser = Random(2)
    monthly = fit([history(chooser, 3.4, 0.3, 0.05) for _ in range(300)], LAST)
    weekly = fit([history(chooser, 1.95, 0.3, 0.02) for _ in range(300)], LAST)

    assert 22 < score(monthly, trail_of([LAST]), LAST).expected_gap < 45
    assert 5 < score(weekly, trail_of([LAST]), LAST).expected_gap < 12


def test_a_slow_segment_has_a_pace_of_its_own() -> None:
    chooser = Random(3)
    quick = [history(chooser, 2.3, 0.4, 0.02, "kiosks") for _ in range(200)]
    slow = [history(chooser, 4.6, 0.4, 0.02, "projects") for _ in range(200)]
    rare = [history(chooser, 4.6, 0.4, 0.02, "museums") for _ in range(5)]
    model = fit([*quick, *slow, *rare], LAST)
    newcomer = trail_of([LAST - 60])

    assert set(model.paces) == {"kiosks", "projects"}
    projects, kiosks = (score(model, newcomer, LAST, segment) for segment in ("projects", "kiosks"))
    assert projects.expected_gap > 4 * kiosks.expected_gap
    assert projects.gone_90 < kiosks.gone_90


@pytest.mark.parametrize("accounts", [1, 6, 9])
def test_a_past_too_short_to_learn_from_changes_nothing(
    accounts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shortcuts for small books give the model that the whole way gives, and the smallest are not replayed."""
    histories = book(accounts)
    quick = fit(histories, LAST)
    assert quick.replayed == 0
    monkeypatch.setattr(fitting, "ENOUGH", 0)
    assert fit(histories, LAST) == quick
    if accounts <= 6:
        monkeypatch.undo()
        monkeypatch.setattr(fitting, "replayed", None)
        assert fit(histories, LAST) == quick


def test_an_empty_book_and_a_book_of_one_account_have_a_model() -> None:
    assert fit([], LAST) == fit([OrderHistory([])], LAST) == Model()
    alone = fit([OrderHistory([LAST - 60, LAST - 30, LAST])], LAST)
    assert alone.replayed == 0
    assert 0 < score(alone, trail_of([LAST - 60, LAST - 30, LAST]), LAST + 90).gone_90 < 1


def test_all_orders_on_one_day_make_a_model() -> None:
    model = fit([OrderHistory([LAST], [float(size)]) for size in range(200)], LAST)

    assert 0 < score(model, trail_of([LAST]), LAST).gone_90 < 1


def test_a_book_that_lies_in_the_future_teaches_nothing() -> None:
    assert fit([OrderHistory([LAST + 10, LAST + 40])], LAST) == Model()


def test_a_young_book_is_judged_by_the_views_alone() -> None:
    young = [OrderHistory([day for day in each.days if day < FIRST + 110]) for each in book(400)]

    assert fit(young, FIRST + 110).replayed == 0


def test_the_chances_rank_far_better_than_days_since_the_last_order() -> None:
    histories = book(900, seed=4)
    today = LAST - 90
    model = fit([_until(each, today) for each in histories], today)
    chances, silences, own_gaps, stayed_away = [], [], [], []
    for each in histories:
        known = _until(each, today)
        if len(known.days) < 3:
            continue
        trail = trail_of(known.days, known.amounts)
        chances.append(score(model, trail, today).gone_90)
        silences.append(float(today - trail.last))
        own_gaps.append((today - trail.last) / trail.median_gap)
        stayed_away.append(len(each.days) == len(known.days))
    ours, theirs, ratio = (
        area_under_curve(scores, stayed_away) or 0 for scores in (chances, silences, own_gaps)
    )

    assert ours > theirs + 0.015
    assert ours > ratio + 0.015


def _until(each: OrderHistory, today: int) -> OrderHistory:
    days = [day for day in each.days if day <= today]
    return OrderHistory(days, each.amounts[: len(days)])


def test_accounts_that_draw_the_same_lot_are_ordered_by_their_facts() -> None:
    """Same first, last and number of order days, same money: only what lies between tells them apart."""
    one = OrderHistory([LAST - 90, LAST - 60, LAST], [1, 2, 3])
    other = OrderHistory([LAST - 90, LAST - 30, LAST], [1, 3, 2])
    assert lot_of(one)[0] == lot_of(other)[0]
    assert sorted([one, other], key=lot_of) == sorted([other, one], key=lot_of)


def test_one_pass_draws_the_smallest_lots_in_whatever_order_accounts_come() -> None:
    accounts = [
        OrderHistory([LAST - 900 - at % 7, *range(LAST - at % 5, LAST)], [at]) for at in range(14_000)
    ]
    steady = [each for each in accounts if len(each.days) >= OWN_GAP_ORDERS]
    assert len(accounts) > 3 * PACED and len(steady) > STEADY
    oldest = next(each for each in accounts if each.days[0] == LAST - 906)
    expected = {
        id(each)
        for each in (*sorted(accounts, key=lot_of)[:PACED], *sorted(steady, key=lot_of)[:STEADY], oldest)
    }
    sample = Sample()
    for each in accounts:
        sample.add(each)
    assert {id(each) for each in sample.histories()} == expected
