"""Yearly value and money at stake."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.account.order import Order, OrderKind
from winback_tui.domain.money.yearly_value import (
    MoneyLine,
    YearlyValue,
    at_stake,
    lines_of,
    most_yearly_value,
    takings,
    yearly_value,
)

TODAY = date(2026, 11, 22)
NOW = TODAY.toordinal()


def regular(gap: int, times: int, minor: int = 10_000, last: int = NOW) -> list[MoneyLine]:
    return [MoneyLine(last - gap * back, minor) for back in reversed(range(times))]


def valued(lines: list[MoneyLine], until: date = TODAY) -> YearlyValue:
    value = yearly_value(lines, until)
    assert value is not None
    return value


@pytest.mark.parametrize("gap", [1, 7, 21, 30, 90, 180, 360, 365, 370])
def test_who_orders_regularly_is_worth_that_rate_whatever_the_gap(gap: int) -> None:
    value = valued(regular(gap, times=1 + 1460 // gap))
    assert value.minor == pytest.approx(10_000 * 365 / gap, rel=0.02)


@settings(max_examples=150)
@given(gap=st.integers(1, 365), silence=st.integers(0, 2000), times=st.integers(2, 60))
def test_silence_does_not_make_an_account_worth_more(gap: int, silence: int, times: int) -> None:
    lines = regular(gap, times, last=NOW - silence)
    value = valued(lines)
    assert 0 < value.minor <= 10_000 * 365 / gap * 1.02
    if gap * (times - 1) >= 730:
        assert value.minor == valued(lines, date.fromordinal(NOW - silence)).minor


def test_a_long_lost_account_keeps_the_value_it_had() -> None:
    lines = regular(30, 24, last=NOW - 900)
    assert valued(lines).minor == pytest.approx(10_000 * 365 / 30, rel=0.02)
    assert valued(lines).last_day == TODAY - timedelta(days=900)


def test_a_short_history_is_multiplied_up_to_what_was_seen_only() -> None:
    assert valued([MoneyLine(NOW - 5, 10_000)]).minor == 10_000
    assert valued([MoneyLine(NOW - 5, 10_000), MoneyLine(NOW - 2, 10_000)]).minor == 20_000 * 365 // 90
    assert valued([MoneyLine(NOW - 305, 10_000), MoneyLine(NOW - 300, 10_000)]).minor == 20_000 * 365 // 306
    assert valued(regular(7, 26)).minor == pytest.approx(10_000 * 365 / 7, rel=0.02)
    assert valued([MoneyLine(NOW - 3000, 10_000), MoneyLine(NOW, 10_000)]).minor == 10_000 // 3


def test_a_project_is_not_a_habit_and_the_result_says_so() -> None:
    usual = valued(regular(30, 12))
    lines = regular(30, 12)
    lines[6] = MoneyLine(lines[6].day, 5_000_000)
    value = valued(lines)
    assert value.capped == 5_000_000 - 40_000
    assert value.minor == pytest.approx(usual.minor * 15 / 12, rel=0.01)
    assert usual.capped == 0


def test_a_wrong_order_and_its_credit_cancel_out() -> None:
    usual = valued(regular(30, 12))
    mistake = [MoneyLine(NOW - 45, 9_000_000), MoneyLine(NOW - 45, -9_000_000)]
    assert valued(sorted(regular(30, 12) + mistake)).sales == pytest.approx(usual.sales, rel=0.01)


def test_credits_count_also_after_the_last_order_and_never_go_below_nothing() -> None:
    lines = [*regular(30, 13, last=NOW - 40), MoneyLine(NOW - 10, -10_000)]
    assert valued(lines).sales == pytest.approx(12 * 10_000 * 365 / 390, rel=0.01)
    drowned = regular(30, 13) + [MoneyLine(NOW, -40_000)] * 13
    assert valued(drowned).sales == 0


def test_margin_ranks_where_most_of_the_money_has_one() -> None:
    lines = [MoneyLine(line.day, line.minor, 2_500) for line in regular(30, 13)]
    assert valued(lines).by_margin
    assert valued(lines).minor == pytest.approx(valued(lines).sales / 4, abs=1)
    few = [line if index < 3 else MoneyLine(line.day, line.minor) for index, line in enumerate(lines)]
    assert not valued(few).by_margin
    assert valued(few).minor == valued(few).sales
    loss = [MoneyLine(line.day, line.minor, -500) for line in regular(30, 13)]
    assert valued(loss).minor < 0
    assert at_stake(0.9, valued(loss).minor) == 0


def test_orders_after_the_day_are_not_known_yet() -> None:
    lines = regular(30, 40)
    past = TODAY - timedelta(days=400)
    assert valued(lines, past) == valued([line for line in lines if line.day <= past.toordinal()], past)
    assert yearly_value(lines, TODAY - timedelta(days=5000)) is None


def test_only_real_orders_and_credits_of_the_currency_are_money() -> None:
    kinds = [(kind, amount) for kind in OrderKind for amount in (700, 0)]
    orders = [Order(f"{kind}{amount}", TODAY, amount, "EUR", kind) for kind, amount in kinds]
    orders.append(Order("foreign", TODAY, 900, "USD"))
    assert [line.minor for line in lines_of(orders, "EUR") if line.minor] == [-700, 700]
    assert yearly_value(lines_of([order for order in orders if not order.real], "EUR"), TODAY) is None


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(NOW - 4000, NOW + 50), st.integers(-(10**9), 10**9)), max_size=30),
    st.floats(0, 1),
)
def test_any_books_give_a_sane_value(lines: list[tuple[int, int]], chance: float) -> None:
    books = sorted(MoneyLine(day, minor) for day, minor in lines)
    value = yearly_value(books, TODAY)
    if value is None:
        assert not any(line.minor > 0 and line.day <= NOW for line in books)
        return
    gross = sum(line.minor for line in books if line.minor > 0 and line.day <= NOW)
    first = date.fromordinal(min(line.day for line in books if line.minor > 0))
    assert 0 <= value.sales <= most_yearly_value(gross, first, TODAY) <= gross * 365 // 90
    assert value.first_day <= value.last_day <= TODAY
    assert 0 <= at_stake(chance, value.minor) <= value.minor


@settings(derandomize=True, max_examples=100)
@given(
    st.lists(
        st.tuples(
            st.integers(NOW - 900, NOW), st.integers(-50_000, 500_000), st.none() | st.integers(0, 90_000)
        ),
        max_size=30,
    ),
    st.integers(0, 900),
)
def test_takings_until_a_day_are_those_of_the_lines_until_then(
    entries: list[tuple[int, int, int | None]], back: int
) -> None:
    lines, day = [MoneyLine(*entry) for entry in sorted(entries, key=lambda entry: entry[0])], NOW - back
    known = takings([line for line in lines if line.day <= day])
    cut = takings(lines).until(date.fromordinal(day))
    assert list(map(list, cut)) == list(map(list, known))
