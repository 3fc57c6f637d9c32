"""Conflicts: what two people wrote differently without knowing of each other, shown side by side and decided."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from winback_tui.domain.errors import BadInput, NeedsHuman, NotFound, Refused
from winback_tui.domain.ids import derived_id
from winback_tui.domain.text import clean
from winback_tui.services.accounts.reps import resolve_rep
from winback_tui.store.accounts.find import account_names
from winback_tui.store.book import Book
from winback_tui.store.log.acts import acts
from winback_tui.store.log.install import declared_types
from winback_tui.store.log.rows import current_row
from winback_tui.store.log.undo import undo
from winback_tui.store.write import Transaction, act
from winback_tui.sync.conflicts.decisions import keep, put_value, take
from winback_tui.sync.conflicts.disputes import DELETED, Decisions, Dispute, Head, disputed_rows, disputes_of

from .conflict_words import field_name, row_name, shown, together
from .membership import or_blank

VERB = "conflict"
DELETED_VALUE = "deleted"
STAYS_VALUE = "stays: something newer belongs to it"


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of the values: in words, whose, when (local time), and whether the book holds it now."""

    value: str
    person: str
    at: datetime
    stands: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict. `values`: the one that stands first. `row`: the other fields of the row, for the eye.

    `what` names the row in words, `field` the field, or the fields that belong together.
    """

    id: str
    account_id: str
    account: str
    what: str
    field: str
    before: str
    values: tuple[ConflictValue, ...]
    row: dict[str, str]
    disputes: tuple[Dispute, ...]

    @property
    def persons(self) -> set[str]:
        """Who wrote the values."""
        return {each.person for each in self.values}


def open_conflicts(book: Book) -> list[Conflict]:
    """Every open conflict, account by account."""
    with or_blank(book).read() as connection:
        found = list(_conflicts(connection))
    return sorted(found, key=lambda each: (each.account.casefold(), each.what, each.field, each.id))


def count_open(book: Book) -> int:
    """How many conflicts are open."""
    with or_blank(book).read() as connection:
        return sum(1 for _ in _grouped(connection))


def keep_value(book: Book, conflict_id: str, dry_run: bool = False) -> str:
    """Let stand what stands; the sentence of it. Raises NotFound."""
    return _decide(
        book, conflict_id, dry_run, lambda transaction, dispute: keep(transaction.connection, dispute)
    )


def take_value(book: Book, conflict_id: str, number: int, dry_run: bool = False) -> str:
    """Put the value of this number (as listed, from 1) in place; the sentence of it. Raises NotFound, BadInput."""
    conflict = find_conflict(book, conflict_id)
    if not 1 <= number <= len(conflict.values):
        raise BadInput(f"Conflict {conflict.id} has values 1 to {len(conflict.values)}.")
    return _decide(
        book, conflict.id, dry_run, lambda transaction, dispute: _take(transaction, conflict, dispute, number)
    )


def type_value(book: Book, conflict_id: str, text: str, dry_run: bool = False) -> str:
    """Put a third value in place; the sentence of it. Raises NotFound, and BadInput for what the field cannot hold."""
    conflict = find_conflict(book, conflict_id)
    if len(conflict.disputes) > 1:
        raise BadInput(
            f"{conflict.field} belong together; take one side with --take N, then correct the field itself."
        )
    if conflict.disputes[0].column == DELETED:
        raise BadInput("Whether a row is deleted is kept or taken, not typed.")
    return _decide(
        book,
        conflict.id,
        dry_run,
        lambda transaction, dispute: put_value(
            transaction.connection, dispute, _typed(transaction, dispute, text)
        ),
    )


def settle_all(book: Book, *, person: str = "", account: str = "", dry_run: bool = False) -> list[str]:
    """Take every value of this person, or keep what stands for every conflict of this account; the sentences.

    `person` and `account` together: this person's values at this account. All of it is one act.
    """
    chosen = [
        each
        for each in open_conflicts(book)
        if (not person or person in each.persons)
        and (not account or account in (each.account_id, each.account))
    ]
    if not chosen:
        raise NotFound("No open conflict is about that.")
    told = []
    with act(book, VERB, "", dry_run=dry_run) as transaction:
        for conflict in chosen:
            for dispute in conflict.disputes:
                at = next((place for place, head in enumerate(dispute.heads) if head.actor == person), 0)
                if person and at:
                    take(transaction.connection, dispute, dispute.heads[at])
                else:
                    keep(transaction.connection, dispute)
            told.append(f"{conflict.what}: {conflict.field}")
            if conflict.account_id:
                transaction.touch(conflict.account_id)
        whose = f"{person}'s values taken" if person else "what stands was kept"
        transaction.sentence = f"{len(told)} conflicts decided: {whose}"
    return told


def undo_decision(book: Book, dry_run: bool = False) -> str:
    """Take back the newest decision about a conflict, which is open again then. Raises NotFound, Refused."""
    with book.read() as connection:
        last = next((each for each in acts(connection) if each.verb == VERB and each.holds), None)
    if last is None:
        raise NotFound("No decision about a conflict can be taken back.")
    return undo(book, last.tx, dry_run)


def find_conflict(book: Book, conflict_id: str) -> Conflict:
    """The open conflict of this id, or of an id that begins so. Raises NotFound, NeedsHuman."""
    wanted = conflict_id.strip().casefold()
    found = [each for each in open_conflicts(book) if wanted and each.id.startswith(wanted)]
    if not found:
        raise NotFound(f"There is no open conflict '{conflict_id}'; 'winback conflicts' lists them.")
    if len(found) > 1:
        raise NeedsHuman(f"'{conflict_id}' may be {len(found)} conflicts.", [each.id for each in found])
    return found[0]


def _decide(
    book: Book, conflict_id: str, dry_run: bool, decide: Callable[[Transaction, Dispute], None]
) -> str:
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to act.")
    conflict = find_conflict(book, conflict_id)
    about = conflict.account_id or None
    with act(book, VERB, "", about, dry_run=dry_run) as transaction:
        try:
            for dispute in conflict.disputes:
                decide(transaction, dispute)
        except sqlite3.IntegrityError as fault:
            raise Refused("Other rows rest on this one; decide about those first.") from fault
        transaction.touch_everything() if not about else transaction.touch(about)
        now = shown_now(transaction, conflict)
        transaction.sentence = f"Conflict decided: {conflict.what}, {conflict.field}: {now}"
    return transaction.sentence


def shown_now(transaction: Transaction, conflict: Conflict) -> str:
    """What the book holds after the decision, in words."""
    first = conflict.disputes[0]
    now = current_row(transaction.connection, first.table, first.row)
    if now is None:
        return DELETED_VALUE
    if first.column == DELETED:
        return "it stays"
    values = (
        shown(transaction.connection, each.table, each.column, now[each.column]) for each in conflict.disputes
    )
    return ", ".join(value or "empty" for value in values)


def _take(transaction: Transaction, conflict: Conflict, dispute: Dispute, number: int) -> None:
    """Take the head of this number; fields that belong to it take what the same person wrote."""
    head = _head_of(conflict.disputes[0], dispute, number)
    if head is dispute.heads[0]:
        keep(transaction.connection, dispute)
    else:
        take(transaction.connection, dispute, head)


def _head_of(first: Dispute, dispute: Dispute, number: int) -> Head:
    if dispute is first or number == 1:
        return dispute.heads[number - 1]
    person = first.heads[number - 1].actor
    return next((head for head in dispute.heads[1:] if head.actor == person), dispute.heads[0])


def _grouped(connection: sqlite3.Connection) -> Iterator[tuple[Dispute, ...]]:
    """Disputes of fields that belong together are one conflict."""
    decisions = Decisions(connection)
    for table, row in disputed_rows(connection):
        groups: dict[str, list[Dispute]] = {}
        for dispute in disputes_of(connection, table, row, decisions):
            groups.setdefault(together(table, dispute.column), []).append(dispute)
        yield from (tuple(group) for group in groups.values())


def _conflicts(connection: sqlite3.Connection) -> Iterator[Conflict]:
    for group in _grouped(connection):
        first = group[0]
        now = current_row(connection, first.table, first.row) or _last_known(first)
        account_id = account_of(connection, first.table, first.row, now)
        names = account_names(connection, {account_id}) if account_id else {}
        yield Conflict(
            derived_id(first.table, first.row, together(first.table, first.column))[-8:],
            account_id,
            names.get(account_id, ""),
            row_name(connection, first.table, first.row, now),
            " and ".join(field_name(first.table, each.column) for each in group),
            ", ".join(
                shown(connection, each.table, each.column, each.before)
                for each in group
                if each.column != DELETED
            ),
            tuple(_values(connection, group)),
            {
                field_name(first.table, column): shown(connection, first.table, column, value)
                for column, value in now.items()
                if value not in (None, "", 0) and column not in ("id", "name_key")
            },
            group,
        )


def _values(connection: sqlite3.Connection, group: Sequence[Dispute]) -> Iterator[ConflictValue]:
    """A value a person; where fields belong together, what each wrote into all of them."""
    first = group[0]
    for number, head in enumerate(first.heads, 1):
        parts = [_shown(connection, first, head)]
        parts += [_shown(connection, other, _head_of(first, other, number)) for other in group[1:]]
        yield ConflictValue(
            ", ".join(parts), head.actor, datetime.fromtimestamp(head.at / 1000).astimezone(), head.stands
        )


def _shown(connection: sqlite3.Connection, dispute: Dispute, head: Head) -> str:
    if head.deletes:
        return DELETED_VALUE
    if dispute.column == DELETED and head.column == DELETED:
        return STAYS_VALUE
    if head.column == "*":
        return row_name(connection, dispute.table, dispute.row, json.loads(head.value))
    said = shown(connection, dispute.table, head.column, head.value)
    return f"{field_name(dispute.table, head.column)}: {said}" if dispute.column == DELETED else said


def _last_known(dispute: Dispute) -> dict[str, Any]:
    for head in dispute.heads:
        if head.deletes and isinstance(head.before, str):
            told = json.loads(head.before)
            return told if isinstance(told, dict) else {}
    return {}


def account_of(connection: sqlite3.Connection, table: str, row: str, values: dict[str, Any]) -> str:
    """The id of the account that a row is about; '' for none."""
    if table == "account":
        return row
    for column in ("account_id", "account_no"):
        if values.get(column):
            return str(values[column])
    for column, parent in (("case_id", "loss_case"), ("interview_id", "interview"), ("cause_id", "cause")):
        if values.get(column):
            above = current_row(connection, parent, values[column])
            return account_of(connection, parent, values[column], above) if above else ""
    return ""


def _typed(transaction: Transaction, dispute: Dispute, text: str) -> Any:
    """What was typed, as the field holds it. Raises BadInput."""
    kind = declared_types(transaction.connection, dispute.table).get(dispute.column, "VARCHAR")
    typed = clean(text)
    if dispute.column in (
        "owner_id",
        "responsible_id",
        "lost_by_id",
        "by_id",
        "decided_by_id",
        "interviewer_id",
    ):
        return resolve_rep(transaction, typed) if typed else None
    if dispute.column.endswith("_id") or dispute.column == "linked_to":
        raise BadInput("This field points to another row; choose one of the values with --take N.")
    if kind == "BOOLEAN":
        if typed.casefold() not in ("yes", "no"):
            raise BadInput(f"'{typed[:40]}' is neither yes nor no.")
        return int(typed.casefold() == "yes")
    if kind == "INTEGER":
        if not typed.removeprefix("-").isdecimal():
            raise BadInput(f"'{typed[:40]}' is no whole number.")
        return int(typed)
    if dispute.column.endswith("_on") or dispute.column in ("on_day", "day"):
        if typed and not _is_day(typed):
            raise BadInput(f"'{typed[:40]}' is no day; write it as 2026-11-24.")
        return typed
    if dispute.table == "setting":
        return json.dumps(typed, ensure_ascii=False)
    return typed


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
