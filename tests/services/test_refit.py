"""Chances come from all that the books tell, not only from the first file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from winback_tui.domain.clock import fixed_clock
from winback_tui.intake import inspect
from winback_tui.services.imports import import_file
from winback_tui.store.book import Book
from winback_tui.store.summary.refresh import outgrown

TODAY = date(2026, 11, 24)


def export(orders: int) -> bytes:
    """The newest so many weekly orders of three customers that take turns."""
    rows = (
        f"{TODAY - timedelta(days=7 * n)};Customer {n % 3};{n};{100 + n % 7}.00;EUR" for n in range(orders)
    )
    return "\n".join(["Date;Customer;Invoice no;Amount;Currency", *rows]).encode()


def imported(book: Book, orders: int) -> None:
    import_file(book, inspect(export(orders), name="orders.csv"))


def fitted_to(book: Book) -> int:
    with book.read() as connection:
        assert not outgrown(connection)
        found = connection.execute("SELECT value FROM derived WHERE name = 'fitted_to'").fetchone()
    return int(found[0])


def test_the_model_is_fitted_again_when_the_book_has_grown(tmp_path: Path) -> None:
    book = Book(tmp_path / "book.db", fixed_clock(TODAY), "Ann")
    imported(book, 12)
    assert fitted_to(book) == 12
    imported(book, 100)
    assert fitted_to(book) == 100


def test_a_few_orders_more_leave_the_model_as_it_is(tmp_path: Path) -> None:
    book = Book(tmp_path / "book.db", fixed_clock(TODAY), "Ann")
    imported(book, 100)
    imported(book, 104)
    assert fitted_to(book) == 100
    imported(book, 108)
    assert fitted_to(book) == 108
