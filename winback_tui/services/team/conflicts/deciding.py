"""Conflicts: what two people wrote differently without knowing of each other, listed and decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from winback_tui.domain.errors import BadInput, NeedsHuman, NotFound, Refused
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.wording import count
from winback_tui.services.team.membership import or_blank
from winback_tui.services.team.steps import Step, no_step
from winback_tui.store.book import Book
from winback_tui.store.log.acts import acts
from winback_tui.store.log.rows import current_row
from winback_tui.store.log.undoing.undo import undo
from winback_tui.store.write import Transaction, act
from winback_tui.sync.conflicts.decisions import keep, put_value, take, tried
from winback_tui.sync.conflicts.disputes import DELETED, Dispute, Head
from winback_tui.sync.conflicts.groups import groups_of, open_groups

from .conflict import (
    DELETED_VALUE,
    Conflict,
    conflict_of,
    conflicts_in,
    id_of,
    sides_of,
)
from .typed_value import read_typed
from .value_words import ValueWords

VERB = "conflict"
_LONGEST = 60
"""At most this many characters of a value are quoted in a decision's sentence; the history has the full fields."""

_Decision = Callable[[Transaction, Sequence[Dispute]], None]


def open_conflicts(book: Book) -> list[Conflict]:
    """Every open conflict, account by account."""
    with or_blank(book).read() as connection:
        found = list(conflicts_in(connection))
    return sorted(found, key=lambda each: (each.account.casefold(), each.what, each.field, each.id))


def count_open(book: Book) -> int:
    """How many conflicts are open."""
    with or_blank(book).read() as connection:
        return sum(1 for _ in open_groups(connection))


def find_conflict(book: Book, conflict_id: str) -> Conflict:
    """The open conflict with this id, or whose id begins with it. Raises NotFound, NeedsHuman."""
    wanted = conflict_id.strip().casefold()
    with or_blank(book).read() as connection:
        found = [group for group in open_groups(connection) if wanted and id_of(group).startswith(wanted)]
        if len(found) == 1:
            return conflict_of(connection, found[0])
    if not found:
        raise NotFound(f"There is no open conflict '{conflict_id}'; 'winback conflicts' lists them.")
    raise NeedsHuman(
        f"'{conflict_id}' fits {len(found)} conflicts; give more of the id.",
        [id_of(group) for group in found],
    )


def read_again(book: Book, conflict: Conflict) -> Conflict | None:
    """The same conflict as it is now; None where it is no longer open."""
    first = conflict.disputes[0]
    with or_blank(book).read() as connection:
        for group in groups_of(connection, first.table, first.row):
            if id_of(group) == conflict.id:
                return conflict_of(connection, group)
    return None


def keep_value(book: Book, conflict: Conflict | str, dry_run: bool = False) -> str:
    """Keep the current values; returns the sentence. Raises NotFound; Refused where they changed since they were
    read.
    """

    def decide(transaction: Transaction, group: Sequence[Dispute]) -> None:
        for dispute in group:
            keep(transaction.connection, dispute)

    return _decide(book, _named(book, conflict), dry_run, decide)


def take_value(book: Book, conflict: Conflict | str, number: int, dry_run: bool = False) -> str:
    """Put the value with this number (as listed, from 1) in place; returns the sentence.

    Raises NotFound, BadInput; Refused where the conflict has changed since it was read.
    """
    found = _named(book, conflict)
    if not 1 <= number <= len(found.values):
        raise BadInput(f"Conflict {found.id} has values 1 to {len(found.values)}.")

    def decide(transaction: Transaction, group: Sequence[Dispute]) -> None:
        for dispute, head in zip(group, sides_of(group)[number - 1], strict=True):
            _put(transaction, dispute, head)

    return _decide(book, found, dry_run, decide)


def type_value(book: Book, conflict: Conflict | str, *texts: str, dry_run: bool = False) -> str:
    """Put a third value in place, one text for each field; returns the sentence.

    Amounts are typed as money in the account's currency (`1,250.50`), days as everywhere. Raises NotFound, and
    BadInput for what a field cannot hold; Refused where the conflict has changed since it was read.
    """
    found = _named(book, conflict)
    if found.why_not_typed:
        raise BadInput(found.why_not_typed)
    if len(texts) != len(found.fields):
        names = " and ".join(each.name for each in found.fields)
        raise BadInput(f"{names} belong together: give {len(found.fields)} values, in this order.")

    def decide(transaction: Transaction, group: Sequence[Dispute]) -> None:
        for dispute, field, text in zip(group, found.fields, texts, strict=True):
            value = read_typed(transaction, dispute, field, text)
            put_value(transaction.connection, dispute, value)

    return _decide(book, found, dry_run, decide)


def settle_all(
    book: Book, *, person: str = "", account: str = "", dry_run: bool = False, step: Step = no_step
) -> list[str]:
    """Take every value of this person, or keep the current values at this account; returns the sentences.

    `person` and `account` together: this person's values at this account. All of it is one act. What cannot be decided
    so, because what it belongs to was deleted, stays open. `step` gets the progress and may raise to stop: nothing
    is decided then. Raises NotFound where no conflict matches.
    """
    chosen = [
        each
        for each in open_conflicts(book)
        if (not person or person in each.persons)
        and (not account or account in (each.account_id, each.account))
    ]
    if not chosen:
        raise NotFound("No open conflict is about that.")
    decided = []
    with act(book, VERB, "", dry_run=dry_run) as transaction:
        for number, conflict in enumerate(chosen):
            step(number, len(chosen), conflict.account)
            with tried(transaction.connection) as attempt:
                for dispute, head in zip(conflict.disputes, _side_of_person(conflict, person), strict=True):
                    _put(transaction, dispute, head)
            if attempt.refused:
                continue
            decided.append(f"{conflict.what}: {conflict.field}")
            if conflict.account_id:
                transaction.touch(conflict.account_id)
        whose = f"{person}'s values taken" if person else "the current values were kept"
        where = f" at {chosen[0].account}" if account else ""
        transaction.sentence = f"{count(len(decided), 'conflict')} decided{where}: {whose}"
    return decided


def undo_decision(book: Book, dry_run: bool = False) -> str:
    """Undo the newest decision about a conflict, which opens it again. Raises NotFound, Refused."""
    with or_blank(book).read() as connection:
        last = next(
            (each for each in acts(connection) if each.verb == VERB and each.holds and not each.received),
            None,
        )
    if last is None:
        raise NotFound("No decision about a conflict can be taken back.")
    return undo(book, last.tx, dry_run)


def _named(book: Book, conflict: Conflict | str) -> Conflict:
    return find_conflict(book, conflict) if isinstance(conflict, str) else conflict


def _decide(book: Book, conflict: Conflict, dry_run: bool, decide: _Decision) -> str:
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to act.")
    about = conflict.account_id or None
    with act(book, VERB, "", about, dry_run=dry_run) as transaction:
        group = _as_read(transaction, conflict)
        try:
            decide(transaction, group)
        except sqlite3.IntegrityError as fault:
            raise Refused("Other rows depend on this one; decide about those first.") from fault
        if about is None:
            transaction.touch_everything()
        now = shown_now(transaction, conflict)
        transaction.sentence = f"Conflict decided: {conflict.what}, {conflict.field}: {_at_most(now)}"
    return transaction.sentence


def _at_most(text: str) -> str:
    """The beginning of a long text on one line, for a sentence of the history."""
    line = clean_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def _as_read(transaction: Transaction, conflict: Conflict) -> Sequence[Dispute]:
    """The disputes of the conflict as they are now. Raises Refused where they are no longer those that were shown."""
    first = conflict.disputes[0]
    for group in groups_of(transaction.connection, first.table, first.row):
        if id_of(group) == conflict.id and _changes(group) == _changes(conflict.disputes):
            return group
    raise Refused("This conflict has changed or been decided in the meantime; look at it again.")


def _changes(group: Sequence[Dispute]) -> list[tuple[str, list[tuple[str, int]]]]:
    return [(dispute.column, [head.change for head in dispute.heads]) for dispute in group]


def shown_now(transaction: Transaction, conflict: Conflict) -> str:
    """What the book holds after the decision, in words."""
    first = conflict.disputes[0]
    now = current_row(transaction.connection, first.table, first.row)
    if now is None:
        return DELETED_VALUE
    if first.column == DELETED:
        return "it stays"
    words = ValueWords(transaction.connection)
    currency = words.currency(conflict.account_id, now)
    values = (
        words.in_sentence(each.table, each.column, now[each.column], currency) for each in conflict.disputes
    )
    return ", ".join(value or "empty" for value in values)


def _put(transaction: Transaction, dispute: Dispute, head: Head) -> None:
    if head is dispute.heads[0]:
        keep(transaction.connection, dispute)
    else:
        take(transaction.connection, dispute, head)


def _side_of_person(conflict: Conflict, person: str) -> Sequence[Head]:
    """What this person wrote; the current values where nobody is named."""
    number = next((at for at, each in enumerate(conflict.values) if person and each.person == person), 0)
    return sides_of(conflict.disputes)[number]
