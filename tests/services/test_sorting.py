"""A list whose orders were prepared stands as the same list read anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.team_book import a_team
from winback_tui.services.lists.listing import ListQuery, View, numbers
from winback_tui.services.lists.sorting import Orders
from winback_tui.store.book import Book
from winback_tui.store.lists.columns import SORTS


def prepared(book: Book, query: ListQuery) -> Orders:
    orders = Orders(book, query)
    while (sort := orders.next_of(list(SORTS))) is not None:
        orders.prepare(sort)
    return orders


@pytest.mark.parametrize("narrowed", [ListQuery(), ListQuery(View.ALL), ListQuery(View.ALL, owner="ann")])
def test_every_order_is_the_one_that_reading_gives(tmp_path: Path, narrowed: ListQuery) -> None:
    book = a_team(tmp_path)
    orders = prepared(book, narrowed)
    for sort in SORTS:
        for descending in (True, False):
            query = replace(narrowed, sort=sort, descending=descending)
            assert list(orders.numbers(query) or ()) == numbers(book, query) != [], query


def test_another_list_or_column_is_left_to_reading(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    query = ListQuery(View.ALL, sort="account")
    orders = Orders(book, query)
    assert orders.numbers(query) is None
    orders.prepare("account")
    assert orders.numbers(query) is not None
    assert orders.next_of(["account", "orders"]) == "orders"
    assert orders.numbers(replace(query, sort="orders")) is None
    assert orders.numbers(replace(query, owner="Ann")) is None
    assert not orders.holds(replace(query, owner="Ann"))
