"""Money in several currencies: compared at the team's rates, else each currency by itself; in lists and in the team."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.test_review_sums import an_odd_book
from winback_tui.domain.money.currency_order import currency_places
from winback_tui.domain.money.rates import rates_of, read_rates
from winback_tui.domain.review.team import RepReview
from winback_tui.services.lists.list_head import money_order_words
from winback_tui.services.lists.listing import ListQuery, View, numbers
from winback_tui.services.lists.overdue import list_accounts
from winback_tui.services.lists.sorting import Orders
from winback_tui.services.review.review import reviews
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book
from winback_tui.store.write import act

DAY = "2026-12-01"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return an_odd_book(tmp_path)


def money(book: Book, query: ListQuery) -> list[tuple[str, int]]:
    """Amounts without a currency stand with that of most accounts, as in the review."""
    rows = [row.account for row in list_accounts(book, query)]
    return [(each.currency or "EUR", each.at_stake) for each in rows if each.at_stake]


def test_without_rates_each_currency_stands_by_itself_that_of_most_accounts_first() -> None:
    places = currency_places({"CHF": 5, "EUR": 9, "JPY": 1, "": 20}, None, DAY)
    assert {currency: place.group for currency, place in places.items()} == {
        "EUR": 0,
        "CHF": 1,
        "JPY": 2,
        "": 0,
    }


def test_with_rates_a_minor_unit_counts_what_it_is_worth() -> None:
    rates = rates_of(read_rates("JPY 0.006 EUR, CHF 1.05 EUR"))
    places = currency_places({"JPY": 9, "EUR": 1, "CHF": 1, "SEK": 3}, rates, DAY)
    assert {currency: place.group for currency, place in places.items()} == {
        "EUR": 0,
        "JPY": 0,
        "CHF": 0,
        "SEK": 1,
    }
    assert places["JPY"].factor == pytest.approx(0.6)  # a yen, which has no hundredths, is 0.6 cents
    assert places["EUR"].factor == 1 and places["CHF"].factor == pytest.approx(1.05)


@pytest.mark.parametrize("view", [View.OVERDUE, View.ALL])
def test_a_list_keeps_currencies_apart_until_there_are_rates(book: Book, view: View) -> None:
    query = ListQuery(view)
    found = money(book, query)
    groups = [(currency, list(own)) for currency, own in groupby(found, lambda row: row[0])]
    assert [currency for currency, _ in groups] == ["EUR", "CHF"]
    assert all(own == sorted(own, key=lambda row: -row[1]) for _, own in groups)
    assert money_order_words(book, query) == "each currency by itself"

    choose(book, "rates", "CHF 4 EUR")
    compared = money(book, query)
    worth = [amount * (4 if currency == "CHF" else 1) for currency, amount in compared]
    assert worth == sorted(worth, reverse=True) and sorted(compared) == sorted(found)
    assert len(list(groupby(compared, lambda row: row[0]))) > 2, "they stand among each other"
    assert money_order_words(book, query) == "compared at your rates"


@pytest.mark.parametrize("rates", ["", "CHF 4 EUR"])
@pytest.mark.parametrize("sort", ["at_stake", "yearly_value"])
def test_turned_round_it_is_the_same_order_backwards_also_where_it_was_prepared(
    book: Book, rates: str, sort: str
) -> None:
    if rates:
        choose(book, "rates", rates)
    falling = ListQuery(View.ALL, sort=sort)
    rising = replace(falling, descending=False)
    assert numbers(book, rising) == numbers(book, falling)[::-1]
    orders = Orders(book, falling)
    orders.prepare(sort)
    assert [list(orders.numbers(each) or ()) for each in (falling, rising)] == [
        numbers(book, falling),
        numbers(book, rising),
    ]


def test_what_is_not_sorted_by_money_or_is_in_one_currency_needs_no_word(book: Book) -> None:
    assert money_order_words(book, ListQuery(View.ALL, sort="account")) == ""
    with act(book, "fix", "All in francs") as transaction:
        transaction.run("UPDATE sales_order SET currency = 'CHF'")
        transaction.touch_everything()
    assert money_order_words(book, ListQuery()) == ""


def test_a_reader_at_a_terminal_is_told(book: Book) -> None:
    told = Winback(book.path, {"WINBACK_NOW": "2026-12-31T12:00", "WINBACK_ACTOR": "Ann"})("list", "--json")
    assert told.code == 0 and "Several currencies" not in told.err, "scripts see the currency of each amount"


def test_the_team_is_ordered_by_money_only_where_it_can_be_compared(book: Book) -> None:
    def worth(row: RepReview) -> int:
        return sum(minor * (900 if currency == "CHF" else 1) for currency, minor in row.at_risk_money.items())

    def rows() -> list[RepReview]:
        return [row for row in reviews(book, "2026")[0].team if row.name]

    with act(book, "fix", "Nobody owes anything") as transaction:
        transaction.run("DELETE FROM complaint")
        transaction.run("DELETE FROM loss_case")
        transaction.touch_everything()
    apart = rows()
    assert len(apart) == 2 and {row.owes for row in apart} == {0}
    assert [row.at_risk for row in apart] == sorted((row.at_risk for row in apart), reverse=True)
    choose(book, "rates", "CHF 900 EUR")
    assert [worth(row) for row in rows()] == sorted(map(worth, apart), reverse=True)
