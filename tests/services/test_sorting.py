"""A list sorted from memory stands as the same list read anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.team_book import a_team
from winback_tui.services.listing import ListQuery, View, numbers
from winback_tui.services.sorting import Orders
from winback_tui.store.read.list_query import SORTS


@pytest.mark.parametrize("view", [View.OVERDUE, View.ALL])
def test_every_order_is_the_one_that_reading_gives(tmp_path: Path, view: View) -> None:
    book = a_team(tmp_path)
    orders = Orders(book, ListQuery(view), list(SORTS))
    for key in SORTS:
        for descending in (True, False):
            query = ListQuery(view, sort=key, descending=descending)
            assert orders.numbers(query) == (None if query.usual else numbers(book, query)), query


def test_another_list_or_key_is_left_to_reading(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    query = ListQuery(View.ALL, sort="account")
    orders = Orders(book, query, ["account"])
    assert orders.numbers(query) is not None
    assert orders.numbers(replace(query, owner="Ann")) is None
    assert orders.numbers(replace(query, sort="orders")) is None
