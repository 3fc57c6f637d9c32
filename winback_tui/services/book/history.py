"""What was done and by whom: undo, redo, and the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from winback_tui.store.accounts.find import account_names
from winback_tui.store.book import Book
from winback_tui.store.log.acts import Act, acts, next_to_redo, next_to_undo
from winback_tui.store.log.undoing.undo import redo as redo_act
from winback_tui.store.log.undoing.undo import undo as undo_act


@dataclass(frozen=True, slots=True)
class PastAct:
    """One act with the name of the account it is about; `at` in the reader's time zone."""

    act: Act
    account: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Undoable:
    """The sentences of what the next undo and the next redo would do; empty where there is nothing.

    `a_whole_import`: the next undo takes back a whole file, which may take seconds.
    """

    undo: str
    redo: str
    a_whole_import: bool


def history(book: Book, account_id: str | None = None, zone: tzinfo | None = None) -> list[PastAct]:
    """Every act, newest first; of one account when given. `zone` None is the local one."""
    with book.read() as connection:
        found = list(acts(connection, account_id))
        if any(act.received for act in found):
            found.sort(key=lambda act: act.at, reverse=True)
        names = account_names(connection, {act.account_id for act in found if act.account_id})
    return [
        PastAct(
            act, names.get(act.account_id or "", ""), datetime.fromtimestamp(act.at / 1000).astimezone(zone)
        )
        for act in found
    ]


def undoable(book: Book) -> Undoable:
    """What `undo` and `redo` would do now."""
    with book.read() as connection:
        back, again = next_to_undo(acts(connection)), next_to_redo(acts(connection))
    return Undoable(
        back.sentence if back else "",
        again.sentence.removeprefix("Undone: ") if again else "",
        back is not None and back.batch_no is not None,
    )


def undo(book: Book, tx: str | None = None, dry_run: bool = False) -> str:
    """Take back the newest act, or the act `tx`; returns a sentence that says what. Undoing an undo does the act again.

    Raises NotFound when there is nothing to undo, Refused when a later act depends on it.
    """
    return undo_act(book, tx, dry_run)


def redo(book: Book, dry_run: bool = False) -> str:
    """Do again what was undone last; a sentence that says what. Raises NotFound when there is nothing."""
    return redo_act(book, dry_run)
