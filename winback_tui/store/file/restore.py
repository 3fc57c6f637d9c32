"""Putting a backup in the place of the book; what stood there before is kept beside the backups."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from winback_tui.domain.errors import BookUnavailable, Refused, WinbackError

from .backup import back_up, backup_folder, copy_into, copy_pages, verify
from .migrate import ensure_book
from .open import connect_write, explained, require_readable_book, stands
from .site import forget_site

BEFORE = "before restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place, and where that which stood there before lies now (None where nothing stood)."""

    source: Path
    kept: Path | None


def restore(book_path: Path, source: Path, now: datetime | None = None) -> Restored:
    """Put the verified copy `source` in the place of the book, which from then on writes as a new site.

    A readable book is backed up first and overwritten in one transaction; a damaged one is moved aside whole.
    Raises Refused when `source` is no whole book, BookUnavailable when the place cannot be written.
    """
    if not stands(source):
        raise Refused(f"There is no backup at {source}; 'winback restore --list' names those there are.")
    verify(source)
    with explained(source), closing(sqlite3.connect(source)) as opened:
        require_readable_book(opened, source)
    if not stands(book_path):
        kept = None
        _put(source, book_path)
    elif _readable(book_path):
        kept = back_up(book_path, BEFORE, now)
        with (
            explained(book_path),
            closing(sqlite3.connect(source)) as opened,
            closing(connect_write(book_path)) as target,
        ):
            copy_into(opened, target, book_path)
    else:
        kept = _set_aside(book_path, now)
        _put(source, book_path)
    forget_site(book_path)
    ensure_book(book_path)
    return Restored(source, kept)


def _readable(book_path: Path) -> bool:
    """Whether the file in place is a whole book; one in use by others is, and must not be set aside."""
    try:
        verify(book_path)
    except WinbackError:
        with closing(sqlite3.connect(book_path, timeout=0)) as connection:
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.OperationalError as fault:
                if "locked" in str(fault) or "busy" in str(fault):
                    raise BookUnavailable(
                        f"{book_path} is in use by another program; close it first."
                    ) from fault
            except sqlite3.DatabaseError:
                return False
        return False
    return True


def _set_aside(book_path: Path, now: datetime | None) -> Path:
    """Move a damaged book, and the journal that belongs to it, to the backups."""
    stamp = (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y%m%dT%H%M%S%f")
    kept = backup_folder(book_path) / f"{stamp} damaged.book"
    try:
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        journal = book_path.with_name(f"{book_path.name}-journal")
        if journal.exists():
            journal.replace(kept.with_name(f"{kept.name}-journal"))
        book_path.replace(kept)
    except OSError as fault:
        raise Refused(
            f"The damaged book could not be moved to {kept.parent}: {fault.strerror}; nothing was changed."
        ) from fault
    return kept


def _put(source: Path, book_path: Path) -> None:
    fresh = book_path.with_name(f".{book_path.name}.restored")
    try:
        book_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        with explained(source), closing(sqlite3.connect(source)) as opened:
            copy_pages(opened, fresh)
        fresh.replace(book_path)
    except OSError as fault:
        raise BookUnavailable(f"{book_path} cannot be written: {fault.strerror}.") from fault
    finally:
        fresh.unlink(missing_ok=True)
