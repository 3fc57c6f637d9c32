"""The folders and files that this book was synced with, so that a bare `sync` uses them again."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_write, explained
from winback_tui.sync.bundle.folder import (
    FolderMemory,
    files_in,
    forget_folder,
    former_names,
    own_names,
    remembered_folders,
    unread,
)
from winback_tui.sync.hub.address import is_hub
from winback_tui.sync.laptops import laptop_id
from winback_tui.sync.merge.vectors import missing, vector_of

from .membership import or_blank


@dataclass(frozen=True, slots=True)
class Target:
    """A folder, and when it was met last (local time)."""

    target: str
    met_at: datetime

    @property
    def hub(self) -> bool:
        """Whether it is a server, whose contents are known only after asking it."""
        return is_hub(self.target)

    @property
    def away(self) -> bool:
        """Whether it is a folder that is not available now, such as a stick that is not plugged in."""
        return is_away(self.target)


def is_away(target: str) -> bool:
    """Whether a target is a folder or file that is not available now; unknown for a server, so False."""
    return "://" not in target and not Path(target).expanduser().exists()


def targets(book: Book) -> list[Target]:
    """The remembered folders, the one met last first."""
    with or_blank(book).read() as connection:
        rows = remembered_folders(connection)
    return [Target(folder, datetime.fromtimestamp(met / 1000).astimezone()) for folder, met in rows]


def waiting_files(book: Book, target: str) -> int:
    """How many files from others in a folder this book has not read yet; 0 where unknown."""
    folder = Path(target)
    if "://" in target or not folder.is_dir():
        return 0
    laptop = laptop_id(book.path, make=False)
    names = own_names(book.actor, laptop)
    with or_blank(book).read() as connection:
        memory = FolderMemory.of(connection, target)
    try:
        return len(unread(files_in(folder, (*names, *former_names(folder, names, laptop))), memory))
    except BadInput:
        return 0


def changes_to_leave(book: Book, target: str) -> int:
    """How many changes of this book are not yet in this laptop's files in a folder; 0 for a hub."""
    with or_blank(book).read() as connection:
        memory = FolderMemory.of(connection, target)
        last = memory.new or memory.whole
        return missing(last, vector_of(connection)) if last else 0


def forget_target(book: Book, target: str, dry_run: bool = False) -> str:
    """Forget this folder; returns the sentence. Its files stay. Raises NotFound naming the known ones."""
    known = [each.target for each in targets(book)]
    typed = str(Path(target).expanduser().absolute()) if "://" not in target else target
    chosen = next((each for each in known if each in (target, typed)), None)
    if chosen is None:
        raise NotFound(f"'{target}' is not a folder this book was synced with.", known)
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to act.")
    if not dry_run:
        with explained(book.path), closing(connect_write(book.path)) as connection:
            forget_folder(connection, chosen)
    return f"{chosen} is forgotten; its files stay"
