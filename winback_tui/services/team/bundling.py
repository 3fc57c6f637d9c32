"""A bundle for one colleague, to mail or to use where there is no shared folder."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.errors import Refused
from winback_tui.domain.wording.wording import count
from winback_tui.services.book.after_commit import after_commit
from winback_tui.store.book import Book
from winback_tui.store.file.migrate import ensure_book
from winback_tui.store.file.open import connect_read, connect_write, explained
from winback_tui.sync.bundle.bundle import ENDING, Manifest, write_bundle
from winback_tui.sync.bundle.folder import own_names
from winback_tui.sync.laptops import common_vector, laptop_id, speak
from winback_tui.sync.merge.vectors import missing, vector_of

from .membership import found_team, require_key, team_made, team_of


@dataclass(frozen=True, slots=True)
class Bundled:
    """A file that was written: its path, changes and bytes; `code` where it made the team."""

    path: Path
    changes: int
    size: int
    sealed: bool
    code: str = ""
    dry_run: bool = False

    @property
    def sentence(self) -> str:
        """What was written, for people."""
        how = "" if self.sealed else "; it is not sealed: anybody can read it"
        return f"Written: {self.path} ({count(self.changes, 'change')}){how}"


def write_bundle_file(
    book: Book, to: Path | None = None, only_new: bool = False, unsealed: bool = False, dry_run: bool = False
) -> Bundled:
    """Write the whole book, or with `only_new` what the others are not known to have, as a bundle.

    The name is `person_day.winback` in the present folder unless `to` says another. `unsealed`: anybody can read it.
    Raises Refused where the file already exists, or cannot be written; BookUnavailable without a book.
    """
    if book.as_of is not None:
        raise Refused("A bundle holds the book as it is now; leave out --as-of to write one.")
    connect_read(book.path).close()
    laptop = laptop_id(book.path, make=not dry_run)
    name = own_names(book.actor, laptop)[0].rpartition("-")[0]
    path = (to or Path(f"{name}_{book.today.isoformat()}{ENDING}")).absolute()
    if path.is_dir():
        path = path / f"{name}_{book.today.isoformat()}{ENDING}"
    if path.exists():
        raise Refused(f"{path} already exists; name a file that does not.")
    with book.read() as connection:
        since = common_vector(connection, laptop) if only_new else {}
        changes = missing(since, vector_of(connection))
    team = team_of(book)
    if dry_run:
        return Bundled(path, changes, 0, not unsealed, dry_run=True)
    code = ""
    if not team and not unsealed:
        team, code = found_team(book)
    with after_commit(team_made(code)):
        key = None if unsealed else require_key(team)
        now_ms = book.clock.now_ms()
        ensure_book(book.path)
        with explained(book.path), closing(connect_write(book.path)) as connection:
            speak(connection, laptop, book.actor, now_ms)
        about = Manifest(book.actor, laptop, "", team, now_ms)
        written = write_bundle(book.path, path, about, key, since if since else None)
        return Bundled(path, written.changes, path.stat().st_size, not unsealed, code)
