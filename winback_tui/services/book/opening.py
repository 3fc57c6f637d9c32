"""Checks before a book is shown: whether it can be opened, brought up to date, and written to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from winback_tui.files.whole_file import make_private_folder
from winback_tui.store.book import Book
from winback_tui.store.file.backups.known_books import require_never_there
from winback_tui.store.file.open import (
    SCHEMA_VERSION,
    connect_plain,
    explained,
    require_readable_book,
    schema_version,
    stands,
)
from winback_tui.store.file.site import kept_about

UNWRITABLE = "This file cannot be written to, so it is open for reading only."


def make_ready(book: Book) -> None:
    """Let a book of an older Winback be brought up to date; a book that is not there yet stays so.

    Raises BookUnavailable for a file that is damaged, newer, out of reach or not a book, or that was there before
    and is gone.
    """
    if not stands(book.path):
        require_never_there(book.path)
        return
    if _is_older(book.path):
        from winback_tui.store.file.migrate import ensure_book

        ensure_book(book.path)
    with book.read():
        pass  # whatever is wrong with it is said now; a live book keeps the connection for the first rows


def why_unwritable(book: Book) -> str:
    """A sentence when the file or its folder is closed to writing, else ''."""
    path = book.path
    if stands(path) and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return UNWRITABLE
    return ""


def _is_older(path: Path) -> bool:
    with explained(path), closing(connect_plain(path)) as connection:
        require_readable_book(connection, path)
        return schema_version(connection) < SCHEMA_VERSION


def lock_file(book_path: Path) -> Path:
    """The lock file for the book; in the user's state folder, since the book's folder may be read-only."""
    return kept_about(book_path, "windows").with_suffix(".lock")


@contextmanager
def hold_book_lock(book_path: Path) -> Iterator[bool]:
    """Whether this process is the one that may write on the screen; the lock ends with it, however it ends.

    Where no lock can be kept at all, SQLite alone keeps two writers apart.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(lock_file(book_path), mode=0o600)
    try:
        make_private_folder(lock_file(book_path).parent)
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    except OSError:
        yield True
        return
    try:
        yield True
    finally:
        lock.release()
