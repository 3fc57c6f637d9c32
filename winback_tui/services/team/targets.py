"""The folders and files that this book was synced with, so that `sync` without a word meets them again."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from winback_tui.domain.errors import NotFound, Refused
from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_write, explained
from winback_tui.sync.bundle.folder import forget_folder, remembered_folders

from .membership import or_blank


@dataclass(frozen=True, slots=True)
class Target:
    """A folder, and when it was met last (local time)."""

    target: str
    met_at: datetime

    @property
    def away(self) -> bool:
        """Whether it is a folder that is not there now, such as a stick that is not plugged in."""
        return is_away(self.target)


def is_away(target: str) -> bool:
    """Whether a target is a folder or file that is not there now; of a server nobody knows before asking."""
    return "://" not in target and not Path(target).expanduser().exists()


def targets(book: Book) -> list[Target]:
    """The remembered folders, the one met last first."""
    with or_blank(book).read() as connection:
        rows = remembered_folders(connection)
    return [Target(folder, datetime.fromtimestamp(met / 1000).astimezone()) for folder, met in rows]


def forget_target(book: Book, target: str, dry_run: bool = False) -> str:
    """Remember this folder no more; the sentence of it. Its files stay. Raises NotFound naming those there are."""
    known = [each.target for each in targets(book)]
    typed = str(Path(target).expanduser().absolute()) if "://" not in target else target
    chosen = next((each for each in known if each in (target, typed)), None)
    if chosen is None:
        raise NotFound(f"'{target}' is no folder that this book was synced with.", known)
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to act.")
    if not dry_run:
        with explained(book.path), closing(connect_write(book.path)) as connection:
            forget_folder(connection, chosen)
    return f"{chosen} is forgotten; its files stay"
