"""Verified, rotated copies of the book beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from time import monotonic, time

from winback_tui.domain.errors import BookUnavailable, Refused

from . import open as opening
from .open import APPLICATION_ID, explained

KEPT = 7
"""Daily backups kept per book, and as many of the others; the oldest go first."""

KEPT_WEEKS = 4
"""Of the daily backups older than those, the newest of each of so many weeks stays too."""

DAILY = "daily"

_STAMP = "%Y%m%dT%H%M%S%f"

PAGES_AT_ONCE = 2_000
"""Copied between two looks at who else wants the book, so that nobody waits for a backup."""

LEFT_AFTER = 3_600
"""Seconds after which a half-written copy is nobody's."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file: when it was made (UTC), why, and its bytes."""

    path: Path
    made_at: datetime
    reason: str
    size: int


def backup_folder(book_path: Path) -> Path:
    """Where the backups of a book lie."""
    return book_path.with_name(f"{book_path.name}.backups")


def back_up(
    book_path: Path,
    reason: str,
    now: datetime | None = None,
    as_it_is: bool = False,
) -> Path:
    """Copy the book, verify the copy (not with `as_it_is`), rotate the older ones. The copy's path.

    Others may write meanwhile: the copy then begins again. Raises Refused when the copy cannot be made or does not
    verify; the book is never touched.
    """
    made_at = (now or datetime.now(UTC)).astimezone(UTC)
    while (target := backup_folder(book_path) / f"{made_at:{_STAMP}} {reason}.db").exists():
        made_at += timedelta(microseconds=1)
    copy_book(book_path, target, as_it_is)
    for old in _outlived(backups(book_path)):
        old.path.unlink(missing_ok=True)
    return target


def copy_book(book_path: Path, target: Path, as_it_is: bool = False) -> None:
    """Write a copy of the book to `target`, verified unless `as_it_is`, whole or not at all. Raises Refused."""
    fresh = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _clear_away(target.parent)
        fresh.touch(mode=0o600)
        with (
            explained(book_path),
            closing(sqlite3.connect(book_path, timeout=0, isolation_level=None)) as source,
        ):
            copy_pages(source, fresh)
        if not as_it_is:
            verify(fresh)
        fresh.replace(target)
    except OSError as fault:
        raise Refused(
            f"The backup could not be written to {target.parent}: {fault.strerror}; nothing was changed."
        ) from fault
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def copy_pages(source: sqlite3.Connection, fresh: Path) -> None:
    """Copy what `source` holds into the file `fresh`. Raises BookUnavailable when the source stays locked."""
    with explained(fresh), closing(sqlite3.connect(fresh, isolation_level=None)) as target:
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


def _clear_away(folder: Path) -> None:
    """Remove what a killed backup left behind."""
    for left in folder.glob("*.part"):
        if time() - left.stat().st_mtime > LEFT_AFTER:
            left.unlink(missing_ok=True)


def backups(book_path: Path) -> list[Backup]:
    """The backups of a book, newest first."""
    found = []
    for path in backup_folder(book_path).glob("*.db"):
        stamp, _, reason = path.stem.partition(" ")
        try:
            made_at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(Backup(path, made_at, reason, path.stat().st_size))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def daily_is_due(book_path: Path, now: datetime, zone: tzinfo | None = None) -> bool:
    """Whether the day (of `zone`, else local) has no daily backup yet and the book was written to since the last."""
    made = backups(book_path)
    today = now.astimezone(zone).date()
    if any(one.reason == DAILY and one.made_at.astimezone(zone).date() == today for one in made):
        return False
    return not made or made[0].path.stat().st_mtime < book_path.stat().st_mtime


def verify(path: Path) -> None:
    """Raises Refused unless the file is a whole book."""
    try:
        with closing(sqlite3.connect(path, timeout=opening.BUSY_SECONDS)) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as fault:
        raise Refused(f"{path.name} is no whole book ({fault}); nothing was changed.") from fault
    if not ours:
        raise Refused(f"{path.name} is not a Winback book; nothing was changed.")
    if verdict != "ok" or broken is not None:
        said = verdict if verdict != "ok" else "rows that belong to nothing"
        raise Refused(f"{path.name} is no whole book ({said}); 'winback check' tells more.")


def _outlived(made: list[Backup]) -> list[Backup]:
    """Which of these (newest first) have served their time."""
    daily = [backup for backup in made if backup.reason == DAILY]
    others = [backup for backup in made if backup.reason != DAILY]
    weeks: dict[tuple[int, int], Backup] = {}
    for backup in daily[KEPT:]:
        weeks.setdefault(backup.made_at.isocalendar()[:2], backup)
    staying = {backup.path for backup in [*daily[:KEPT], *list(weeks.values())[:KEPT_WEEKS], *others[:KEPT]]}
    return [backup for backup in made if backup.path not in staying]
