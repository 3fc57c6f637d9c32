"""Opening what colleagues sent: bundles and raw books, each checked by a separate process first."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.files.working_folder import WorkingFolder
from winback_tui.worker_process import run_module, until_we_end

from .bundle import BundleHead, Manifest, NoBundle, read_head, unpack
from .sealing import WrongKey
from .source import IMAGE, Source, connect_untrusted

_SQLITE = b"SQLite format 3\x00"
_MEMORY = 2_000_000_000
_SECONDS, _SECONDS_PER_MB = 10, 1
_WAL = 2
_MOST_BYTES = 16 << 30

Keys = Callable[[str], bytes | None]
"""Gives the key of a team by its id, or None."""


def open_file(path: Path, keys: Keys, team: str = "") -> Source:
    """A bundle, or a raw book that is copied first, ready for a merge. The caller closes it.

    `team` is the book's own team: a file of another one is refused. Raises BadInput and Refused, each a sentence that
    names the file and what to do.
    """
    if path.is_dir():
        raise BadInput(f"'{path.name}' is a folder; name a file in it, or sync the whole folder.")
    if not path.exists():
        raise BadInput(f"There is no file '{path}'.")
    if not path.is_file():
        raise BadInput(f"'{path.name}' is not a regular file; name a bundle or a colleague's book.")
    keep = WorkingFolder()
    try:
        return _opened(path, keys, team, keep)
    except NoBundle as fault:
        keep.cleanup()
        raise BadInput(f"'{path.name}' {fault}.") from fault
    except OSError as fault:
        keep.cleanup()
        raise BadInput(f"'{path.name}' cannot be read: {fault.strerror or type(fault).__name__}.") from fault
    except BaseException:
        keep.cleanup()
        raise


def _opened(path: Path, keys: Keys, team: str, keep: TemporaryDirectory[str]) -> Source:
    image, sealed = Path(keep.name) / IMAGE, False
    with path.open("rb") as file:
        start = file.read(20)
    manifest: Manifest | None
    if start.startswith(_SQLITE):
        _copy_raw_book(path, start, image)
        manifest = None
    else:
        head = read_head(path)
        sealed = head.sealed
        _require_team(path, head.team, team)
        manifest = _unsealed(path, head, keys, image)
    look_through(path, image, "raw" if start.startswith(_SQLITE) else "bundle")
    connection = connect_untrusted(image)
    found = manifest or _manifest_of(connection)
    _require_team(path, found.team, team)
    return Source(
        connection,
        path.name,
        found.person,
        found.laptop,
        found.since,
        found.follows,
        found.team,
        keep,
        sealed,
    )


def _unsealed(path: Path, head: BundleHead, keys: Keys, image: Path) -> Manifest:
    key = keys(head.team) if head.sealed else None
    if head.sealed and key is None:
        raise Refused(
            f"'{path.name}' is sealed, and this laptop does not have its team's key; run 'winback join' with"
            " the team's code."
        )
    try:
        return unpack(path, head, key, image)
    except WrongKey as fault:
        raise Refused(
            f"'{path.name}' cannot be opened with the team's key; check the code, or ask for the file again."
        ) from fault


def _copy_raw_book(path: Path, start: bytes, image: Path) -> None:
    """Copy a raw book; nothing is ever opened in place."""
    if 2 in start[18:20]:
        raise Refused(
            f"'{path.name}' is in write-ahead mode, and its newest entries may be in '{path.name}-wal';"
            " make the copy with 'winback bundle' there."
        )
    if path.with_name(f"{path.name}-journal").exists():
        raise Refused(
            f"'{path.name}' was being written when it was copied; close Winback there and copy it again."
        )
    if path.stat().st_size > _MOST_BYTES:
        raise NoBundle("is larger than any book")
    shutil.copyfile(path, image)


def look_through(path: Path, image: Path, kind: str) -> None:
    """Have a separate process check an unpacked file, `raw` or of a `bundle`. Raises BadInput, naming `path`.

    It may not take more memory or time than a whole file of that size needs.
    """
    seconds = _SECONDS + _SECONDS_PER_MB * (image.stat().st_size >> 20)
    command = run_module("winback_tui.sync.bundle.bundle_check", str(image), str(_MEMORY), str(seconds), kind)
    try:
        with until_we_end() as pipe:
            ended = subprocess.run(command, stdin=pipe, capture_output=True, timeout=seconds * 2, check=False)
        answer = json.loads(ended.stdout) if ended.returncode == 0 else {"fault": "is damaged"}
    except (subprocess.TimeoutExpired, ValueError):
        answer = {"fault": "takes too long to read"}
    if answer.get("fault") is not None:
        raise BadInput(f"'{path.name}' {answer['fault']}; nothing was merged.")


def _manifest_of(connection: sqlite3.Connection) -> Manifest:
    """What a raw book says about itself."""
    site = connection.execute("SELECT site FROM state").fetchone()
    last = connection.execute(
        "SELECT actor, wall FROM change WHERE site = ? ORDER BY seq DESC LIMIT 1", (site[0] if site else "",)
    ).fetchone()
    return Manifest(
        person=last[0] if last else "",
        laptop="",
        site=site[0] if site else "",
        team=team_in(connection),
        at=last[1] if last else 0,
    )


def team_in(connection: sqlite3.Connection) -> str:
    """The id of the team that a book belongs to; '' for none."""
    has_settings = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'setting'"
    ).fetchone()
    row = (
        connection.execute("SELECT value FROM setting WHERE id = 'team'").fetchone() if has_settings else None
    )
    try:
        team = json.loads(row[0]) if row else None
    except (ValueError, TypeError):
        return ""
    return str(team.get("id", "")) if isinstance(team, dict) else ""


def _require_team(path: Path, theirs: str, ours: str) -> None:
    if ours and theirs and theirs != ours:
        raise Refused(f"'{path.name}' belongs to another team; nothing was merged.")
