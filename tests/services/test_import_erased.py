"""An import does not bring back whom somebody erased, and says which rows it left out."""

from __future__ import annotations

from pathlib import Path

from tests.services.test_imports import SIMPLE, as_csv, orders, take
from tests.store.books import book_at, content, with_account
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.book.check import check
from winback_tui.services.importing.erased_rows import REASON
from winback_tui.store.log.undoing.undo import undo


def test_rows_of_an_erased_account_are_skipped_and_told(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, SIMPLE)
    erase_account(book, "Acme GmbH")
    later = as_csv([("A-1", "Acme GmbH", 0, "10.00"), ("A-9", "ACME", 40, "5"), ("B-9", "Beta Ltd", 41, "9")])
    report = take(book, later, "later.csv")
    assert (report.rows, report.new, report.skipped) == (3, 1, 2)
    assert [(left.row, left.reason) for left in report.skipped_rows] == [(2, REASON), (3, REASON)]
    assert {row[1] for row in orders(book)} == {"beta"}


def test_whoever_is_entered_again_by_hand_is_taken_in(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, SIMPLE)
    erase_account(book, "Acme GmbH")
    with_account(book, "Acme")
    report = take(book, as_csv([("A-9", "Acme GmbH", 40, "5")]), "later.csv")
    assert (report.new, report.skipped) == (1, 0)


def test_an_order_that_a_later_file_gave_to_another_account_is_that_one_s(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, as_csv([("F-1", "Initech", 0, "10.00"), ("F-2", "Initech", 1, "20.00")]), "first.csv")
    report = take(book, as_csv([("F-1", "Acme", 0, "10.00")]), "corrected.csv")
    assert report.changed == 1
    assert "Initech" in erase_account(book, "Initech").sentence
    assert [row[1] for row in orders(book)] == ["acme"]
    assert not [found for found in check(book) if not found.good]
    undo(book)
    left = content(book)
    assert left["sales_order"] == [] and not any("initech" in str(rows).lower() for rows in left.values())
