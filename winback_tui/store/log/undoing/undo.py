"""Undo and redo of any act: its inverse, written as a new act. History is never deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from winback_tui.domain.errors import NotFound, Refused
from winback_tui.store.log.acts import Act, acts, next_to_redo, next_to_undo
from winback_tui.store.log.affected import AffectedAccounts
from winback_tui.store.orders.batch import own_batch, put_back_batch, set_aside_batch
from winback_tui.store.summary.due import FEW_ACCOUNTS

from .before_undo import are_kept, keep_summaries, put_back_summaries
from .inverse import BuiltUpon, changes_of, take_back
from .resettle import settle_batch

if TYPE_CHECKING:
    from winback_tui.store.book import Book
    from winback_tui.store.write import Transaction


def undo(book: Book, tx: str | None = None, dry_run: bool = False) -> str:
    """Undo the newest act, or the act `tx` (which may be an undo); returns the sentence of what was done.

    Raises NotFound when there is nothing to undo, Refused when a later act depends on it.
    """
    with book.read() as connection:
        known = list(acts(connection))
    target = next_to_undo(known) if tx is None else next((act for act in known if act.tx == tx), None)
    if target is None:
        raise NotFound(
            "There is nothing to undo." if tx is None else "There is no such action in the history."
        )
    if not target.holds:
        raise Refused(f"'{target.sentence}' has already been undone.")
    if target.final:
        raise Refused("What was erased cannot be brought back.")
    origin = _origin(known, target)
    if target.undoes is not None and not target.redoes:
        return _reverse(book, target, origin, "redo", dry_run)
    return _reverse(book, target, origin, "undo", dry_run)


def redo(book: Book, dry_run: bool = False) -> str:
    """Redo what was undone last; returns the sentence. Raises NotFound when there is nothing to redo."""
    with book.read() as connection:
        known = list(acts(connection))
    undoing = next_to_redo(known)
    if undoing is None:
        raise NotFound("There is nothing to redo.")
    return _reverse(book, undoing, _origin(known, undoing), "redo", dry_run)


def _origin(known: list[Act], target: Act) -> Act:
    """The user's act behind a chain of undos and redos."""
    by_tx = {act.tx: act for act in known}
    while target.undoes is not None and target.undoes in by_tx:
        target = by_tx[target.undoes]
    return target


def _reverse(book: Book, target: Act, origin: Act, verb: str, dry_run: bool) -> str:
    from winback_tui.store.write import act

    about = target.account_id
    sentence = f"{'Redone' if verb == 'redo' else 'Undone'}: {origin.sentence}"
    homes = {} if target.batch_no is None else {own_batch(origin.tx): target.batch_no}
    try:
        with act(
            book,
            verb,
            sentence,
            about,
            undoes=target.tx,
            batch_no=target.batch_no,
            references_at_end=target.batch_no is not None,
            dry_run=dry_run,
        ) as transaction:
            _write_inverse(transaction, target, homes, scored=not book.writing.in_bulk)
    except sqlite3.IntegrityError as fault:
        raise Refused(
            f"'{target.sentence}' cannot be undone alone: later actions depend on it; undo those first."
        ) from fault
    return sentence


def _write_inverse(transaction: Transaction, target: Act, homes: Mapping[str, int], scored: bool) -> None:
    """Write the opposite of all that the act changed. Raises Refused where a later act has built on it.

    `scored`: the summaries are those of the book, so that they may be kept, or put back.
    """
    connection = transaction.connection
    stand = scored and target.batch_no is not None and are_kept(connection, target.tx)
    if target.batch_no is not None:
        takes_out = _took_in(connection, target)
        moved = (set_aside_batch if takes_out else put_back_batch)(connection, target.batch_no)
        transaction.touch_numbers(*moved)
        if scored and takes_out and len(moved.accounts) > FEW_ACCOUNTS:
            keep_summaries(connection, transaction.tx, all_go=transaction.everything)
    affected = AffectedAccounts(connection)
    try:
        for change in changes_of(connection, target.tx):
            affected.note_now(change.table, change.row)
            take_back(connection, change, homes)
            affected.note_now(change.table, change.row)
    except BuiltUpon as fault:
        raise _built_upon(connection, target, fault) from fault
    for account_id in affected.accounts:
        transaction.touch(account_id)
    if affected.everything:
        transaction.touch_everything()
    if target.batch_no is not None and settle_batch(connection, target.batch_no):
        transaction.touch_everything()
    elif stand:
        transaction.summaries_stand = put_back_summaries(connection)
        transaction.everything = not transaction.summaries_stand


def _took_in(connection: sqlite3.Connection, target: Act) -> bool:
    return any(
        change.table == "import_batch" and change.column == "*"
        for change in changes_of(connection, target.tx)
    )


def _built_upon(connection: sqlite3.Connection, target: Act, fault: BuiltUpon) -> Refused:
    later = connection.execute(
        "SELECT act.sentence FROM change JOIN act USING (tx) WHERE tbl = ? AND row = ? AND act.no > ?"
        " ORDER BY act.no DESC LIMIT 1",
        (fault.change.table, fault.change.row, target.no),
    ).fetchone()
    cause = f"'{later[0]}' was done after it" if later else "it was changed since"
    return Refused(f"'{target.sentence}' cannot be undone alone: {cause}; undo that first.")
