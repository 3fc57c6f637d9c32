"""Backups of the book: making, listing and restoring them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from winback_tui.domain.errors import BookUnavailable, NeedsHuman, NotFound, Refused, WinbackError
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup import back_up, copy_book, daily_is_due, verify
from winback_tui.store.file.backups.backup_files import DAILY, Backup, backup_folder, backups
from winback_tui.store.file.checksums import prove_history, write_checksums
from winback_tui.store.file.erase.erasures import Erasures, erased_and_there
from winback_tui.store.file.open import connect_read

from .after_commit import after_commit
from .opening import hold_book_lock

BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """Where the replaced book is kept now, and who is back though erased since."""

    former: Path | None
    erased_again_there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was just made and verified; `size` in bytes."""

    path: Path
    size: int


def back_up_daily(book: Book) -> None:
    """Make the backup of this day, unless it is there or nothing was written since the last.

    Imports that have no checksum yet get one. Raises Refused.
    """
    if book.exists() and daily_is_due(book.path, book.clock.now()):
        _prove_history(book)
        made = back_up(book.path, DAILY, book.clock.now())
        _add_checksums(book, made)


def back_up_before(book: Book, what: str) -> None:
    """Make a backup before a large change, unless nothing was written since the last, a past day is shown, or the
    book is only being made.

    Raises Refused.
    """
    if book.as_of is not None or book.writing.in_bulk or not book.exists():
        return
    made = backups(book.path)
    if not made or made[0].path.stat().st_mtime < book.path.stat().st_mtime:
        back_up(book.path, f"before {what}", book.clock.now())


def back_up_now(
    book: Book, reason: str = BY_HAND, to: Path | None = None, dry_run: bool = False
) -> BackupReport:
    """Make and verify a backup among the others, then add checksums of new imports; or make it as the file `to`.

    With `dry_run` the book is verified and the place checked, and nothing is made. Raises BookUnavailable without a
    book, Refused with `--as-of`, when `to` exists or the copy cannot be made.
    """
    if book.as_of is not None:
        raise Refused("A backup copies the book as it is now; leave out --as-of to make one.")
    connect_read(book.path).close()
    if to is not None and os.path.lexists(to):
        raise Refused(f"{to} already exists; name a new file.")
    if dry_run:
        verify(book.path)
        return BackupReport(to.absolute() if to else backup_folder(book.path), book.path.stat().st_size)
    if to is None:
        _prove_history(book)
        path = back_up(book.path, reason, book.clock.now())
        _add_checksums(book, path)
    else:
        copy_book(book.path, path := to.absolute())
    return BackupReport(path, path.stat().st_size)


def _prove_history(book: Book) -> None:
    """Before the copy, so that the book is not newer than it; a book that cannot be written is copied as it is."""
    with suppress(WinbackError, sqlite3.DatabaseError):
        prove_history(book.path)


def _add_checksums(book: Book, made: Path) -> None:
    """Give new imports their checksums. Raises Refused, which says that the backup `made` before stands."""
    with after_commit(
        f"The backup is made and verified ({made.name}), but new imports have no checksum yet."
    ):
        write_checksums(book.path)


def folder_of_backups(book_path: Path) -> Path:
    """The folder with the backups of a book."""
    return backup_folder(book_path)


def kept_backups(book: Book) -> list[Backup]:
    """The backups of the book, newest first."""
    return backups(book.path)


def chosen_backup(book: Book, typed: str = "") -> Path:
    """The file that `typed` names: a path, or (part of) the name of a backup; the newest where it is empty.

    Raises NotFound, or NeedsHuman with the candidates.
    """
    made = backups(book.path)
    if not typed:
        if not made:
            raise NotFound(
                f"There is no backup of {book.path} yet; 'winback restore FILE' restores any copy of a book."
            )
        return made[0].path
    if Path(typed).is_file():
        return Path(typed)
    found = [backup for backup in made if typed in backup.path.name]
    if len(found) > 1:
        raise NeedsHuman(
            f"'{typed}' matches {len(found)} backups; give more of the name.", [b.path.name for b in found]
        )
    if not found:
        raise NotFound(f"There is no backup '{typed}'.", [backup.path.name for backup in made[:3]])
    return found[0].path


def restore_backup(book: Book, source: Path) -> RestoreReport:
    """Replace the book with a backup.

    Raises Refused while a window has the book open, or when the backup is not a complete book.
    """
    from winback_tui.store.file.backups.restore import restore

    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to restore.")
    with hold_book_lock(book.path) as ours:
        if not ours:
            raise Refused(f"{book.path} is open in another window; leave that first.")
        erased = _erasures(book)
        former = restore(book.path, source, book.clock.now()).former
    with book.read() as connection:
        back = erased_and_there(connection, erased)
    return RestoreReport(former, tuple(back))


def begin_empty_book(book: Book, dry_run: bool = False) -> None:
    """Start an empty book where the old one is gone; journals left there go to the backups.

    Raises Refused where there is a book, or with `--as-of`.
    """
    from winback_tui.store.file.migrate import ensure_book

    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to begin a book.")
    if book.exists():
        raise Refused(f"{book.path} already exists; move it away first, or name another file with --db.")
    if not dry_run:
        ensure_book(book.path, begin_again=True)


def _erasures(book: Book) -> Erasures:
    try:
        with replace(book, or_blank=True).read() as connection:
            return Erasures(connection)
    except (BookUnavailable, sqlite3.DatabaseError):
        return Erasures()


def made_on(backup: Backup) -> datetime:
    """When it was made, in the reader's time zone."""
    return backup.made_at.astimezone()
