"""The folders and files that this book was synced with, so that `sync` without a word meets them again."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_write, explained
from winback_tui.sync.bundle.folder import forget_folder, remembered_folders

from .membership import or_blank


@dataclass(frozen=True, slots=True)
class Target:
    """A folder, and when it was met last (local time)."""

    target: str
    met_at: datetime


def targets(book: Book) -> list[Target]:
    """The remembered folders, the one met last first."""
    with or_blank(book).read() as connection:
        rows = remembered_folders(connection)
    return [Target(folder, datetime.fromtimestamp(met / 1000).astimezone()) for folder, met in rows]


def forget_target(book: Book, target: str) -> bool:
    """Remember this folder no more; whether it was remembered."""
    with explained(book.path), closing(connect_write(book.path)) as connection:
        return forget_folder(connection, target)
