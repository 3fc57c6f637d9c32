"""Where the demo's book stands: made anew each time, never over anything else."""

from __future__ import annotations

import shutil
from pathlib import Path

from winback_tui.domain.days.clock import Clock
from winback_tui.domain.errors import Refused
from winback_tui.services.book.opening import hold_book_lock
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup_files import backup_folder, backups
from winback_tui.store.file.site import drop_note

from .build import ACTOR, build_demo


def demo_at(path: Path, clock: Clock) -> Book:
    """The demo's book in a file of its own. Raises Refused where a file, or the backups of one, is already."""
    if path.exists():
        raise Refused(f"{path} is there already; name a file that is not, or remove it first.")
    if backups(path):
        raise Refused(f"The backups of another book lie in {backup_folder(path)}; name another file.")
    drop_note(path)
    try:
        return build_demo(path, clock)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def fresh_demo(path: Path, clock: Clock) -> Book:
    """The demo as on the first day, whatever was done in it before; as it is while another window shows it."""
    with hold_book_lock(path) as ours:
        if not ours and path.exists():
            return Book(path, clock, ACTOR)
        for old in (path, path.with_name(f"{path.name}.drafts")):
            old.unlink(missing_ok=True)
        shutil.rmtree(backup_folder(path), ignore_errors=True)
        drop_note(path)
        return build_demo(path, clock)
