"""A book that ends long ago is told as of its end, and shows the months that it has."""

from __future__ import annotations

from pathlib import Path

from tests.store.books import book_at, with_account, with_order
from winback_tui.services.glance import glance


def test_an_old_book_is_told_as_of_its_end(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    for month in range(1, 7):
        with_order(book, account, f"2024-{month:02}-05")
    told = glance(book, 1)
    assert told.sentence.startswith("As of 5 Jun 2024, where the book ends. Orders about every ")
    assert "2024" in told.months() and "2026" not in told.months()


def test_a_fresh_book_needs_no_such_words(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    for month in range(6, 12):
        with_order(book, account, f"2026-{month:02}-20")
    told = glance(book, 1)
    assert told.sentence.startswith("Orders about every ")
    assert "2026" in told.months()
