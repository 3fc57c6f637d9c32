"""Undo and redo of answers alone: what else was done to the book stays as it is."""

from __future__ import annotations

from winback_tui.domain.errors import Refused
from winback_tui.store.book import Book
from winback_tui.store.changelog.acts import Act, acts, next_to_redo, next_to_undo

from .history import redo, undo

ANSWERING = "answer"
"""The verb of acts that answer a question."""


def undo_answer(book: Book, account_id: str) -> str:
    """Take back the newest act; a sentence that says what. Raises Refused unless it is an answer of this account."""
    with book.read() as connection:
        last = next_to_undo(acts(connection))
    if not _answers(last, account_id):
        raise Refused("Nothing answered here is left to undo; all else is undone by ctrl+p and 'undo'.")
    return undo(book)


def redo_answer(book: Book, account_id: str) -> str:
    """Do again what was undone last; a sentence that says what. Raises Refused unless that was an answer of theirs."""
    with book.read() as connection:
        told = list(acts(connection))
    undoing = next_to_redo(told)
    undone = next((act for act in told if undoing is not None and act.tx == undoing.undoes), None)
    if not _answers(undone, account_id):
        raise Refused("No answer was undone last, so there is none to redo.")
    return redo(book)


def _answers(act: Act | None, account_id: str) -> bool:
    return act is not None and act.verb == ANSWERING and act.account_id == account_id
