"""What there is to choose from when an interview begins: scripts, and the people of the account."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..playbook.script_shelf import ShelfScript, list_scripts
from ..store.book import Book
from ..store.read.interviews import people_to_ask


@dataclass(frozen=True, slots=True)
class Beginning:
    """Usable scripts, the long one first, and who works at the account, the decision makers first."""

    scripts: tuple[ShelfScript, ...]
    people: tuple[str, ...]


def beginning(book: Book, account_id: str, own: Path | None = None, language: str = "en") -> Beginning:
    """The choices for this account; people who have left are not offered."""
    with book.read() as connection:
        people = people_to_ask(connection, account_id)
    usable = [script for script in list_scripts(language, own) if not script.faults]
    return Beginning(tuple(usable), tuple(people))
