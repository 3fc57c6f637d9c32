"""The files next to a book that hold earlier states of it: how they are named, found and rotated.

Verified copies end in `.db`; unverified ones (a damaged book, the book before a repair) end in `.book` and are
counted apart, so that they never take the place of a verified copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

COPIES_KEPT = 7
"""Daily backups kept per book, and as many of the others; the oldest go first."""

KEPT_WEEKS = 4
"""Of the older daily backups, the newest of each of this many weeks is kept too."""

KEPT_UNVERIFIED = 5
"""Copies of the book as it was before a repair; the oldest go first."""

DAILY = "daily"
BEFORE_IMPORT = "before import"
BEFORE_SYNC = "before sync"
BEFORE_ERASE = "before erase"
CHECKED_QUICKLY = frozenset({BEFORE_IMPORT, BEFORE_SYNC, BEFORE_ERASE})
"""Reasons that are followed by an act at once; every other backup, such as the daily one, is checked in full."""
VERIFIED, UNVERIFIED = ".db", ".book"

COMPANIONS = ("-journal", "-wal", "-shm")
"""Endings of the files that SQLite keeps next to a book and applies to whatever book is opened there."""

_STAMP = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file: when it was made (UTC), why, and its bytes."""

    path: Path
    made_at: datetime
    reason: str
    size: int


def backup_folder(book_path: Path) -> Path:
    """The folder of a book's backups."""
    return book_path.with_name(f"{book_path.name}.backups")


def free_name(book_path: Path, reason: str, now: datetime | None, ending: str = VERIFIED) -> Path:
    """An unused path among the backups, named by the moment and the reason."""
    made_at = (now or datetime.now(UTC)).astimezone(UTC)
    while (path := backup_folder(book_path) / f"{made_at:{_STAMP}} {reason}{ending}").exists():
        made_at += timedelta(microseconds=1)
    return path


def backups(book_path: Path) -> list[Backup]:
    """The verified backups of a book, newest first."""
    return _copies(book_path, VERIFIED)


def unverified_copies(book_path: Path, reason: str) -> list[Backup]:
    """Unverified copies made for this reason, newest first."""
    return [copy for copy in _copies(book_path, UNVERIFIED) if copy.reason == reason]


def files_of_backups(book_path: Path) -> list[Path]:
    """Every file among the backups, verified or not: each may hold what was erased from the book."""
    folder = backup_folder(book_path)
    return [path for path in folder.iterdir() if not path.is_dir()] if folder.is_dir() else []


def _copies(book_path: Path, ending: str) -> list[Backup]:
    found = []
    for path in backup_folder(book_path).glob(f"*{ending}"):
        stamp, _, reason = path.stem.partition(" ")
        try:
            made_at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(Backup(path, made_at, reason, path.stat().st_size))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def outlived(made: list[Backup]) -> list[Backup]:
    """Which of these (newest first) can be deleted."""
    daily = [backup for backup in made if backup.reason == DAILY]
    others = [backup for backup in made if backup.reason != DAILY]
    weeks: dict[tuple[int, int], Backup] = {}
    for backup in daily[COPIES_KEPT:]:
        weeks.setdefault(backup.made_at.isocalendar()[:2], backup)
    staying = {
        backup.path
        for backup in [*daily[:COPIES_KEPT], *list(weeks.values())[:KEPT_WEEKS], *others[:COPIES_KEPT]]
    }
    return [backup for backup in made if backup.path not in staying]
