"""Chances come from all that the books tell, not only from the first file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from pytest import MonkeyPatch

from winback_tui.domain.days.clock import fixed_clock
from winback_tui.intake import inspect
from winback_tui.services.book.history import redo, undo
from winback_tui.services.importing.import_file import import_file
from winback_tui.store.book import Book
from winback_tui.store.summary import refresh

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
        found = connection.execute("SELECT value FROM derived WHERE name = 'fitted_to'").fetchone()
    return int(found[0])


def chances(book: Book) -> list[tuple[object, ...]]:
    with book.read() as connection:
        return [
            tuple(row)
            for row in connection.execute("SELECT account_no, gone_90, at_stake FROM account_summary")
        ]


def test_an_import_undone_and_done_again_leaves_the_list_as_it_was(tmp_path: Path) -> None:
    book = Book(tmp_path / "book.db", fixed_clock(TODAY), "Ann")
    imported(book, 40)
    first = chances(book)
    imported(book, 41)
    both = chances(book)
    assert both != first
    undo(book)
    assert chances(book) == first
    redo(book)
    assert chances(book) == both


def test_a_large_book_is_fitted_again_when_it_has_grown(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "SMALL", 10)
    book = Book(tmp_path / "book.db", fixed_clock(TODAY), "Ann")
    imported(book, 100)
    assert fitted_to(book) == 100
    imported(book, 104)
    assert fitted_to(book) == 100
    imported(book, 108)
    assert fitted_to(book) == 108
