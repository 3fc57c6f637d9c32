"""Which installation is writing. The id is kept outside the book, so that a copied file gets a new one."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from hashlib import blake2b
from pathlib import Path

from winback_tui.domain.ids import new_id
from winback_tui.user_folders import state_folder
from winback_tui.whole_file import save_text

NO_SITE = "none"
"""Noted for a book that was put back from a copy: no book has a site of that name."""


def kept_about(book_path: Path, what: str) -> Path:
    """The file in the folder `what` of the user's state that belongs to the book of this path."""
    name = blake2b(os.fsencode(os.path.realpath(book_path)), digest_size=12).hexdigest()
    return state_folder() / what / name


def _record(book_path: Path) -> Path:
    return kept_about(book_path, "sites")


def claim_site(connection: sqlite3.Connection, book_path: Path) -> None:
    """Give the book a new site when it is not the file that this installation wrote last.

    Must run in the transaction of the act, before its first write, so that nobody writes between the two looks; an
    act that is taken back leaves no claim.
    """
    site, seq = connection.execute("SELECT site, seq FROM state").fetchone()
    known = _remembered(book_path)
    if known is None or known[0] != site or known[1] > seq:
        connection.execute("UPDATE state SET site = ?, seq = 0", (new_id(),))


def remember_site(book_path: Path, site: str, seq: int) -> None:
    """Note how far this installation has written, so that an older copy put back is recognised.

    A note that cannot be written is left out: the act is saved by then, and the next session takes a new site.
    """
    record = _record(book_path)
    with contextlib.suppress(OSError):
        record.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        save_text(record, f"{site} {seq}\n", durable=False)


def forget_site(book_path: Path) -> None:
    """Make the next session write as a new site: the file was put back from a copy. That it is there stays noted."""
    remember_site(book_path, NO_SITE, 0)


def move_note(made_at: Path, book_path: Path) -> None:
    """What is noted of a book that was made at one place, and stands at another now, goes with it."""
    copy_note(made_at, book_path)
    drop_note(made_at)


def copy_note(made_at: Path, book_path: Path) -> None:
    """What is noted of a book holds of a copy of it that is written to in its stead."""
    if (known := _remembered(made_at)) is not None:
        remember_site(book_path, *known)


def has_note(book_path: Path) -> bool:
    """Whether this installation has written to a book of this path, or put one back there."""
    return os.path.exists(_record(book_path))  # noqa: PTH110 (where nobody may look, nothing is known)


def drop_note(book_path: Path) -> None:
    """Know nothing any more of a book at this path. Raises OSError where the note cannot be removed."""
    if has_note(book_path):
        _record(book_path).unlink(missing_ok=True)


def _remembered(book_path: Path) -> tuple[str, int] | None:
    try:
        site, seq = _record(book_path).read_text(encoding="ascii").split()
        return site, int(seq)
    except (OSError, ValueError):
        return None
