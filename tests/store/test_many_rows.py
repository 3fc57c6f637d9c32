"""Rows put in by the dozen are the rows that were given, in their order, however many they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing

import pytest

from winback_tui.store.orders.bulk_load import insert_columns


@pytest.mark.parametrize("count", [0, 1, 2, 449, 450, 451, 1000])
def test_every_row_is_there_in_order(count: int) -> None:
    numbers = list(range(count))
    columns: dict[str, Sequence[object]] = {
        "no": numbers,
        "text": [f"t{no % 3}" for no in numbers],
        "same": ["EUR"] * count,
    }
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE kept (text, no, same, fixed)")
        insert_columns(connection, "kept", columns, fixed=None)
        found = connection.execute("SELECT no, text, same, fixed FROM kept ORDER BY rowid").fetchall()
    assert found == [(no, f"t{no % 3}", "EUR", None) for no in numbers]


def test_equal_rows_are_not_one_row() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE kept (no, text)")
        insert_columns(connection, "kept", {"no": [7, 7, 7], "text": ["a", "a", "a"]})
        assert connection.execute("SELECT * FROM kept").fetchall() == [(7, "a")] * 3


def test_uneven_columns_are_refused() -> None:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(ValueError, match="shorter"):
        connection.execute("CREATE TABLE kept (no, text)")
        insert_columns(connection, "kept", {"no": [1, 2, 3], "text": ["a", "b"]})
