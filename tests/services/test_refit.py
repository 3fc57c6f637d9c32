"""The model belongs to the orders, not to the moment when somebody fitted it; a large book is fitted by its reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.money.money import Money
from winback_tui.intake import inspect
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.history import redo, undo
from winback_tui.services.importing.import_file import import_file
from winback_tui.store.book import Book
from winback_tui.store.summary import compose, due
from winback_tui.store.summary.daily import score_day
from winback_tui.store.summary.due import scoring_due
from winback_tui.store.summary.refresh import rows, touched, whole_book

TODAY = date(2026, 11, 24)


def export(orders: Sequence[int]) -> bytes:
    """Orders so many weeks ago of three customers that take turns."""
    rows = (f"{TODAY - timedelta(days=7 * n)};Customer {n % 3};{n};{100 + n % 7}.00;EUR" for n in orders)
    return "\n".join(["Date;Customer;Invoice no;Amount;Currency", *rows]).encode()


def imported(book: Book, orders: Sequence[int]) -> None:
    import_file(book, inspect(export(orders), name="orders.csv"))


def book_in(folder: Path, name: str = "book") -> Book:
    return Book(folder / f"{name}.db", fixed_clock(TODAY), "Ann")


def figures(book: Book) -> list[tuple[Any, ...]]:
    with book.read() as connection:
        rows = connection.execute(
            "SELECT name, gone_90, gone_own, yearly_value, at_stake, abc, late_days FROM account_summary"
            " JOIN account ON no = account_no ORDER BY name"
        )
        return [tuple(row) for row in rows]


def test_an_import_undone_and_done_again_leaves_the_list_as_it_was(tmp_path: Path) -> None:
    book = book_in(tmp_path)
    imported(book, range(40))
    first = figures(book)
    imported(book, range(41))
    both = figures(book)
    assert both != first
    undo(book)
    assert figures(book) == first
    redo(book)
    assert figures(book) == both


@pytest.mark.parametrize("weeks_ago", [0, 10])
def test_a_large_book_is_judged_by_whoever_reads_it_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weeks_ago: int
) -> None:
    small = book_in(tmp_path, "small")
    imported(small, range(2, 60))
    large = book_in(tmp_path, "large")
    imported(large, range(2, 60))
    monkeypatch.setattr(touched, "SMALL", 10)
    waiting = replace(large, yesterday_will_do=True)
    before = figures(waiting)
    day = TODAY - timedelta(weeks=weeks_ago)
    enter_order(waiting, "Customer 1", day, Money(70_000, "EUR"))
    untouched = [row for row in figures(waiting) if row[0] != "Customer 1"]
    assert untouched == [row for row in before if row[0] != "Customer 1"]
    with waiting.read() as connection:
        assert scoring_due(connection, TODAY)

    monkeypatch.undo()
    enter_order(small, "Customer 1", day, Money(70_000, "EUR"))
    assert figures(large) == figures(small)
    with waiting.read() as connection:
        assert not scoring_due(connection, TODAY)


def test_the_process_beside_the_screen_does_what_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = replace(book_in(tmp_path), yesterday_will_do=True)
    imported(book, range(2, 60))
    monkeypatch.setattr(touched, "SMALL", 10)
    enter_order(book, "Customer 1", TODAY, Money(70_000, "EUR"))
    score_day(book.path, TODAY)
    with book.read() as connection:
        assert not scoring_due(connection, TODAY)


def test_an_order_of_the_running_month_asks_for_no_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_in(tmp_path)
    imported(book, range(60))
    fitted: list[int] = []
    monkeypatch.setattr(whole_book, "fit", lambda _, day: fitted.append(day))
    enter_order(book, "Customer 1", TODAY - timedelta(days=3), Money(70_000, "EUR"))
    assert fitted == []


def test_undo_and_redo_of_a_newer_export_leave_the_judging_to_the_next_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_in(tmp_path)
    imported(book, range(3, 60))
    monkeypatch.setattr(touched, "SMALL", 10)
    imported(book, range(1, 60))
    both = figures(book)
    waiting = replace(book, yesterday_will_do=True)
    with monkeypatch.context() as patched:
        patched.setattr(rows, "row_with_orders", lambda *_: pytest.fail("an account was judged"))
        for again in (redo, lambda book: imported(book, range(1, 60))):
            undo(waiting)
            again(waiting)
    assert figures(book) == both


def test_the_accounts_of_a_newer_export_are_judged_with_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once, by the next reading, as newer orders move the data day; an older order is looked at in the act."""
    book, other = book_in(tmp_path), book_in(tmp_path, "other")
    imported(book, range(3, 60))
    monkeypatch.setattr(touched, "SMALL", 10)
    monkeypatch.setattr(due, "FEW_ACCOUNTS", 3)
    computed: list[int] = []

    def noted(subject: compose.SummarySubject, *rest: Any) -> tuple[Any, ...]:
        computed.append(subject.no)
        return compose.row_with_orders(subject, *rest)

    monkeypatch.setattr(rows, "row_with_orders", noted)
    imported(replace(book, yesterday_will_do=True), range(1, 60))
    assert computed == []
    found = figures(book)
    assert len(computed) == 3
    enter_order(book, "Customer 1", TODAY, Money(70_000, "EUR"))
    imported(book, [*range(1, 60), 70])
    later = figures(book)

    monkeypatch.undo()
    imported(other, range(1, 60))
    assert found == figures(other)
    enter_order(other, "Customer 1", TODAY, Money(70_000, "EUR"))
    imported(other, [*range(1, 60), 70])
    assert later == figures(other)
