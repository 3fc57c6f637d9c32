"""Which installation is writing. The id is kept outside the book, so that a copied file gets a new one."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from hashlib import blake2b
from pathlib import Path

from platformdirs import user_state_path

from winback_tui.domain.ids import new_id


def kept_about(book_path: Path, what: str) -> Path:
    """The file in the folder `what` of the user's state that belongs to the book of this path."""
    name = blake2b(os.fsencode(book_path.resolve()), digest_size=12).hexdigest()
    return user_state_path("winback", appauthor=False) / what / name


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
    """Note how far this installation has written, so that an older copy put back is told from the book.

    A note that cannot be written is left out: the act is saved by then, and the next session takes a new site.
    """
    record = _record(book_path)
    fresh = record.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        record.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.write_text(f"{site} {seq}\n", encoding="ascii")
        fresh.replace(record)


def forget_site(book_path: Path) -> None:
    """Make the next session write as a new site: the file was put back from a copy."""
    _record(book_path).unlink(missing_ok=True)


def _remembered(book_path: Path) -> tuple[str, int] | None:
    try:
        site, seq = _record(book_path).read_text(encoding="ascii").split()
        return site, int(seq)
    except (OSError, ValueError):
        return None
