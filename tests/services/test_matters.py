"""Which accounts matter on Monday: the most money at risk, and no comparing of currencies without a rate."""

from __future__ import annotations

from winback_tui.domain.money.rates import rates_of, read_rates
from winback_tui.services.review.matters import most_at_risk
from winback_tui.store.lists.stakes import ListedStake

DAY = "2026-12-01"


def stake(number: int, amount: int, currency: str = "EUR", raised: int = 0) -> ListedStake:
    return ListedStake(number, amount, currency, raised, "overdue")


def test_one_currency_is_ranked_by_its_money_with_a_met_condition_first() -> None:
    found = [stake(number, number * 100) for number in range(1, 13)] + [stake(20, 1, raised=1)]
    assert most_at_risk(found, None, DAY) == ([20, 12, 11, 10, 9, 8, 7, 6, 5, 4], False)


def test_without_rates_each_currency_is_ranked_by_itself_and_has_a_place() -> None:
    found = [stake(number, number * 100) for number in range(1, 13)]
    found += [stake(30, 278_191, "JPY"), stake(31, 90_000, "JPY"), stake(40, 5, "CHF")]
    assert most_at_risk(found, None, DAY) == ([12, 11, 10, 9, 8, 7, 6, 5, 30, 40], True)


def test_with_rates_all_are_compared_and_a_currency_without_one_stays_apart() -> None:
    rates = rates_of(read_rates("JPY 0.006 EUR"))
    found = [stake(1, 150_000), stake(2, 170_000), stake(30, 278_191, "JPY")]
    assert most_at_risk(found, rates, DAY) == ([2, 30, 1], False)  # 278,191 JPY are 1,669.15 EUR
    assert most_at_risk([*found, stake(40, 9, "CHF")], rates, DAY) == ([2, 30, 1, 40], True)


def test_ten_places_are_never_exceeded() -> None:
    found = [stake(number, 5, f"C{number:02}") for number in range(14)]
    chosen, apart = most_at_risk(found, None, DAY)
    assert len(chosen) == 10 and apart
    assert most_at_risk([], None, DAY) == ([], False)
