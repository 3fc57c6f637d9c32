"""The demo as it was made, kept beside it: on one day it is made once, and each opening begins with a copy.

To make it takes some seconds, and what makes it a quarter of one to import.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from pathlib import Path

import winback_tui
from winback_tui.domain.days.clock import Clock
from winback_tui.services.book.opening import hold_book_lock
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup_files import backup_folder
from winback_tui.store.file.site import copy_note, drop_note
from winback_tui.whole_file import written_whole

from .team import ACTOR

_PROGRAM = (".py", ".toml", ".csv", ".sql")


def fresh_demo(path: Path, clock: Clock) -> Book:
    """The demo as on its first day, whatever was done in it; left as it is while another window shows it."""
    book = Book(path, clock, ACTOR)
    with hold_book_lock(path) as ours:
        if not ours and path.exists():
            return book
        path.with_name(f"{path.name}.drafts").unlink(missing_ok=True)
        shutil.rmtree(backup_folder(path), ignore_errors=True)
        drop_note(path)
        copy = _kept(path, clock)
        with written_whole(path, durable=False) as fresh:
            shutil.copyfile(copy, fresh)
        copy_note(copy, path)
    return book


def kept_demo(path: Path, today: date) -> Path:
    """Where the demo of this day is kept for the one at `path`."""
    return path.with_name(f"{path.stem}-{_edition(today)}.kept")


def _kept(path: Path, clock: Clock) -> Path:
    """The demo of today as it was made; one of another day, time zone or program is of no use and is removed."""
    copy = kept_demo(path, clock.today())
    if not copy.exists():
        from .build import build_demo

        for old in path.parent.glob(f"{path.stem}-*.kept"):
            drop_note(old)
            old.unlink(missing_ok=True)
        build_demo(copy, clock)
    return copy


def _edition(today: date) -> str:
    """What a demo depends on, in short."""
    parts = [today.isoformat(), *time.tzname, str(time.timezone), *_program()]
    return blake2b("\n".join(parts).encode(errors="surrogateescape"), digest_size=8).hexdigest()


def _program() -> Iterator[str]:
    """Every file that the program is made of, with its size and when it was changed."""
    folders = [os.fspath(Path(winback_tui.__file__).parent)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.is_dir():
                    folders.append(entry.path)
                elif entry.name.endswith(_PROGRAM):
                    found = entry.stat()
                    yield f"{entry.name} {found.st_size} {found.st_mtime_ns}"
