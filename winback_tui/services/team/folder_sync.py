"""A sync with a folder: read what the others left there, merge it, leave one's own files for them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from winback_tui.domain.errors import Refused
from winback_tui.services.book.after_commit import after_commit
from winback_tui.store.book import Book
from winback_tui.store.file.migrate import ensure_book
from winback_tui.store.file.open import connect_write, explained
from winback_tui.sync.bundle.bundle import ENDING, Manifest, NoBundle, read_head, write_bundle
from winback_tui.sync.bundle.folder import (
    FolderMemory,
    files_in,
    former_names,
    own_names,
    remove_former,
    unread,
)
from winback_tui.sync.laptops import laptop_id, speak
from winback_tui.sync.merge.erasures import count_erasures
from winback_tui.sync.merge.vectors import vector_of

from .membership import found_team, or_blank, require_key, team_made, team_of
from .report import SyncReport, report_of
from .steps import Step
from .taking_in import opened, take_in

_WHOLE_AGAIN = 4
"""The whole book is written again once what is new since takes more than this part of it."""


def sync_folder(book: Book, folder: Path, dry_run: bool, step: Step) -> SyncReport:
    """Take in what is new in this folder, and leave this laptop's files there.

    The first sync with a folder makes a team where the book has none. Raises Refused where the folder belongs to
    another team.
    """
    team = team_of(book)
    laptop = laptop_id(book.path, make=not dry_run)
    names = own_names(book.actor, laptop)
    former = former_names(folder, names, laptop)
    files = files_in(folder, (*names, *former))
    if not team:
        _require_no_team(folder, files)
    memory = _memory(book, folder)
    fresh = unread(files, memory)
    code = ""
    if not team and not dry_run:
        team, code = found_team(book)
    with after_commit(team_made(code)):
        with opened(list(fresh), team, skip_bad=True, step=step) as found:
            merged = take_in(book, found, dry_run)
        report = report_of(
            book, str(folder), merged, dry_run, list(found.problems.values()), len(found.sources)
        )
        if dry_run:
            return report
        memory.read = {path.name: memory.read.get(path.name, "") for path in files} | {
            path.name: fingerprint for path, fingerprint in fresh.items() if path not in found.problems
        }
        written = _leave_files(book, folder, names, laptop, team, memory, renamed=bool(former))
        remove_former(folder, former)
        return replace(report, code=code, written=written)


def _require_no_team(folder: Path, files: Sequence[Path]) -> None:
    for path in files:
        with suppress(NoBundle, OSError):
            if path.suffix == ENDING and read_head(path).team:
                raise Refused(
                    f"{folder} belongs to a team that this book has not joined;"
                    f" 'winback join {folder} --code CODE' with the code of the team."
                )


def _memory(book: Book, folder: Path) -> FolderMemory:
    with or_blank(book).read() as connection:
        return FolderMemory.of(connection, str(folder))


def _leave_files(
    book: Book,
    folder: Path,
    names: tuple[str, str],
    laptop: str,
    team: str,
    memory: FolderMemory,
    renamed: bool,
) -> tuple[str, ...]:
    """Write this laptop's files, unless they say all already; then remember the folder.

    `renamed`: they lie there under a former name of its person, and are removed once the new ones stand.
    """
    whole_name = names[0]
    now_ms = book.clock.now_ms()
    ensure_book(book.path)
    with explained(book.path), closing(connect_write(book.path)) as connection:
        mine = vector_of(connection)
        written: tuple[str, ...] = ()
        there = (folder / (memory.follows or whole_name)).exists()
        last = memory.new or memory.whole
        erasures = count_erasures(connection)
        if erasures != memory.erasures:
            memory.whole, memory.erasures, memory.follows = {}, erasures, ""
        unheard_of = memory.follows and not memory.new
        if renamed or not there or mine != last or not memory.whole or unheard_of:
            speak(connection, laptop, book.actor, now_ms)
            written = _write_files(book, folder, names, laptop, team, memory, there)
        memory.keep(connection, str(folder), now_ms)
    return written


def _write_files(
    book: Book,
    folder: Path,
    names: tuple[str, str],
    laptop: str,
    team: str,
    memory: FolderMemory,
    there: bool,
) -> tuple[str, ...]:
    whole, new = folder / names[0], folder / names[1]
    key = require_key(team)
    about = Manifest(book.actor, laptop, "", team, book.clock.now_ms(), follows=memory.follows or whole.name)
    if there and memory.whole:
        written = write_bundle(book.path, new, about, key, memory.whole)
        if new.stat().st_size * _WHOLE_AGAIN < memory.size:
            memory.new = dict(written.until)
            return (str(new),)
    written = write_bundle(book.path, whole, replace(about, follows=""), key)
    with suppress(OSError):
        new.unlink(missing_ok=True)
    memory.whole, memory.new, memory.size = dict(written.until), {}, whole.stat().st_size
    memory.follows = ""
    return (str(whole),)
