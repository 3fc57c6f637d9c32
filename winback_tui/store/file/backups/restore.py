"""Replacing the book with a backup; the replaced file is kept next to the backups."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from winback_tui.domain.errors import BookUnavailable, Refused, WinbackError
from winback_tui.files.whole_file import linked, make_private_folder, put_on_disk, written_whole
from winback_tui.store.file.migrate import ensure_book
from winback_tui.store.file.open import (
    SCHEMA_VERSION,
    connect_plain,
    connect_write,
    explained,
    require_readable_book,
    schema_version,
    stands,
)
from winback_tui.store.file.own_schema import require_own_schema
from winback_tui.store.file.site import forget_site

from .backup import back_up, copy_into, copy_pages, set_companions_aside, verify
from .backup_files import COMPANIONS, UNVERIFIED, free_name

BEFORE = "before restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where the replaced file is kept (None where there was none)."""

    source: Path
    former: Path | None


def restore(book_path: Path, source: Path, now: datetime | None = None) -> Restored:
    """Replace the book with the verified copy `source`; it writes as a new site from then on.

    A readable book is backed up first and overwritten in one transaction; a damaged one is replaced only when
    the new one is written, verified and on the disk. Raises Refused when `source` is not a complete book,
    BookUnavailable when the path cannot be written, or when `source` contains foreign parts.
    """
    if not stands(source):
        raise Refused(f"There is no backup at {source}; 'winback backup --list' lists the backups.")
    verify(source)
    with explained(source), closing(connect_plain(source)) as opened:
        require_readable_book(opened, source)
        if schema_version(opened) == SCHEMA_VERSION:
            require_own_schema(opened, source)
    if not stands(book_path):
        former = None
        _put(source, book_path, None)
    elif _readable(book_path):
        former = back_up(book_path, BEFORE, now)
        with (
            explained(book_path),
            closing(connect_plain(source)) as opened,
            closing(connect_write(book_path, foreign_parts=True)) as target,
        ):
            copy_into(opened, target, book_path)
    else:
        former = free_name(book_path, "damaged", now, UNVERIFIED)
        _put(source, book_path, former)
    forget_site(book_path)
    ensure_book(book_path)
    return Restored(source, former)


def _readable(book_path: Path) -> bool:
    """Whether the present file is a complete book; one in use by others counts as such and must not be set aside."""
    try:
        verify(book_path)
    except WinbackError:
        try:
            with closing(connect_plain(book_path, 0)) as connection:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as fault:
            if isinstance(fault, sqlite3.OperationalError) and _in_use(fault):
                raise BookUnavailable(f"{book_path} is in use by another program; close it first.") from fault
        return False
    return True


def _in_use(fault: sqlite3.OperationalError) -> bool:
    return "locked" in str(fault) or "busy" in str(fault)


def _put(source: Path, book_path: Path, former: Path | None) -> None:
    """Write the new book next to its path, verify it, and move it into place; the old one is then at `former`.

    Whatever fails, the old file is still in place. Raises BookUnavailable and Refused.
    """
    place = Path(os.path.realpath(book_path))
    try:
        make_private_folder(place.parent)
        with written_whole(place, overwrite=former is not None) as fresh:
            with explained(place), closing(connect_plain(source)) as opened:
                copy_pages(opened, fresh)
            verify(fresh)
            put_on_disk(fresh)
            _set_aside(place, former)
    except OSError as fault:
        raise BookUnavailable(
            f"{book_path} cannot be written: {fault.strerror}; nothing was changed."
        ) from fault


def _set_aside(place: Path, former: Path | None) -> None:
    """Link the damaged book to a second name and move its journals there, so that the new one does not get them."""
    if former is None:
        set_companions_aside(place)
        return
    make_private_folder(former.parent)
    if not linked(place, former):
        _copy_bytes(place, former)
    for ending in COMPANIONS:
        left = place.with_name(f"{place.name}{ending}")
        if os.path.lexists(left):
            left.replace(former.with_name(f"{former.name}{ending}"))


def _copy_bytes(place: Path, former: Path) -> None:
    with written_whole(former, overwrite=False) as copy:
        shutil.copyfile(place, copy)
