"""Files that somebody may want to import: from where exports usually land, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from platformdirs import user_desktop_path, user_documents_path, user_downloads_path

from winback_tui.domain.text import typed_path

ENDINGS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsb", ".xls", ".ods", ".gz", ".zip"})
MOST = 500
"""Files looked at in one folder."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file with its size in bytes and when it was last written (local time)."""

    path: Path
    size: int
    written_at: datetime


def usual_files(here: Path | None = None) -> list[FoundFile]:
    """Tables in the working folder, among the downloads and documents and on the desktop, the newest first."""
    folders = dict.fromkeys(
        [
            (here or Path.cwd()).absolute(),
            user_downloads_path(),
            user_documents_path(),
            user_desktop_path(),
        ]
    )
    return _newest_first(found for folder in folders for found in _tables(folder))


def files_like(typed: str) -> list[FoundFile]:
    """Tables and folders that continue a typed path, the newest first."""
    place = typed_path(typed)
    folder, start = (place, "") if typed.endswith("/") else (place.parent, place.name.casefold())
    return _newest_first(
        found for found in _tables(folder, folders=True) if found.path.name.casefold().startswith(start)
    )


def _newest_first(files: Iterator[FoundFile]) -> list[FoundFile]:
    return sorted(files, key=lambda found: (found.written_at, found.path.name), reverse=True)


def _tables(folder: Path, folders: bool = False) -> Iterator[FoundFile]:
    try:
        entries = sorted(folder.iterdir())[:MOST]
    except OSError:
        return
    for path in entries:
        found = _table(path, folders)
        if found is not None:
            yield found


def _table(path: Path, folders: bool) -> FoundFile | None:
    """The file; None where it is not a table, is hidden, has disappeared, or cannot be read."""
    try:
        table = path.suffix.lower() in ENDINGS and path.is_file()
        if path.name.startswith(".") or not (table or (folders and path.is_dir())):
            return None
        known = path.stat()
    except OSError:
        return None
    return FoundFile(path, known.st_size, datetime.fromtimestamp(known.st_mtime).astimezone())
