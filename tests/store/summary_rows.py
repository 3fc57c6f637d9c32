"""The kept summaries of a book, and what one pass over all its orders gives."""

from __future__ import annotations

from datetime import date
from typing import Any

from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_write
from winback_tui.store.summary.compose import COLUMNS
from winback_tui.store.summary.refresh.whole_book import refresh_all


def summaries(book: Book) -> list[tuple[Any, ...]]:
    with book.read() as connection:
        return [
            tuple(row)
            for row in connection.execute(
                f"SELECT {', '.join(COLUMNS)} FROM account_summary ORDER BY account_no"
            )
        ]


def computed_anew(book: Book, today: date) -> list[tuple[Any, ...]]:
    """What one pass over all orders gives by a model fitted to them; nothing of it stays in the book."""
    connection = connect_write(book.path)
    try:
        connection.execute("BEGIN")
        refresh_all(connection, today)
        return connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM account_summary ORDER BY account_no"
        ).fetchall()
    finally:
        connection.rollback()
        connection.close()
