"""A conflict as people see it: the row, the fields, the value before, and what each person wrote."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from winback_tui.domain.ids import derived_id
from winback_tui.store.log.logged_tables import together
from winback_tui.store.log.rows import current_row
from winback_tui.sync.conflicts.authors import author_of
from winback_tui.sync.conflicts.disputes import DELETED, Dispute, Head
from winback_tui.sync.conflicts.groups import open_groups

from .field_words import FieldKind, field_name
from .value_words import ValueWords

DELETED_VALUE = "deleted"
STAYS_VALUE = "stays: something newer belongs to it"
_NOT_SHOWN = frozenset({"id", "no", "key", "name_key", "batch_no", "source", "version"})


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of the values: in words, whose, when (local time), and whether it is the current one."""

    value: str
    person: str
    at: datetime
    stands: bool


@dataclass(frozen=True, slots=True)
class ConflictField:
    """One of the fields in conflict. `values` in words, in the order of the conflict's values.

    `currency` is that of an amount, and of no other kind.
    """

    name: str
    before: str
    values: tuple[str, ...]
    kind: FieldKind
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict. `values`: the current one first. `row`: the other fields of the row, for context.

    `what` names the row in words, `field` the field, or the fields that belong together, each of them in `fields`.
    """

    id: str
    account_id: str
    account: str
    what: str
    field: str
    before: str
    values: tuple[ConflictValue, ...]
    fields: tuple[ConflictField, ...]
    row: Mapping[str, str]
    disputes: tuple[Dispute, ...]

    @property
    def persons(self) -> set[str]:
        """Who wrote the values."""
        return {each.person for each in self.values}

    @property
    def about_deletion(self) -> bool:
        """Whether the row was deleted by one and written to by another: other conflicts may depend on it."""
        return self.disputes[0].column == DELETED

    @property
    def why_not_typed(self) -> str:
        """Empty, or the sentence why no third value can be typed."""
        if self.about_deletion:
            return "A deletion can only be kept or taken; there is no value to type."
        if any(each.kind is FieldKind.ROW for each in self.fields):
            return "This field points to another row; choose one of the values."
        if any(each.kind is FieldKind.MOMENT for each in self.fields):
            return "The time of an event can only be kept or taken, not typed."
        return ""


def conflicts_in(connection: sqlite3.Connection) -> Iterator[Conflict]:
    """Every open conflict of the book."""
    words = ValueWords(connection)
    for group in open_groups(connection):
        yield conflict_of(connection, group, words)


def id_of(group: Sequence[Dispute]) -> str:
    """The id by which a conflict is named: the same on every laptop."""
    first = group[0]
    return derived_id(first.table, first.row, together(first.table, first.column))[-8:]


def sides_of(group: Sequence[Dispute]) -> list[tuple[Head, ...]]:
    """The current values, then what each other person wrote: a head of each dispute.

    Where somebody wrote to only one of the fields, the current values of the others count as theirs.
    """
    first = group[0]
    sides = [tuple(dispute.heads[0] for dispute in group)]
    for head in first.heads[1:]:
        sides.append(tuple(head if each is first else _written_by(each, head.actor) for each in group))
    actors = {head.actor for head in first.heads[1:]}
    for dispute in group[1:]:
        for head in dispute.heads[1:]:
            if head.actor not in actors:
                actors.add(head.actor)
                sides.append(tuple(_written_by(each, head.actor) for each in group))
    return sides


def _written_by(dispute: Dispute, actor: str) -> Head:
    return next((head for head in dispute.heads[1:] if head.actor == actor), dispute.heads[0])


def conflict_of(
    connection: sqlite3.Connection, group: tuple[Dispute, ...], words: ValueWords | None = None
) -> Conflict:
    """The conflict in words; `words` are kept from one to the next where many are read."""
    words = words or ValueWords(connection)
    first = group[0]
    now = current_row(connection, first.table, first.row) or _last_known(first)
    account_id = words.account_of(first.table, first.row, now)
    currency = words.currency(account_id, now)
    sides = sides_of(group)
    fields = tuple(_field(words, group, place, sides, currency) for place in range(len(group)))
    in_dispute = {each.name for each in fields}
    return Conflict(
        id_of(group),
        account_id,
        words.account(account_id),
        words.row(first.table, first.row, now),
        " and ".join(each.name for each in fields),
        ", ".join(each.before for each in fields if first.column != DELETED),
        tuple(
            ConflictValue(
                ", ".join(field.values[number] for field in fields),
                *_whose(connection, side),
                stands=number == 0,
            )
            for number, side in enumerate(sides)
        ),
        fields,
        _rest_of_row(words, first, now, currency, in_dispute),
        group,
    )


def _rest_of_row(
    words: ValueWords,
    dispute: Dispute,
    now: Mapping[str, Any],
    currency: str,
    left_out: set[str],
) -> dict[str, str]:
    """The other fields of the row by name, without meaningless ids and without its account."""
    found = {}
    for column, value in now.items():
        name = field_name(dispute.table, column)
        row_of = words.kind(dispute.table, column) is FieldKind.ROW and column != "competitor_id"
        if value not in (None, "", 0) and column not in _NOT_SHOWN and not row_of and name not in left_out:
            found[name] = words.shown(dispute.table, column, value, currency)
    return found


def _whose(connection: sqlite3.Connection, side: Sequence[Head]) -> tuple[str, datetime]:
    """Who wrote a side; for the current values, who wrote to them last."""
    authors = [author_of(connection, head) for head in side if not head.deletes and head.column != DELETED]
    person, at = max(authors, key=lambda each: each[1], default=(side[0].actor, side[0].at))
    if authors and not side[0].stands:
        person, at = author_of(connection, side[0])
    return person, datetime.fromtimestamp(at / 1000).astimezone()


def _field(
    words: ValueWords,
    group: Sequence[Dispute],
    place: int,
    sides: Sequence[Sequence[Head]],
    currency: str,
) -> ConflictField:
    dispute = group[place]
    table, column = dispute.table, dispute.column
    money = next((at for at, each in enumerate(group) if each.column == "currency"), None)

    def in_words(side: Sequence[Head]) -> str:
        own = str(side[money].value or "") if money is not None else currency
        return _shown(words, dispute, side[place], own)

    kind = words.kind(table, column)
    before = "" if column == DELETED else words.shown(table, column, dispute.before, currency)
    return ConflictField(
        field_name(table, column),
        before,
        tuple(in_words(side) for side in sides),
        kind,
        currency if kind is FieldKind.MONEY else "",
    )


def _shown(words: ValueWords, dispute: Dispute, head: Head, currency: str) -> str:
    if head.deletes:
        return DELETED_VALUE
    if dispute.column == DELETED and head.column == DELETED:
        return STAYS_VALUE
    if head.column == "*" and dispute.column == DELETED:
        return words.row(dispute.table, dispute.row, json.loads(head.value))
    column = head.column if dispute.column == DELETED else dispute.column
    text = words.shown(dispute.table, column, head.value, currency)
    return f"{field_name(dispute.table, column)}: {text}" if dispute.column == DELETED else text


def _last_known(dispute: Dispute) -> dict[str, Any]:
    for head in dispute.heads:
        if head.deletes and isinstance(head.before, str):
            fields = json.loads(head.before)
            return fields if isinstance(fields, dict) else {}
    return {}
