"""Books that existed before: one that is gone is never started again silently."""

from __future__ import annotations

from pathlib import Path

from winback_tui.domain.errors import BookUnavailable


def require_never_there(book_path: Path) -> None:
    """Raises BookUnavailable where a book is gone: this user wrote to it, or its backups are there."""
    from winback_tui.store.file.site import has_note

    from .backup_files import backups

    if has_note(book_path) or backups(book_path):
        raise gone(book_path)


def gone(book_path: Path) -> BookUnavailable:
    """The error for a book that used to be at this path and is gone."""
    return BookUnavailable(
        f"The book {book_path} used to be here and is gone; 'winback restore' restores its newest backup,"
        " 'winback restore --empty' starts a new book."
    )
