"""Whether the first start has asked who uses this laptop; checked at every start, so it imports almost nothing."""

from __future__ import annotations

import os
from contextlib import suppress

from winback_tui.files.whole_file import make_private_folder, save_text
from winback_tui.store.book import Book
from winback_tui.store.file.site import kept_about

_RECORD = "introduced"


def must_introduce(book: Book) -> bool:
    """Whether nobody was asked yet, for this book on this laptop, and no variable says who acts."""
    if os.environ.get("WINBACK_ACTOR") or book.as_of is not None:
        return False
    return not kept_about(book.path, _RECORD).exists()


def note_asked(book: Book) -> None:
    """Never ask again at a start: it was answered, or left open on purpose."""
    record = kept_about(book.path, _RECORD)
    with suppress(OSError):
        make_private_folder(record.parent)
        save_text(record, "asked\n", durable=False)
