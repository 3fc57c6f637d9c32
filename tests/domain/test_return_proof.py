"""An order that was credited in full, or is below what the team counts, proves no return."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from winback_tui.domain.account.order import Order
from winback_tui.domain.money.money import Money
from winback_tui.domain.returns.proof import CREDIT_DAYS, credited_in_full, proving_orders
from winback_tui.domain.returns.returns import Loss, returns_of

LOST = date(2025, 1, 10)
LOSS = Loss("c1", LOST)


def row(day: int, amount: int, kind: str = "order", number: str = "", key: str = "") -> Order:
    return Order(
        key or f"{day}/{kind}/{number}/{amount}", LOST + timedelta(days=day), amount, "EUR", kind, number
    )


ORDER = row(5, 10_000, number="17")


@pytest.mark.parametrize(
    ("rows", "credited"),
    [
        ([ORDER, row(9, -10_000, "credit", "17")], True),
        ([ORDER, row(400, -10_000, "credit", "17")], True),
        ([ORDER, row(6, -4_000, "credit", "17", "a"), row(7, -6_000, "credit", "17", "b")], True),
        ([ORDER, row(6, -4_000, "credit", "17")], False),
        ([ORDER, row(9, -10_000, "credit", "G-3")], True),
        ([ORDER, row(9, 10_000, "credit")], True),
        ([ORDER, row(5 + CREDIT_DAYS, -10_000, "credit")], True),
        ([ORDER, row(6 + CREDIT_DAYS, -10_000, "credit")], False),
        ([ORDER, row(9, -9_999, "credit")], False),
        ([ORDER, row(4, -10_000, "credit")], False),
        ([ORDER, row(4, -10_000, "credit", "17")], False),
    ],
)
def test_what_takes_an_order_back_whole(rows: list[Order], credited: bool) -> None:
    assert (ORDER.key in credited_in_full(rows)) is credited
    assert bool(returns_of(rows, [LOSS], LOST + timedelta(days=900))) is not credited


def test_one_credit_takes_back_one_order_the_latest_before_it() -> None:
    first, second, credit = row(5, 10_000), row(8, 10_000), row(9, -10_000, "credit")
    assert credited_in_full([first, second, credit]) == {second.key}
    assert proving_orders([first, second, credit]) == [first]
    assert returns_of([first, second, credit], [LOSS], LOST + timedelta(days=20))[0].order == first


def test_numbers_that_start_again_each_year_are_told_apart() -> None:
    old, new = row(-300, 10_000, number="17", key="2024"), row(5, 10_000, number="17", key="2025")
    assert credited_in_full([old, new, row(6, -10_000, "credit", "17")]) == {"2025"}
    assert credited_in_full([old, new, row(-290, -10_000, "credit", "17")]) == {"2024"}


def test_the_return_goes_and_comes_with_the_credit() -> None:
    rows = [ORDER, row(9, -10_000, "credit", "17")]
    assert returns_of(rows, [LOSS], LOST + timedelta(days=8)) != ()
    assert returns_of(rows, [LOSS], LOST + timedelta(days=9)) == ()
    again = [*rows, row(30, 500)]
    assert returns_of(again, [LOSS], LOST + timedelta(days=30))[0].order.amount == 500


def test_the_smallest_sum_holds_in_its_own_currency() -> None:
    limit = Money(5_000, "EUR")
    assert returns_of([row(5, 4_999)], [LOSS], LOST + timedelta(days=9), (), limit) == ()
    assert returns_of([row(5, 5_000)], [LOSS], LOST + timedelta(days=9), (), limit) != ()
    assert returns_of([row(5, 4_999)], [LOSS], LOST + timedelta(days=9), (), Money(5_000, "USD")) != ()
