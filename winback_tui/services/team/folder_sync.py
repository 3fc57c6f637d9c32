"""A sync with a folder: read what the others left there, merge it, and leave this laptop's files for them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from sqlite3 import Connection

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
"""The whole book is written again once the file of new changes exceeds one part in this many of it."""


def sync_folder(book: Book, folder: Path, dry_run: bool, step: Step) -> SyncReport:
    """Merge what is new in this folder, and leave this laptop's files there.

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
        written = _OwnFiles(book, folder, laptop, team, memory, renamed=bool(former)).leave()
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


@dataclass(frozen=True)
class _OwnFiles:
    """This laptop's two files in a folder, the whole book and what is new since it, and what is known of both.

    `renamed`: they are there under a former name of its person, and are removed once the new ones are written.
    """

    book: Book
    folder: Path
    laptop: str
    team: str
    memory: FolderMemory
    renamed: bool

    @property
    def whole(self) -> Path:
        return self.folder / own_names(self.book.actor, self.laptop)[0]

    @property
    def new(self) -> Path:
        return self.folder / own_names(self.book.actor, self.laptop)[1]

    def leave(self) -> tuple[str, ...]:
        """Write them unless they are up to date, and remember the folder; returns the paths written."""
        memory, now_ms = self.memory, self.book.clock.now_ms()
        ensure_book(self.book.path)
        with explained(self.book.path), closing(connect_write(self.book.path)) as connection:
            written: tuple[str, ...] = ()
            file_exists = (self.folder / (memory.follows or self.whole.name)).exists()
            erasures = count_erasures(connection)
            if erasures != memory.erasures:
                memory.whole, memory.erasures, memory.follows = {}, erasures, ""
            if self.renamed or not file_exists or not self._say_all(connection):
                speak(connection, self.laptop, self.book.actor, now_ms)
                written = (str(self._write(file_exists)),)
            memory.keep(connection, str(self.folder), now_ms)
        return written

    def _say_all(self, connection: Connection) -> bool:
        """Whether this laptop's files hold the book as it is now; a colleague's file, as after joining, is not
        enough.
        """
        memory = self.memory
        if not memory.whole or (memory.follows and not memory.new):
            return False
        return vector_of(connection) == (memory.new or memory.whole)

    def _write(self, file_exists: bool) -> Path:
        """Write what is new since the whole file, or that one again where it is gone or too much is new."""
        memory, key = self.memory, require_key(self.team)
        now_ms = self.book.clock.now_ms()
        about = Manifest(
            self.book.actor, self.laptop, "", self.team, now_ms, follows=memory.follows or self.whole.name
        )
        if file_exists and memory.whole:
            written = write_bundle(self.book.path, self.new, about, key, memory.whole)
            if self.new.stat().st_size * _WHOLE_AGAIN < memory.size:
                memory.new = dict(written.until)
                return self.new
        written = write_bundle(self.book.path, self.whole, replace(about, follows=""), key)
        with suppress(OSError):
            self.new.unlink(missing_ok=True)
        memory.whole, memory.new, memory.size = dict(written.until), {}, self.whole.stat().st_size
        memory.follows = ""
        return self.whole
