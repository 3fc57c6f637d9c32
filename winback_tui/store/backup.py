"""Verified, rotated copies of the book beside it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..domain.errors import Refused
from .open import explained

KEPT = 14
"""Backups kept per book; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file: when it was made (UTC) and why."""

    path: Path
    made_at: datetime
    reason: str
    size: int


def backup_folder(book_path: Path) -> Path:
    """Where the backups of a book lie."""
    return book_path.with_name(f"{book_path.name}.backups")


def back_up(book_path: Path, reason: str, now: datetime | None = None) -> Path:
    """Copy the book, verify the copy, rotate the older ones. The copy's path.

    Raises Refused when the copy cannot be made or does not verify; the book is never touched.
    """
    folder = backup_folder(book_path)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y%m%dT%H%M%S%f")
    target = folder / f"{stamp} {reason}.db"
    fresh = target.with_suffix(".part")
    try:
        with explained(book_path):
            source = sqlite3.connect(book_path, isolation_level=None)
            try:
                source.execute("VACUUM INTO ?", (str(fresh),))
            finally:
                source.close()
        fresh.chmod(0o600)
        _verify(fresh)
        fresh.replace(target)
    except OSError as fault:
        raise Refused(
            f"The backup could not be written to {folder}: {fault.strerror}; nothing was changed."
        ) from fault
    finally:
        fresh.unlink(missing_ok=True)
    for old in backups(book_path)[KEPT:]:
        old.path.unlink(missing_ok=True)
    return target


def backups(book_path: Path) -> list[Backup]:
    """The backups of a book, newest first."""
    found = []
    for path in backup_folder(book_path).glob("*.db"):
        stamp, _, reason = path.stem.partition(" ")
        made_at = datetime.strptime(stamp, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        found.append(Backup(path, made_at, reason, path.stat().st_size))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def _verify(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    finally:
        connection.close()
    if verdict != "ok" or broken is not None:
        raise Refused(f"The backup of the book did not verify ({verdict}); run 'winback check'.")
