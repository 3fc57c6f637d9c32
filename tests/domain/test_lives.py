"""Two lives of one account are told apart by the day of the loss."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.account.order import Order
from winback_tui.domain.returns.lives import lives
from winback_tui.domain.returns.returns import Loss, returns_of

LOST = date(2026, 6, 1)
TODAY = date(2027, 6, 1)


def order(day: date, minor: int = 10_000, kind: str = "order", currency: str = "EUR") -> Order:
    return Order(f"{day}:{minor}:{kind}", day, minor, currency, kind)


@given(st.lists(st.integers(-300, 360), min_size=1, max_size=30))
@settings(max_examples=80, deadline=None)
def test_no_order_day_is_counted_in_both_lives_and_none_is_lost(offsets: list[int]) -> None:
    orders = [order(LOST + timedelta(days=offset)) for offset in offsets]
    found = returns_of(orders, [Loss("c", LOST)], TODAY)
    if not found:
        assert all(each.day <= LOST for each in orders)
        return
    before, since = lives(orders, found[0], TODAY)
    days = {each.day for each in orders}
    assert (before.order_days if before else 0) + since.order_days == len(days)
    assert (before.money if before else 0) + since.money == 10_000 * len(orders)
    assert since.first_day == found[0].order.day
    assert before is None or before.last_day <= LOST < since.first_day


def test_credits_count_as_money_and_other_currencies_do_not() -> None:
    orders = [
        order(LOST - timedelta(days=60)),
        order(LOST - timedelta(days=30), 700_000, currency="JPY"),
        order(LOST + timedelta(days=10)),
        order(LOST + timedelta(days=12), 4_000, "credit"),
        order(LOST + timedelta(days=14), 9_000, "cancelled"),
    ]
    before, since = lives(orders, returns_of(orders, [Loss("c", LOST)], TODAY)[0], TODAY)
    assert before is not None and before.money == 10_000
    assert (since.money, since.order_days) == (6_000, 1)


def test_a_second_life_ends_with_the_next_loss() -> None:
    again = LOST + timedelta(days=100)
    orders = [order(LOST + timedelta(days=gap)) for gap in (10, 40, 120)]
    first, second = returns_of(orders, [Loss("a", LOST), Loss("b", again)], TODAY)
    assert lives(orders, first, TODAY)[1].order_days == 2
    assert lives(orders, second, TODAY)[1].order_days == 1
