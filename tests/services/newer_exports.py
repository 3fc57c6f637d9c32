"""Exports of a shop, the newer ones with further rows below; what a book holds of them, and what may happen between."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest

from winback_tui.domain.errors import NotFound
from winback_tui.intake import ImportChoices, inspect
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.book.history import redo, undo
from winback_tui.services.importing import import_file as importing
from winback_tui.services.importing.import_file import import_file
from winback_tui.services.importing.report import ImportReport
from winback_tui.store.book import Book
from winback_tui.store.write import act

START = date(2025, 1, 6)
HEAD = ("Order number", "Customer", "Customer no", "City", "Order date", "Amount", "Currency", "Status")
Row = tuple[str, ...]


def row(
    number: int,
    name: str,
    day: int,
    amount: str = "10.00",
    city: str = "",
    own: str = "",
    status: str = "paid",
) -> Row:
    when = (START + timedelta(days=day)).isoformat()
    return (f"A-{number}", name, own or f"K{name}", city, when, amount, "EUR", status)


def as_csv(rows: Sequence[Row], head: Sequence[str] = HEAD) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(each[: len(head)] for each in rows)
    return text.getvalue().encode()


PLAIN = ("Order number", "Customer", "Order date", "Amount", "Currency")


def plain_csv(rows: Sequence[Row]) -> bytes:
    """Without the customers' numbers and cities."""
    kept = [HEAD.index(each) for each in PLAIN]
    return as_csv([tuple(each[at] for at in kept) for each in rows], PLAIN)


def take(
    book: Book, raw: bytes, name: str = "orders.csv", source: str = "shop", lines: str = "", **more: Any
) -> ImportReport:
    known = inspect(raw, name=name, choices=ImportChoices(source=source, lines=lines), currency="EUR")
    report = import_file(book, known, **more)
    assert report.rows == report.new + report.same + report.changed + report.refused + report.skipped
    return report


def contents(book: Book) -> list[tuple[Any, ...]]:
    """Every order and account with all that a reading can set, and by which import."""
    with book.read() as connection:
        orders = connection.execute(
            "SELECT o.no, key, a.id, number, day, amount, o.currency, margin, kind, o.batch_no, o.version"
            " FROM sales_order o JOIN account a ON a.no = account_no ORDER BY o.no"
        )
        accounts = connection.execute(
            "SELECT a.no, a.id, a.name, name_key, external_id, source, segment, r.name, a.email, a.phone, city, a.note,"
            " batch_no FROM account a LEFT JOIN rep r ON r.id = owner_id ORDER BY a.no"
        )
        return [*map(tuple, orders), *map(tuple, accounts)]


def counts(report: ImportReport) -> tuple[Any, ...]:
    return (
        *(report.rows, report.new, report.same, report.changed, report.refused, report.skipped),
        *(report.accounts_new, report.accounts_matched, report.kept_by_hand, report.lines, report.kinds),
        *(report.totals, report.months, report.credits, report.credit_months, report.last_day),
        [tuple(each) for each in report.skipped_rows],
    )


@contextmanager
def read_whole() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "known_beginning", lambda *_: None)
        yield


def first_of(book: Book, column: str, table: str) -> str:
    """Raises NotFound in a book that has none, as any act about one does."""
    with book.read() as connection:
        found = connection.execute(f"SELECT {column} FROM {table} ORDER BY no LIMIT 1").fetchone()
    if found is None:
        raise NotFound("There is none.")
    return str(found[0])


def edit_first_order(book: Book, **changes: str) -> None:
    key = first_of(book, "key", "sales_order")
    with act(book, "edit", "an order") as transaction:
        transaction.update("sales_order", key, **changes)


def delete_first_order(book: Book) -> None:
    key = first_of(book, "key", "sales_order")
    with act(book, "edit", "an order") as transaction:
        transaction.delete("sales_order", key)


def first_name(book: Book) -> str:
    return first_of(book, "name", "account")


def undo_and_redo(book: Book) -> None:
    undo(book)
    redo(book)


BETWEEN: dict[str, Callable[[Book], object]] = {
    "nothing": lambda book: None,
    "an order's day is corrected": lambda book: edit_first_order(book, day="2024-12-24"),
    "an order's kind is corrected": lambda book: edit_first_order(book, kind="quote"),
    "an order is deleted": delete_first_order,
    "an account is renamed": lambda book: edit_account(book, first_name(book), {"name": "Other Ltd"}),
    "a city is corrected": lambda book: edit_account(book, first_name(book), {"city": "Köln"}),
    "an account is erased": lambda book: erase_account(book, first_name(book), with_backups=True),
    "the import is undone": lambda book: undo(book),
    "the import is undone and redone": undo_and_redo,
    "another file of the source": lambda book: take(book, as_csv([row(80, "Beta", 2)]), "further.csv"),
    "a file of another source": lambda book: take(book, as_csv([row(1, "Zeta", 2)]), "other.csv", "erp"),
    "the same orders elsewhere": lambda book: take(book, plain_csv([row(1, "Acme", 0)]), "other.csv", "erp"),
}
