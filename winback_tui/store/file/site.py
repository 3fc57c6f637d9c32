"""Which installation is writing. The id is kept outside the book, so that a copied file gets a new one."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from hashlib import blake2b
from pathlib import Path

from winback_tui.domain.ids import new_id
from winback_tui.files.whole_file import make_private_folder, save_text
from winback_tui.user_folders import state_folder

NO_SITE = "none"
"""Recorded for a book restored from a copy: no book has a site of that name."""


def kept_about(book_path: Path, what: str) -> Path:
    """The file, in the folder `what` of the user's state, that belongs to the book at this path."""
    name = blake2b(os.fsencode(os.path.realpath(book_path)), digest_size=12).hexdigest()
    return state_folder() / what / name


def _record(book_path: Path) -> Path:
    return kept_about(book_path, "sites")


def claim_site(connection: sqlite3.Connection, book_path: Path) -> None:
    """Give the book a new site when it is not the file that this installation wrote last.

    Must run in the transaction of the act, before its first write, so that nobody writes in between; an
    act that is rolled back leaves no claim.
    """
    site, seq = connection.execute("SELECT site, seq FROM state").fetchone()
    known = _remembered(book_path)
    if known is None or known[0] != site or known[1] > seq:
        connection.execute("UPDATE state SET site = ?, seq = 0", (new_id(),))


def remember_site(book_path: Path, site: str, seq: int) -> None:
    """Record how far this installation has written, so that a restored older copy is recognised.

    If the record cannot be written it is skipped: the act is already saved, and the next session takes a new site.
    """
    record = _record(book_path)
    with contextlib.suppress(OSError):
        make_private_folder(record.parent)
        save_text(record, f"{site} {seq}\n", durable=False)


def forget_site(book_path: Path) -> None:
    """Make the next session write as a new site, as the file was restored from a copy. That it exists stays
    recorded.
    """
    remember_site(book_path, NO_SITE, 0)


def move_note(made_at: Path, book_path: Path) -> None:
    """Move the record of a book along with a book that was made in one place and moved to another."""
    copy_note(made_at, book_path)
    drop_note(made_at)


def copy_note(made_at: Path, book_path: Path) -> None:
    """Copy the record of a book to a copy of it that is written to instead."""
    if (known := _remembered(made_at)) is not None:
        remember_site(book_path, *known)


def has_note(book_path: Path) -> bool:
    """Whether this installation has written to a book at this path, or restored one there."""
    return os.path.exists(_record(book_path))  # noqa: PTH110 (where nobody may look, nothing is known)


def drop_note(book_path: Path) -> None:
    """Delete the record of a book at this path. Raises OSError where it cannot be removed."""
    if has_note(book_path):
        _record(book_path).unlink(missing_ok=True)


def _remembered(book_path: Path) -> tuple[str, int] | None:
    try:
        site, seq = _record(book_path).read_text(encoding="ascii").split()
        return site, int(seq)
    except (OSError, ValueError):
        return None
