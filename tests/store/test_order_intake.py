"""Orders of a further export are told apart from those of the book, in whatever order and pieces they come."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from tests.store.books import book_at, with_account
from winback_tui.store.book import Book
from winback_tui.store.orders.batch import next_batch_no, own_batch, triggers_idle
from winback_tui.store.orders.order_intake import OrderCounts, OrderIntake
from winback_tui.store.write import act

Rows = Sequence[tuple[int, int]]
"""Number of an order and its amount."""

BEFORE: Rows = [(number, 100 * number) for number in range(1, 9)]


def taken(book: Book, rows: Rows, at_once: int) -> OrderCounts:
    with act(book, "import", "Import") as transaction:
        number = next_batch_no(transaction.connection)
        transaction.batch_no = number
        transaction.insert("import_batch", id=own_batch(transaction.tx), no=number, file="f.csv", source="f")
        with triggers_idle(transaction.connection):
            intake = OrderIntake(transaction.connection, number, number)
            for start in range(0, len(rows), at_once):
                some = rows[start : start + at_once]
                count = len(some)
                intake.take(
                    [f"f:{each}" for each, _ in some],
                    [1] * count,
                    [str(each) for each, _ in some],
                    ["2026-01-05"] * count,
                    [amount for _, amount in some],
                    ["EUR"] * count,
                    [None] * count,
                    ["order"] * count,
                )
            found = intake.finish()
        transaction.touch_everything()
    return found


@pytest.mark.parametrize("at_once", [1, 2, 3, 20])
@pytest.mark.parametrize(
    ("rows", "new", "same", "changed"),
    [
        (BEFORE, 0, 8, 0),
        ([*BEFORE, (9, 900), (10, 5)], 2, 8, 0),
        ([(9, 900), *BEFORE], 1, 8, 0),
        (BEFORE[::-1], 0, 8, 0),
        ([*BEFORE[:3], (20, 1), *BEFORE[3:]], 1, 8, 0),
        ([*BEFORE[:3], (4, 7), *BEFORE[4:]], 0, 7, 1),
        ([*BEFORE[2:4], *BEFORE[6:]], 0, 4, 0),
        (Random(5).sample(BEFORE, 8), 0, 8, 0),
    ],
)
def test_every_row_is_found_or_new_or_changed(
    tmp_path: Path, rows: Rows, new: int, same: int, changed: int, at_once: int
) -> None:
    book = book_at(tmp_path)
    with_account(book)
    assert taken(book, BEFORE, 3).new == 8
    counts = taken(book, rows, at_once)
    assert (counts.new, counts.same, counts.changed) == (new, same, changed)
    with book.read() as connection:
        kept = dict(connection.execute("SELECT CAST(number AS INTEGER), amount FROM sales_order").fetchall())
    assert kept == {**dict(BEFORE), **dict(rows)}
