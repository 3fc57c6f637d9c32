"""A return is an order after the loss; nothing else makes one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.account.order import Order, OrderKind
from winback_tui.domain.money.yearly_value import lines_of, yearly_value
from winback_tui.domain.returns.returns import (
    Loss,
    Return,
    ReturnStage,
    answers_of,
    latest_return,
    returns_of,
    twice_lost,
)

LOST = date(2025, 1, 10)
LOSS = Loss("c1", LOST)


def after(days: int) -> date:
    return LOST + timedelta(days=days)


def bought(days: int, amount: int = 10_000, kind: str = "order", number: str = "") -> Order:
    return Order(f"{days}/{kind}/{number}", after(days), amount, "EUR", kind, number)


FORMER = [bought(-30 * back) for back in range(14)]


def only(found: tuple[Return, ...]) -> Return:
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "nothing",
    [
        bought(5, -10_000, OrderKind.CREDIT),
        bought(5, 10_000, OrderKind.CREDIT),
        bought(5, 10_000, OrderKind.CANCELLED),
        bought(5, 10_000, OrderKind.PENDING),
        bought(5, 10_000, OrderKind.QUOTE),
        bought(5, 0),
        bought(5, -1),
        bought(0),
        bought(-1),
    ],
    ids=lambda order: f"{order.kind}-{order.amount}-{order.day}",
)
def test_no_return(nothing: Order) -> None:
    assert returns_of([*FORMER, nothing], [LOSS], after(400)) == ()


def test_an_order_of_one_unit_the_day_after_the_loss_is_a_return() -> None:
    found = only(returns_of([*FORMER, bought(1, 1)], [LOSS], after(1)))
    assert (found.days, found.stage, found.fragile) == (1, ReturnStage.TRIAL, True)
    assert found.order.amount == 1
    assert returns_of([*FORMER, bought(1, 1)], [LOSS], LOST) == ()


def test_the_proof_is_the_first_order_and_of_one_day_the_lowest_number() -> None:
    orders = [bought(9, number="3"), bought(4, number="8"), bought(4, number="7")]
    assert only(returns_of(orders, [LOSS], after(30))).order.number == "7"


def test_losses_without_an_order_between_them_have_one_return_in_common() -> None:
    second = Loss("c2", after(40))
    found = only(returns_of([*FORMER, bought(60)], [second, LOSS], after(90)))
    assert (found.loss, found.days) == (second, 20)
    assert not twice_lost((found,))


def test_lost_again_after_a_return_is_twice_lost_and_no_longer_fragile() -> None:
    again = Loss("c2", after(50))
    orders = [*FORMER, bought(20), bought(50)]
    found = only(returns_of(orders, [LOSS, again], after(90)))
    assert found.lost_again_on == after(50)
    assert found.last_day == after(50)
    assert twice_lost((found,)) and not found.fragile
    assert found.clean_on is None
    assert latest_return((found,), [LOST, after(50)]) is None
    assert latest_return((found,), [LOST]) == found
    both = returns_of([*orders, bought(70)], [LOSS, again], after(90))
    assert [(one.loss.case_id, one.days) for one in both] == [("c1", 20), ("c2", 20)]
    assert latest_return(both, [LOST, after(50)]) == both[1]


def test_volume_is_resumed_at_the_former_yearly_rate_and_stays_so() -> None:
    slow = [bought(10), bought(40)]
    assert only(returns_of(FORMER + slow, [LOSS], after(60))).stage is ReturnStage.TRIAL
    third = [*slow, bought(70)]
    found = only(returns_of(FORMER + third, [LOSS], after(300)))
    assert (found.stage, found.resumed_on) == (ReturnStage.RESUMED, after(70))


def test_a_single_big_order_resumes_nothing_unless_it_is_the_whole_year() -> None:
    assert only(returns_of([*FORMER, bought(10, 60_000)], [LOSS], after(20))).stage is ReturnStage.TRIAL
    assert only(returns_of([*FORMER, bought(10, 130_000)], [LOSS], after(20))).stage is ReturnStage.RESUMED


def test_a_credited_order_does_not_resume_the_volume() -> None:
    orders = [*FORMER, bought(10), bought(40), bought(45, -20_000, OrderKind.CREDIT), bought(70)]
    assert only(returns_of(orders, [LOSS], after(80))).resumed_on is None


def test_a_clean_year_ends_the_watch() -> None:
    orders = [*FORMER, bought(10, 100), bought(200, 100)]
    before = only(returns_of(orders, [LOSS], after(374)))
    assert (before.stage, before.fragile, before.clean_on) == (ReturnStage.TRIAL, True, after(375))
    clean = only(returns_of(orders, [LOSS], after(375)))
    assert (clean.stage, clean.fragile) == (ReturnStage.CLEAN, False)


def test_a_complaint_starts_the_year_anew_but_cannot_undo_a_finished_one() -> None:
    orders = [*FORMER, bought(10), bought(200)]
    again = only(returns_of(orders, [LOSS], after(400), [after(100)]))
    assert (again.fragile, again.clean_on) == (True, after(465))
    assert only(returns_of(orders, [LOSS], after(400), [after(10)])).stage is ReturnStage.CLEAN
    assert only(returns_of(orders, [LOSS], after(400), [after(380)])).stage is ReturnStage.CLEAN


def test_one_trial_order_and_a_year_of_silence_is_no_clean_year() -> None:
    orders = [*FORMER, bought(10)]
    assert only(returns_of(orders, [LOSS], after(300))).clean_on == after(375)
    spent = only(returns_of(orders, [LOSS], after(500)))
    assert (spent.stage, spent.clean_on, spent.fragile) == (ReturnStage.TRIAL, None, True)
    late = only(returns_of([*orders, bought(600)], [LOSS], after(600)))
    assert (late.stage, late.clean_on) == (ReturnStage.CLEAN, after(600))


def test_twice_lost_stays_so_though_a_later_return_holds() -> None:
    again = Loss("c2", after(50))
    found = returns_of([*FORMER, bought(20), bought(70)], [LOSS, again], after(90))
    assert [one.lost_again_on for one in found] == [after(50), None]
    assert twice_lost(found), "the return that holds does not hide that the one before did not"
    assert twice_lost(found[:1]) and not twice_lost(found[1:]) and not twice_lost(())


def test_a_loss_of_the_last_day_known_counts_and_a_complaint_of_it_too() -> None:
    back = [*FORMER, bought(20), bought(40)]
    assert only(returns_of(back, [LOSS, Loss("c2", after(50))], after(50))).lost_again_on == after(50)
    assert only(returns_of(back, [LOSS, Loss("c2", after(50))], after(49))).lost_again_on is None
    assert only(returns_of(back, [LOSS], after(60), [after(60)])).clean_on == after(60 + 365)
    assert only(returns_of(back, [LOSS], after(59), [after(60)])).clean_on == after(20 + 365)


def test_a_clean_year_that_ends_on_the_day_of_the_next_loss_was_complete() -> None:
    back = [*FORMER, bought(20), bought(40)]
    on_its_day, a_day_before = (
        only(returns_of(back, [LOSS, Loss("c2", after(day))], after(600))) for day in (385, 384)
    )
    assert (on_its_day.clean_on, on_its_day.stage) == (after(385), ReturnStage.CLEAN)
    assert (a_day_before.clean_on, a_day_before.stage) == (None, ReturnStage.TRIAL)


def test_the_order_of_the_next_loss_s_own_day_still_answers_the_loss_before() -> None:
    found = returns_of([*FORMER, bought(50), bought(51)], [LOSS, Loss("c2", after(50))], after(90))
    assert [(one.loss.case_id, one.order.day) for one in found] == [("c1", after(50)), ("c2", after(51))]


def test_a_complaint_of_the_very_last_clean_day_comes_too_late() -> None:
    back = [*FORMER, bought(10), bought(200)]
    assert only(returns_of(back, [LOSS], after(500), [after(374)])).clean_on == after(374 + 365)
    assert only(returns_of(back, [LOSS], after(500), [after(375)])).clean_on == after(375)


@pytest.mark.parametrize(
    ("second", "stands_for", "counted"),
    [(20, 90, 1), (98, 90, 1), (99, 90, 1), (100, 91, 1), (374, 365, 1), (375, 365, 0)],
)
def test_the_volume_is_resumed_with_the_very_sum(second: int, stands_for: int, counted: int) -> None:
    """The first order of the return is on day 10; it counts until a year has passed."""
    former = yearly_value(lines_of(FORMER, "EUR"), LOST)
    assert former is not None
    enough = -(-former.sales * stands_for // 365)
    assert enough * 365 > former.sales * stands_for or former.sales * stands_for % 365 == 0
    first = 1_000
    for missing, resumed in ((0, after(second)), (1, None)):
        orders = [*FORMER, bought(10, first), bought(second, enough - counted * first - missing)]
        assert only(returns_of(orders, [LOSS], after(400))).resumed_on == resumed


ANY_DAY = st.integers(-400, 400)
NOT_REAL = st.one_of(
    st.builds(
        bought, ANY_DAY, st.integers(-(10**6), 10**6), st.sampled_from([k for k in OrderKind if k != "order"])
    ),
    st.builds(bought, ANY_DAY, st.integers(-(10**6), 0)),
)
ORDERS = st.lists(st.one_of(NOT_REAL, st.builds(bought, ANY_DAY, st.integers(1, 10**6))), max_size=12)
LOSSES = st.lists(st.builds(lambda n, d: Loss(f"c{n}", after(d)), st.integers(0, 9), ANY_DAY), max_size=4)


@settings(max_examples=150)
@given(st.lists(NOT_REAL, max_size=12), LOSSES, ANY_DAY)
def test_never_a_return_without_a_real_order(orders: list[Order], losses: list[Loss], until: int) -> None:
    assert returns_of(orders, losses, after(until)) == ()


@settings(max_examples=200)
@given(ORDERS, LOSSES, ANY_DAY)
def test_every_return_is_proved_by_its_order(orders: list[Order], losses: list[Loss], until: int) -> None:
    found = returns_of(orders, losses, after(until))
    for one in found:
        assert one.order.real and one.order.day <= after(until)
        assert one.days == (one.order.day - one.loss.lost_on).days > 0
        assert not any(order.real and one.loss.lost_on < order.day < one.order.day for order in orders)
        assert not any(one.loss.lost_on < loss.lost_on < one.order.day for loss in losses)
    assert len({one.order.day for one in found}) == len(found)
    for loss in losses:
        later = any(order.real and loss.lost_on < order.day <= after(until) for order in orders)
        assert later == any(one.order.day > loss.lost_on for one in found)


@settings(max_examples=150)
@given(ORDERS, LOSSES, ANY_DAY, st.integers(0, 300))
def test_time_takes_no_return_back(orders: list[Order], losses: list[Loss], until: int, more: int) -> None:
    then = {(one.loss.lost_on, one.order.day) for one in returns_of(orders, losses, after(until))}
    now = {(one.loss.lost_on, one.order.day) for one in returns_of(orders, losses, after(until + more))}
    assert then <= now


@given(ORDERS, LOSSES, ANY_DAY)
def test_the_answers_alone_are_those_of_the_returns(
    orders: list[Order], losses: list[Loss], until: int
) -> None:
    expected = {found.loss.case_id: found.order.day for found in returns_of(orders, losses, after(until))}
    assert answers_of(orders, losses, after(until)) == expected
    first = min((loss.lost_on for loss in losses), default=date.max)
    since = [order for order in orders if order.day > first]
    if all(order.kind != OrderKind.CREDIT for order in since):
        assert answers_of(since, losses, after(until)) == expected
