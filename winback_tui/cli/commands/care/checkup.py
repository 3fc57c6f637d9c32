"""What this machine offers Winback, and what it lacks: one finding a question."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from winback_tui.cli.invocation import Invocation
from winback_tui.cli.terminal import talk
from winback_tui.domain.errors import BadInput, BookUnavailable, Refused

ROOM_WANTED = 200 * 1024 * 1024
"""Below this many free bytes next to the book, a backup or an import may fail."""

OLD_BACKUP_DAYS = 14
"""After this many days the newest backup is called old."""

LEAST_COLUMNS, LEAST_LINES = 60, 20


class FindingState(StrEnum):
    """How serious a finding is."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its name, how serious its result is, and what to do about it."""

    question: str
    state: FindingState
    says: str


def findings(invocation: Invocation) -> Iterator[Finding]:
    """Everything that was checked, the book first."""
    yield _book(invocation)
    yield _privacy(invocation.path)
    yield _backups(invocation)
    yield _disk_space(invocation.path)
    yield _settings()
    yield _search()
    yield _terminal()
    yield _editor()


def _book(invocation: Invocation) -> Finding:
    if not invocation.path.exists():
        finding = f"There is no book at {invocation.path} yet; `winback import FILE` starts one."
        return Finding("book", FindingState.NOTE, finding)
    try:
        with invocation.book.read():
            return Finding("book", FindingState.GOOD, f"{invocation.path} can be opened.")
    except BookUnavailable as error:
        return Finding("book", FindingState.BAD, str(error))


def _privacy(path: Path) -> Finding:
    if os.name != "posix" or not path.exists():
        return Finding("privacy", FindingState.GOOD, "No other user of this machine can read a book.")
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding(
            "privacy", FindingState.BAD, f"Other users may read the book; run: chmod 600 '{path}'."
        )
    return Finding("privacy", FindingState.GOOD, "Only you can read the book.")


def _backups(invocation: Invocation) -> Finding:
    from winback_tui.services.book.backups import kept_backups, made_on

    made = kept_backups(invocation.book)
    if not made:
        return Finding(
            "backups",
            FindingState.NOTE,
            "There is no backup yet; the screen makes one a day, or run `winback backup`.",
        )
    age = (invocation.clock.today() - made_on(made[0]).date()).days
    if age > OLD_BACKUP_DAYS:
        finding = f"The newest is {age} days old; `winback backup` makes another."
        return Finding("backups", FindingState.NOTE, finding)
    return Finding(
        "backups", FindingState.GOOD, f"{len(made)}; the newest is from {made_on(made[0]).date()}."
    )


def _settings() -> Finding:
    from winback_tui.services.settings.own_settings import own_settings, settings_file
    from winback_tui.tui.commands.keys import read_keymap

    try:
        own_settings()
        read_keymap(settings_file().with_name("keys.toml"))
    except BadInput as fault:
        return Finding("settings", FindingState.BAD, str(fault))
    return Finding("settings", FindingState.GOOD, f"The settings in {settings_file().parent} are fine.")


def _disk_space(path: Path) -> Finding:
    folder = next(folder for folder in path.absolute().parents if folder.exists())
    if not os.access(folder, os.W_OK):
        return Finding(
            "room", FindingState.BAD, f"Nothing can be written in {folder}; choose another place with --db."
        )
    free = shutil.disk_usage(folder).free
    finding = f"{free // 1024 // 1024:,} MB are free in {folder}"
    if free < ROOM_WANTED:
        return Finding("room", FindingState.BAD, f"Only {finding}; backups and imports need more.")
    return Finding("room", FindingState.GOOD, f"{finding}.")


def _search() -> Finding:
    version = f"SQLite {sqlite3.sqlite_version}"
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(word, tokenize='trigram')")
    except sqlite3.OperationalError:
        return Finding(
            "search", FindingState.NOTE, f"{version} has no trigram index; searching names is slower."
        )
    finally:
        connection.close()
    return Finding("search", FindingState.GOOD, f"{version} can search names by any part.")


def _terminal() -> Finding:
    if not talk.screen_possible():
        return Finding(
            "terminal",
            FindingState.NOTE,
            "There is no terminal here; every command works, the screen does not.",
        )
    if talk.terminal_is_dumb():
        return Finding(
            "terminal", FindingState.BAD, "This terminal (TERM) cannot draw the screen; every command works."
        )
    columns, lines = shutil.get_terminal_size()
    if columns < LEAST_COLUMNS or lines < LEAST_LINES:
        finding = f"{columns}x{lines} is too small; the screen needs {LEAST_COLUMNS}x{LEAST_LINES}."
        return Finding("terminal", FindingState.BAD, finding)
    if not talk.shows("株 ▇ é"):
        return Finding("terminal", FindingState.BAD, "Its locale is not UTF-8; set one such as LANG=C.UTF-8.")
    return Finding("terminal", FindingState.GOOD, f"{columns}x{lines}, UTF-8.")


def _editor() -> Finding:
    from winback_tui.tui.widgets.form.editor import editor_command

    try:
        opens = " ".join(editor_command())
    except Refused as fault:
        return Finding("editor", FindingState.NOTE, str(fault))
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not wanted:
        return Finding("editor", FindingState.GOOD, f"EDITOR is not set; long texts open in {opens}.")
    if opens != " ".join(wanted.split()):
        return Finding(
            "editor",
            FindingState.BAD,
            f"EDITOR names {wanted}, which is not installed; long texts open in {opens}.",
        )
    return Finding("editor", FindingState.GOOD, f"Long texts open in {opens}.")
