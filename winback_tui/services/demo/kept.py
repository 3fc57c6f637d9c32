"""A cached demo: it is made once a day, and each opening starts from a copy.

Making it takes one to two seconds, and importing the code that makes it a quarter of a second.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path

import winback_tui
from winback_tui.domain.days.clock import Clock, fixed_clock
from winback_tui.files.whole_file import remove_left_over, written_whole
from winback_tui.services.book.opening import hold_book_lock
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup_files import backup_folder
from winback_tui.store.file.site import copy_note, drop_note
from winback_tui.worker_process import FunctionProcess

from .team import ACTOR

_PROGRAM = (".py", ".toml", ".csv", ".sql")


def fresh_demo(path: Path, clock: Clock) -> Book:
    """A fresh demo, whatever was done in it before; left as it is while another window shows it."""
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


def begin_demo(path: Path, clock: Clock) -> FunctionProcess[None] | None:
    """Begin to make today's cached demo in another process, so that the screen can be loaded meanwhile; None where it
    is there already.

    Where that process fails `fresh_demo` makes it, and raises what is wrong.
    """
    if kept_demo(path, clock.today()).exists():
        return None
    return FunctionProcess(make_kept_demo, path, clock.now())


def make_kept_demo(path: Path, now: datetime) -> None:
    """Make the cached demo of this moment's day for the one at `path`."""
    _kept(path, fixed_clock(now))


def kept_demo(path: Path, today: date) -> Path:
    """The cached demo of this day for the one at `path`."""
    return path.with_name(f"{path.stem}-{_edition(today)}.kept")


def _kept(path: Path, clock: Clock) -> Path:
    """Today's cached demo; one of another day, time zone or program version is removed, and what a kill left of one."""
    copy = kept_demo(path, clock.today())
    if not copy.exists():
        from .build import build_demo

        for old in path.parent.glob(f"{path.stem}-*.kept"):
            drop_note(old)
            old.unlink(missing_ok=True)
        remove_left_over(path.parent)
        build_demo(copy, clock)
    return copy


def _edition(today: date) -> str:
    """A digest of everything a demo depends on."""
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
