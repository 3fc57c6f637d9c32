"""A folder that a team shares: a stick, a network share, a cloud folder. Each laptop writes its own files only.

A laptop has two: the whole book, written now and then, and what is new since then, written at each sync.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from winback_tui.domain.errors import BadInput
from winback_tui.store.read import plain_rows

from .bundle import ENDING, fingerprint

NEW = f".new{ENDING}"
"""The ending of the file that holds what is new since the whole book was written."""

_BOOK_ENDINGS = (ENDING, ".db")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


@dataclass
class FolderMemory:
    """What is known of a folder: fingerprints of files that were read, and how far our own files go.

    `erasures`: how many the book had met when the whole one was written; after another it is written again.
    `follows`: the whole file that ours continues where that is a colleague's, as after joining; else empty.
    """

    read: dict[str, str] = field(default_factory=dict)
    whole: dict[str, int] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=dict)
    size: int = 0
    erasures: int = 0
    follows: str = ""

    @classmethod
    def of(cls, connection: sqlite3.Connection, target: str) -> FolderMemory:
        """What this book remembers of the folder."""
        row = connection.execute("SELECT files FROM sync_target WHERE target = ?", (target,)).fetchone()
        return cls(**json.loads(row[0])) if row else cls()

    def keep(self, connection: sqlite3.Connection, target: str, now_ms: int) -> None:
        """Save it, and that the target was met now."""
        connection.execute(
            "INSERT OR REPLACE INTO sync_target (target, met_at, files) VALUES (?, ?, ?)",
            (target, now_ms, json.dumps(self.__dict__)),
        )


def own_names(person: str, laptop: str) -> tuple[str, str]:
    """The names of the two files that this laptop writes into a folder."""
    flat = unicodedata.normalize("NFKD", person.casefold()).encode("ascii", "ignore").decode()
    name = f"{_NOT_WORDS.sub('-', flat).strip('-')[:24] or 'laptop'}-{laptop[-6:]}"
    return f"{name}{ENDING}", f"{name}{NEW}"


def former_names(folder: Path, own: tuple[str, str], laptop: str) -> tuple[str, ...]:
    """Files that this laptop wrote under another person's name, before somebody said who sits at it."""
    endings = tuple(f"-{laptop[-6:]}{ending}" for ending in (ENDING, NEW))
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError as fault:
        raise BadInput(f"{folder} cannot be read: {fault.strerror or type(fault).__name__}.") from fault
    return tuple(name for name in names if name.endswith(endings) and name not in own)


def remove_former(folder: Path, names: tuple[str, ...]) -> None:
    """Remove files whose contents this laptop's present files repeat; what cannot be removed is harmless and stays."""
    for name in names:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def files_in(folder: Path, own: tuple[str, ...]) -> list[Path]:
    """The files of the others, whole books before what is new since. Raises BadInput where it cannot be read."""
    try:
        found = [
            path
            for path in folder.iterdir()
            if path.suffix in _BOOK_ENDINGS
            and not path.name.startswith(".")
            and path.name not in own
            and path.is_file()
        ]
    except OSError as fault:
        raise BadInput(f"{folder} cannot be read: {fault.strerror or type(fault).__name__}.") from fault
    return sorted(found, key=lambda path: (path.name.endswith(NEW), path.name))


def unread(files: list[Path], memory: FolderMemory) -> dict[Path, str]:
    """The files that are not known yet, with their fingerprints."""
    found = {}
    for path in files:
        try:
            current = fingerprint(path)
        except OSError as fault:
            raise BadInput(f"{path} cannot be read: {fault.strerror or type(fault).__name__}.") from fault
        if memory.read.get(path.name) != current:
            found[path] = current
    return found


def remembered_folders(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """The folders that the book was synced with and when, in UTC milliseconds; the one met last first."""
    return plain_rows(
        connection, "SELECT target, met_at FROM sync_target ORDER BY met_at DESC, target"
    ).fetchall()


def forget_folder(connection: sqlite3.Connection, target: str) -> bool:
    """Forget this folder; returns whether it was known."""
    return plain_rows(connection, "DELETE FROM sync_target WHERE target = ?", (target,)).rowcount > 0
