"""Summaries written at once, their indexes made anew, are those written one by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.store.books import book_at, with_account, with_orders
from tests.store.summary_rows import computed_anew, summaries
from winback_tui.store.book import Book
from winback_tui.store.file.check.file import file_faults
from winback_tui.store.orders import bulk_load

TODAY, TOMORROW, PAST = date(2026, 9, 1), date(2026, 9, 2), date(2026, 5, 15)


def _book(folder: Path, today: date) -> Book:
    made = book_at(folder, today=today)
    for name in ("Acme", "Beta", "Gamma"):
        with_orders(made, with_account(made, name), (f"2026-{month:02}-03" for month in range(1, 9)))
    with_account(made, "Never ordered")
    return made


def _indexes(book: Book) -> dict[str, str]:
    with book.read() as connection:
        rows = connection.execute(
            "SELECT name, sql FROM main.sqlite_master WHERE tbl_name = 'account_summary' AND type = 'index'"
        )
        return {row["name"]: row["sql"] for row in rows}


def test_a_new_data_day_written_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = _book(tmp_path, TODAY)
    before = _indexes(book)
    with_orders(book, with_account(book, "Delta"), ["2026-09-02"])
    monkeypatch.setattr(bulk_load, "MANY_ROWS", 1)
    tomorrow = book_at(tmp_path, today=TOMORROW)
    assert summaries(tomorrow) == computed_anew(tomorrow, TOMORROW)
    assert len(summaries(tomorrow)) == 5
    assert _indexes(tomorrow) == before and before
    with tomorrow.read() as connection:
        assert not list(file_faults(connection))


def test_a_past_day_leaves_the_indexes_of_the_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = _book(tmp_path, date(2026, 1, 1))
    before, past = _indexes(book), book_at(tmp_path, as_of=PAST)
    one_by_one = summaries(past)
    monkeypatch.setattr(bulk_load, "MANY_ROWS", 1)
    assert summaries(past) == one_by_one
    assert len(one_by_one) == 4
    assert _indexes(book) == before
