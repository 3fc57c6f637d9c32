"""A laptop joins a team: from a shared folder, a stick, or a file that a colleague sent."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from winback_tui.domain.errors import BadInput, NeedsHuman, Refused
from winback_tui.domain.wording.wording import count
from winback_tui.services.accounts.erasure.erasure import erase_beside
from winback_tui.services.book.after_commit import after_commit
from winback_tui.services.book.backups import back_up_before
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_read, connect_write, explained
from winback_tui.store.write import act
from winback_tui.sync.bundle.bundle import ENDING, NoBundle, fingerprint, read_head
from winback_tui.sync.bundle.code_words import read_code
from winback_tui.sync.bundle.folder import NEW, FolderMemory, files_in
from winback_tui.sync.bundle.receiving import open_file
from winback_tui.sync.bundle.sealing import key_of_code
from winback_tui.sync.bundle.source import Source, book_size
from winback_tui.sync.hub.address import is_hub
from winback_tui.sync.hub.connection import AskPassword
from winback_tui.sync.joining import is_blank, take_whole_book
from winback_tui.sync.merge.erasures import count_erasures
from winback_tui.sync.merge.merge import merge
from winback_tui.sync.merge.vectors import vector_of

from .membership import TEAM, key_ring, team_of
from .report import SyncReport
from .syncing import sync
from .who import full_name_here

JOINED = "This laptop has joined the team, whose entries are in the book; sync again for the rest."
"""What is true already where the first sync fails."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A laptop that joined: how many accounts and orders the book has now, and what the first sync brought.

    `person`: the employee of the team who sits here, where the name given before was only a part of it.
    """

    target: str
    accounts: int
    orders: int
    reports: tuple[SyncReport, ...]
    dry_run: bool
    person: str = ""

    @property
    def sentence(self) -> str:
        """What happened, for people."""
        words = f"Joined the team: {count(self.accounts, 'account')}, {count(self.orders, 'order')}"
        return f"{words}; you are {self.person}" if self.person else words


def join(
    book: Book, target: str, code: str = "", dry_run: bool = False, ask_password: AskPassword | None = None
) -> Joined:
    """Join the team whose file, whose files in a folder, or whose hub `target` names.

    A blank book becomes a copy of the whole book; one with entries of its own is merged with it. `code` is the
    team's, where the file is sealed. Raises NeedsHuman without the code, BadInput for a wrong word, Refused for a
    wrong code, for a book that belongs to a team already, or where there is no whole book.
    """
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to join.")
    if book.exists():
        connect_read(book.path).close()
    if is_hub(target):
        from .hub_joining import join_hub

        return join_hub(book, target, code, dry_run, ask_password)
    path = Path(target).expanduser()
    source_path = _whole_file(path)
    with closing(_opened(source_path, code, dry_run)) as source:
        ours = team_of(book)
        if ours and ours != source.team:
            raise Refused("This book belongs to another team; join with a separate book (--db FILE).")
        if not source.team:
            raise Refused(f"'{source_path.name}' belongs to no team; merge it with 'winback sync' instead.")
        with explained(source_path):
            accounts, orders = book_size(source.connection)
        if dry_run:
            return Joined(target, accounts, orders, (), True)
        copied = is_blank(book)
        if copied:
            take_whole_book(book, source)
        else:
            _unite(book, source)
    with after_commit(JOINED):
        if copied and path.is_dir():
            _remember_read(book, path, source_path)
        person, reports = _first_sync(book, path)
        with book.read() as connection:
            accounts, orders = book_size(connection)
    return Joined(target, accounts, orders, reports, False, person)


def _first_sync(book: Book, path: Path) -> tuple[str, tuple[SyncReport, ...]]:
    """Leave this laptop's file in the folder, under the full name of its person once the team's book has it."""
    person = full_name_here(book)
    if not (path.is_dir() and key_ring().key(team_of(book))):
        return person, ()
    reports = tuple(sync(replace(book, actor=person or book.actor), [str(path)]))
    later = full_name_here(book)
    if later:
        sync(replace(book, actor=later), [str(path)])
    return later or person, reports


def _remember_read(book: Book, folder: Path, file: Path) -> None:
    """Remember that the copied file need not be merged as well, and that ours continues it."""
    with explained(book.path), closing(connect_write(book.path)) as connection:
        memory = FolderMemory(
            read={file.name: fingerprint(file)},
            whole=vector_of(connection),
            size=file.stat().st_size,
            erasures=count_erasures(connection),
            follows=file.name,
        )
        memory.keep(connection, str(folder.resolve()), book.clock.now_ms())


def _unite(book: Book, source: Source) -> None:
    """Add a book that was used alone to the team, with everything in it."""
    back_up_before(book, "join")
    erase_beside(book, merge(book, [source]))
    with after_commit("The team's entries are in the book; join again to finish."):
        be_of_team(book, source.team)


def be_of_team(book: Book, team: str) -> None:
    """Note in the book that it is this team's, where it is not yet."""
    if not team_of(book):
        with act(book, "team", "Joined the team") as transaction:
            write_setting(transaction, TEAM, {"id": team})


def _whole_file(path: Path) -> Path:
    """The file to start from: in a folder the newest whole book. Raises BadInput, Refused."""
    if not path.exists():
        raise BadInput(f"There is nothing at {path}; name the folder or the file that the team shares.")
    if not path.is_dir():
        return path
    whole = [file for file in files_in(path, ()) if not file.name.endswith(NEW) and file.suffix == ENDING]
    if not whole:
        raise Refused(
            f"There is no complete book in {path}; somebody on the team must sync with that folder first."
        )
    return max(whole, key=lambda file: (file.stat().st_mtime, file.name))


def _opened(path: Path, code: str, dry_run: bool) -> Source:
    try:
        head = read_head(path) if path.suffix != ".db" else None
    except NoBundle as fault:
        raise BadInput(f"'{path.name}' {fault}.") from fault
    if head is None or not head.sealed:
        return open_file(path, key_ring().key)
    known = key_ring().key(head.team)
    if not code and known is None:
        raise NeedsHuman("Give the team's code (--code on the command line); whoever made the team has it.")
    key = key_of_code(read_code(code), head.team) if code else known
    source = open_file(path, lambda _: key)
    if key is not None and not dry_run:
        key_ring().keep(head.team, key)
    return source
