"""What there is to choose from when an interview begins: scripts, and the people of the account."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.text import clean_name
from winback_tui.playbook.script_shelf import ShelfScript, list_scripts
from winback_tui.store.book import Book
from winback_tui.store.read.cases import cases_of
from winback_tui.store.read.interviews import people_to_ask

from .open_case import open_among


@dataclass(frozen=True, slots=True)
class Beginning:
    """Usable scripts, the long one first; who works at the account, the decision makers first; who lost it."""

    scripts: tuple[ShelfScript, ...]
    people: tuple[str, ...]
    lost_by: str = ""

    def doubt(self, asks: str) -> str:
        """Empty, or why this employee should rather let somebody else ask."""
        return doubt_of(self.lost_by, asks)


def beginning(book: Book, account_id: str, own: Path | None = None, language: str = "en") -> Beginning:
    """The choices for this account; people who have left are not offered."""
    with book.read() as connection:
        people = people_to_ask(connection, account_id)
        case = open_among(cases_of(connection, account_id))
    usable = [script for script in list_scripts(language, own) if not script.faults]
    return Beginning(tuple(usable), tuple(people), case.lost_by if case else "")


def doubt_of(lost_by: str, asks: str) -> str:
    """Empty, or the sentence for an interview held by who lost the account (playbook M10)."""
    if not lost_by or clean_name(asks).casefold() != lost_by.casefold():
        return ""
    return f"{lost_by} lost them: people tell somebody else more. Let a colleague ask, if one can (M10)."
