"""The data day as a book gives it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.store.books import TODAY, book_at, with_account, with_order
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.store.book import Book
from winback_tui.store.orders.data_day import data_until, find_data_day
from winback_tui.store.write import act

AT = fixed_clock(TODAY).now_ms()


def found(book: Book) -> date:
    with book.read() as connection:
        return find_data_day(connection, TODAY)


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("no json", AT),
        ("[]", AT),
        ('{"last_day": "soon"}', AT),
        ('{"last_day": 7}', AT),
        ('{"last_day": "2026-11-21"}', 10**18),
        ('{"last_day": "2026-11-21"}', -1),
        ('{"last_day": ""}', AT),
    ],
)
def test_a_batch_that_names_no_day_leaves_the_newest_order(tmp_path: Path, told: str, at: int) -> None:
    book = book_at(tmp_path)
    with_order(book, with_account(book), "2026-11-02")
    with act(book, "import", "Brought in") as transaction:
        transaction.insert("import_batch", no=1, id="1", file="x", source="x", at=at, told=told)
    assert found(book) == date(2026, 11, 2)


def test_a_fresh_import_tells_of_its_own_day(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_order(book, with_account(book), "2026-11-21")
    with act(book, "import", "Brought in") as transaction:
        transaction.insert(
            "import_batch", no=1, id="1", file="x", source="x", at=AT, told='{"last_day": "2026-11-21"}'
        )
    assert found(book) == TODAY


@pytest.mark.parametrize(
    ("every", "pause", "fresh"), [(1, 6, False), (3, 6, False), (7, 7, True), (20, 20, True)]
)
def test_how_fresh_an_import_is_is_judged_by_the_pauses_of_its_own_book(
    tmp_path: Path, every: int, pause: int, fresh: bool
) -> None:
    book, last = book_at(tmp_path), TODAY - timedelta(days=pause)
    account = with_account(book)
    for back in range(0, 15 * every, every):
        with_order(book, account, (last - timedelta(days=back)).isoformat())
    with act(book, "import", "Brought in") as transaction:
        told = f'{{"last_day": "{last.isoformat()}"}}'
        transaction.insert("import_batch", no=1, id="1", file="x", source="x", at=AT, told=told)
    assert found(book) == (TODAY if fresh else last)


def test_an_order_that_was_imported_before_its_day_tells_nothing_of_the_days_between(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_order(book, with_account(book), "2026-10-02")
    ahead = (TODAY - timedelta(days=5)).isoformat()
    imported = AT - 30 * 86_400_000
    with act(book, "import", "Brought in") as transaction:
        transaction.insert(
            "sales_order", key="a", account_no=1, day=ahead, amount=1, currency="EUR", version=imported
        )
        transaction.touch_everything()
    assert found(book) == TODAY - timedelta(days=30)


def test_a_book_without_orders_has_no_data_to_tell_of(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    with book.read() as connection:
        assert data_until(connection) is None
