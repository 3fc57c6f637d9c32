"""Small books for the store's tests, made through the write door."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from winback_tui.domain.days.clock import fixed_clock
from winback_tui.store.book import Book
from winback_tui.store.log.logged_tables import LOGGED_TABLES
from winback_tui.store.write import act

TODAY = date(2026, 11, 22)


def book_at(folder: Path, today: date = TODAY, as_of: date | None = None) -> Book:
    return Book(folder / "team" / "book.db", fixed_clock(today), "Ann", as_of)


def with_account(book: Book, name: str = "Acme") -> str:
    with act(book, "account", f"{name} added") as transaction:
        account_id = transaction.insert("account", name=name, name_key=name.casefold())
        transaction.about(account_id)
    return account_id


def with_order(book: Book, account_id: str, day: str, amount: int = 10_000, kind: str = "order") -> None:
    with_orders(book, account_id, (day,), amount, kind)


def with_orders(
    book: Book, account_id: str, days: Iterable[str], amount: int = 10_000, kind: str = "order"
) -> None:
    """Orders of these days, all in one act: the book is judged anew once, and not after each of them."""
    told = list(days)
    if not told:
        return
    more = f" and {len(told) - 1} more" if told[1:] else ""
    with act(book, "order", f"Order of {told[0]} entered{more}", account_id) as transaction:
        number = transaction.run("SELECT no FROM account WHERE id = ?", (account_id,)).fetchone()[0]
        for place, day in enumerate(told):
            transaction.insert(
                "sales_order",
                key=f"typed:{transaction.tx}{place or ''}",
                account_no=number,
                day=day,
                amount=amount,
                currency="EUR",
                kind=kind,
            )


def content(book: Book) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a user entered, table by table, without this file's own numbers."""
    with book.read() as connection:
        told = {}
        for table in LOGGED_TABLES:
            columns = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
            kept = ", ".join(f'"{column}"' for column in columns if column not in ("no", "batch_no"))
            told[table] = sorted(tuple(row) for row in connection.execute(f'SELECT {kept} FROM "{table}"'))
        return told
