"""Before a book is shown: whether it can be opened at all, brought up to date, and whether it can be written."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from winback_tui.store.book import Book
from winback_tui.store.open import (
    SCHEMA_VERSION,
    connect_read,
    explained,
    require_readable_book,
    schema_version,
    stands,
)

UNWRITABLE = "This file cannot be written to; here it can only be read."


def make_ready(book: Book) -> None:
    """Let a book of an older Winback be brought up to date; a book that is not there yet stays so.

    Raises BookUnavailable for a file that is damaged, newer, out of reach or not a book.
    """
    if not stands(book.path):
        return
    if _is_older(book.path):
        from winback_tui.store.migrate import ensure_book

        ensure_book(book.path)
    connect_read(book.path).close()


def why_unwritable(book: Book) -> str:
    """A sentence when the file or its folder is closed to writing, else ''."""
    path = book.path
    if stands(path) and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return UNWRITABLE
    return ""


def _is_older(path: Path) -> bool:
    with explained(path), closing(sqlite3.connect(path)) as connection:
        require_readable_book(connection, path)
        return schema_version(connection) < SCHEMA_VERSION
