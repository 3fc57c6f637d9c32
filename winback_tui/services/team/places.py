"""Where a team's files may be: sticks, network shares and cloud folders on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from winback_tui.sync.bundle.bundle import ENDING

_MOUNTS = ("/media/{user}", "/run/media/{user}", "/media", "/mnt", "/Volumes")
_CLOUDS = (
    "dropbox",
    "onedrive",
    "nextcloud",
    "owncloud",
    "google drive",
    "icloud",
    "synologydrive",
    "seafile",
)
_MAILED = ("Downloads", "Desktop")
_MOST = 200
"""At most this many entries of a folder are read: listing a share must not take long."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that a team may share, or a file that came by mail. `files`: how many of a team's files it holds.

    `kind` in words: stick or disk, cloud folder, downloads. `newest`: when the newest of them was written (local time).
    """

    path: Path
    kind: str
    files: int = 0
    newest: datetime | None = None


def usual_places(home: Path | None = None) -> list[Place]:
    """Folders and mailed files, those with files of a team first, the newest on top."""
    home = home or Path.home()
    found: dict[Path, Place] = {}
    for folder, kind in _candidates(home):
        with suppress(OSError):
            for each in _looked_into(folder, kind):
                found.setdefault(each.path, each)
    for name in _MAILED:
        with suppress(OSError):
            for path in _team_files(home / name):
                at = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
                found.setdefault(path, Place(path, "file that came by mail", 1, at))
    return sorted(found.values(), key=lambda each: (not each.files, -_stamp(each), str(each.path)))


def _candidates(home: Path) -> Iterator[tuple[Path, str]]:
    user = os.environ.get("USER") or os.environ.get("LOGNAME") or home.name
    for pattern in _MOUNTS:
        mount = Path(pattern.format(user=user))
        with suppress(OSError):
            for path in sorted(mount.iterdir())[:_MOST]:
                if path.is_dir() and str(path) != f"/media/{user}":
                    yield path, "stick or disk"
    with suppress(OSError):
        for path in sorted(home.iterdir())[:_MOST]:
            if path.is_dir() and path.name.casefold().startswith(_CLOUDS):
                yield path, "cloud folder"
    yield Path.cwd(), "here"


def _looked_into(folder: Path, kind: str) -> Iterator[Place]:
    """The folder and its subfolders that hold team files."""
    here = _place(folder, kind)
    if here.files or kind != "here":
        yield here
    for path in sorted(folder.iterdir())[:_MOST]:
        if path.is_dir() and not path.name.startswith("."):
            with suppress(OSError):
                below = _place(path, kind)
                if below.files:
                    yield below


def _place(folder: Path, kind: str) -> Place:
    files = list(_team_files(folder))
    newest = max((path.stat().st_mtime for path in files), default=0.0)
    return Place(folder, kind, len(files), datetime.fromtimestamp(newest).astimezone() if files else None)


def _team_files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(ENDING) and not entry.name.startswith(".") and entry.is_file():
                yield Path(entry.path)


def _stamp(place: Place) -> float:
    return place.newest.timestamp() if place.newest else 0.0
