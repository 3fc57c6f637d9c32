"""Verified, rotated copies of the book, kept next to it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime, tzinfo
from enum import Enum
from itertools import chain
from pathlib import Path
from time import monotonic

from winback_tui.domain.errors import BookUnavailable, Refused
from winback_tui.files.whole_file import make_private_folder, remove_left_over, written_whole
from winback_tui.store.file import open as opening
from winback_tui.store.file.check.pages import LARGE_CACHE, broken_references, page_faults
from winback_tui.store.file.open import APPLICATION_ID, connect_plain, explained, schema_explained

from .backup_files import (
    CHECKED_QUICKLY,
    COMPANIONS,
    DAILY,
    KEPT_UNVERIFIED,
    UNVERIFIED,
    backup_folder,
    backups,
    free_name,
    outlived,
    unverified_copies,
)
from .checked_before import changed_tables, differing_pages, last_checked


class CopyCheck(Enum):
    """How thoroughly a copy is checked before it counts as a backup.

    `FULL`: every page, every entry of every index, every reference between rows, but not again of tables that are the
    same byte for byte as in a copy that was checked so. `QUICK`: every page and row; a fifth
    of the time, for the copy before an act that follows in the same minute. `NONE`: for a book that may be damaged.
    """

    FULL = "full"
    QUICK = "quick"
    NONE = "none"


PAGES_AT_ONCE = 2_000
"""Pages copied at a time; in between others get the book, so that nobody waits for a backup."""


def back_up(book_path: Path, reason: str, now: datetime | None = None) -> Path:
    """Copy the book, verify the copy as thoroughly as the reason asks for, rotate the older ones. The copy's path.

    Others may write meanwhile: the copy then begins again. Raises Refused when the copy cannot be made or does not
    verify; the book is never touched.
    """
    target = free_name(book_path, reason, now)
    _clear_away(book_path)
    copy_book(book_path, target, CopyCheck.QUICK if reason in CHECKED_QUICKLY else CopyCheck.FULL)
    for old in outlived(backups(book_path)):
        old.path.unlink(missing_ok=True)
    return target


def copy_as_it_is(book_path: Path, reason: str, now: datetime | None = None) -> Path:
    """Copy the book though it may be damaged, apart from the verified backups, and rotate such copies. The copy's path.

    Raises Refused when the copy cannot be made.
    """
    target = free_name(book_path, reason, now, UNVERIFIED)
    _clear_away(book_path)
    copy_book(book_path, target, CopyCheck.NONE)
    for old in unverified_copies(book_path, reason)[KEPT_UNVERIFIED:]:
        old.path.unlink(missing_ok=True)
    return target


def copy_book(book_path: Path, target: Path, check: CopyCheck = CopyCheck.FULL) -> None:
    """Write a copy of the book to the new file `target`, verified as `check` says, complete or not at all.

    Raises Refused.
    """
    try:
        make_private_folder(target.parent)
        with written_whole(target, overwrite=False) as fresh:
            with explained(book_path), closing(connect_plain(book_path, 0)) as source:
                copy_pages(source, fresh)
            if check is not CopyCheck.NONE:
                verify(fresh, check, book_path)
    except OSError as fault:
        raise Refused(
            f"The backup could not be written to {target.parent}: {fault.strerror}; nothing was changed."
        ) from fault


def copy_pages(source: sqlite3.Connection, fresh: Path) -> None:
    """Copy what `source` holds into the file `fresh`. Raises BookUnavailable when the source stays locked."""
    fresh.touch()
    with schema_explained(fresh), closing(connect_plain(fresh)) as target:
        copy_into(source, target, fresh, PAGES_AT_ONCE)
        target.execute("PRAGMA journal_mode = DELETE")


def copy_into(source: sqlite3.Connection, target: sqlite3.Connection, path: Path, pages: int = -1) -> None:
    """Overwrite `target` (the file `path`) with `source` in one transaction. Raises BookUnavailable."""
    waiting_since = monotonic()

    def look(status: int, _left: int, _total: int) -> None:
        nonlocal waiting_since
        if status not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            waiting_since = monotonic()
        elif monotonic() - waiting_since > opening.BUSY_SECONDS:
            raise BookUnavailable(f"{path} is in use by another program; try again in a moment.")

    source.backup(target, pages=pages, progress=look, sleep=0.01)


def set_companions_aside(book_path: Path, now: datetime | None = None) -> None:
    """Move journals at the place of a new book to the backups: they belong to another one.

    Raises OSError.
    """
    for ending in COMPANIONS:
        left = book_path.with_name(f"{book_path.name}{ending}")
        if os.path.lexists(left):
            aside = free_name(book_path, f"left over{ending}", now, UNVERIFIED)
            make_private_folder(aside.parent)
            left.replace(aside)


def _clear_away(book_path: Path) -> None:
    """Remove what killed writes left behind."""
    for folder in (book_path.parent, backup_folder(book_path)):
        remove_left_over(folder)


def daily_is_due(book_path: Path, now: datetime, zone: tzinfo | None = None) -> bool:
    """Whether the day (of `zone`, else local) has no daily backup yet and the book was written to since the last."""
    made = [one for one in backups(book_path) if one.reason not in CHECKED_QUICKLY]
    today = now.astimezone(zone).date()
    if any(one.reason == DAILY and one.made_at.astimezone(zone).date() == today for one in made):
        return False
    return not made or made[0].path.stat().st_mtime < book_path.stat().st_mtime


def verify(path: Path, check: CopyCheck = CopyCheck.FULL, book_path: Path | None = None) -> None:
    """Raises Refused unless the file is a complete book, as far as `check` checks.

    With the book that it is a copy of, tables that are the same byte for byte as in its last backup that was checked
    in full are not checked again. The file must not be open.
    """
    earlier = None if book_path is None or check is CopyCheck.QUICK else last_checked(book_path)
    pages = None if earlier is None else differing_pages(path, earlier)
    problem = None
    try:
        with closing(connect_plain(path)) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            if check is CopyCheck.QUICK:
                problem = next(page_faults(connection, (), 1), None)
            else:
                changed = None if earlier is None else changed_tables(connection, earlier, pages)
                faults = chain(
                    page_faults(connection, changed, 1, LARGE_CACHE), broken_references(connection, changed)
                )
                problem = next(faults, None)
    except UnicodeDecodeError as fault:  # see `schema_explained`
        raise Refused(
            f"{path.name} is not a complete book (its schema is damaged); nothing was changed."
        ) from fault
    except sqlite3.DatabaseError as fault:
        raise Refused(f"{path.name} is not a complete book ({fault}); nothing was changed.") from fault
    if not ours:
        raise Refused(f"{path.name} is not a Winback book; nothing was changed.")
    if problem is not None:
        raise Refused(f"{path.name} is not a complete book ({problem}); 'winback check' shows more.")
