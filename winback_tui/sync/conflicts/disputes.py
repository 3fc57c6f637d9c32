"""Changes that nobody replaced: where a field has two with different values, only a person can decide."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from winback_tui.store.log.install import columns_of
from winback_tui.store.log.logged_tables import only_known
from winback_tui.store.log.rows import current_row
from winback_tui.store.read import plain_rows

from .row_changes import Decisions, RowChange, Stamped, changes_of_row
from .torn_groups import GroupView, changed_apart, touched_by_several, views_apart

DELETED = "-"
"""Used as the column name where a row was deleted by one person and written to by another."""


@dataclass(frozen=True, slots=True)
class Head:
    """One of the values between which a person decides. `at` in UTC milliseconds; `stands`: the book has it now.

    `deletes`: the row was deleted, so there is no value. `change` is its site and number.
    """

    value: Any
    actor: str
    at: int
    change: Stamped
    stamp: tuple[int, str, int]
    before: Any = None
    stands: bool = False
    deletes: bool = False
    column: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field of a row with several heads, the current one first. `column` is `-` where the row was deleted.

    `changes` are all that say one of the values; of those that say the same, `heads` has the newest.
    """

    table: str
    row: str
    column: str
    heads: tuple[Head, ...]
    changes: tuple[Stamped, ...] = ()

    @property
    def before(self) -> Any:
        """What the field held before both."""
        return min(self.heads, key=lambda head: head.stamp).before


def disputes_of(
    connection: sqlite3.Connection,
    table: str,
    row: str,
    decisions: Decisions | None = None,
    equal_too: bool = False,
) -> list[Dispute]:
    """What is in dispute in one row; `equal_too`: with one head, where two people wrote the same, which may change."""
    changes = changes_of_row(connection, table, row)
    if not changes or any(change.emptied for change in changes):
        return []
    decisions = decisions or Decisions(connection)
    settled = _settled(decisions, table, changes)
    removals = [change for change in changes if change.col == "-"]
    removed = max(removals, key=lambda change: change.stamp, default=None)
    stars = [change for change in changes if change.col == "*" and change.value is not None]
    added = max(stars, key=lambda change: change.stamp, default=None)
    fields = [change for change in changes if change.col not in ("*", "-", "~")]
    if not removals and _undisputed(fields, stars, settled) and not touched_by_several(table, changes):
        return []
    for removal in removals:
        last = json.loads(removal.before) if removal.before else {}
        settled |= {
            change.at
            for change in fields
            if change.stamp < removal.stamp and last.get(change.col) == change.value
        }
    if not columns_of(connection, table):
        return []  # a table of a newer Winback: whoever has that decides
    now = current_row(connection, table, row)
    stays_for_others = plain_rows(
        connection, "SELECT 1 FROM kept_row WHERE tbl = ? AND row = ?", (table, row)
    ).fetchone()
    deleted = removed is not None and (added is None or removed.stamp > added.stamp)
    if removed is not None and deleted and (now is None or stays_for_others is not None):
        written = [change for change in (*fields, *stars) if change.at not in settled]
        return _disputed_removal(
            table, row, removed, written, settled, stays_for_others is not None, connection
        )
    if now is None:
        return []
    apart = list(views_apart(table, changes, decisions))
    noted = changed_apart(table, changes, decisions) if equal_too else set()
    return list(
        _disputed_fields(connection, table, row, fields, stars, settled, now, apart, noted, equal_too)
    )


def _undisputed(fields: list[RowChange], stars: list[RowChange], settled: set[Stamped]) -> bool:
    """A quick check: at most one insert, and one change of each field that follows it."""
    open_fields = [change for change in fields if change.at not in settled]
    if len(stars) > 1 or len({change.col for change in open_fields}) < len(open_fields):
        return False
    return not stars or all(change.replaces is not None for change in open_fields)


def _settled(decisions: Decisions, table: str, changes: list[RowChange]) -> set[Stamped]:
    """The changes that another one replaces, or that a decision which still holds cites.

    Where a field cites another one that belongs together with it, its writer only knew of that.
    """
    columns = {change.at: change.col for change in changes}
    settled = {
        change.replaces
        for change in changes
        if change.replaces is not None
        and (columns.get(change.replaces) == change.col or change.col in ("-", "*"))
    }
    for change in changes:
        settled |= {
            cited
            for cited in decisions.settled_by(change)
            if not only_known(table, change.col, columns.get(cited, change.col))
        }
    return settled


def _disputed_fields(
    connection: sqlite3.Connection,
    table: str,
    row: str,
    fields: list[RowChange],
    stars: list[RowChange],
    settled: set[Stamped],
    now: dict[str, Any],
    apart: list[tuple[GroupView, ...]],
    noted: set[str],
    equal_too: bool,
) -> Iterator[Dispute]:
    open_stars = [change for change in stars if change.at not in settled]
    columns = {change.col for change in fields if change.at not in settled}
    first_values = {change.at: json.loads(change.value) for change in open_stars}
    if len(open_stars) > 1:
        columns |= {column for values in first_values.values() for column in values}
    views = _heads_of_views(apart)
    for column in sorted((columns | views.keys() | noted) & now.keys()):
        own = [change for change in fields if change.col == column]
        seen = _values_seen(connection, own)
        heads = [
            _head(change, change.value)
            for change in own
            if change.at not in settled
            and (change.value == change.before or change.stamp >= seen.get(repr(change.value), change.stamp))
        ]
        continued = {change.replaces for change in own}
        heads += [
            _head(change, first_values[change.at].get(column))
            for change in open_stars
            if change.at not in continued
            and column in first_values[change.at]
            and change.stamp >= seen.get(repr(first_values[change.at][column]), change.stamp)
        ]
        heads.sort(key=lambda head: head.stamp, reverse=True)
        heads += views.get(column, ())
        different: dict[str, Head] = {}
        for head in heads:
            different.setdefault(repr(head.value), head)
        if len(different) > 1 or (equal_too and (len(heads) > 1 or column in noted)):
            yield Dispute(
                table,
                row,
                column,
                _standing_first(list(different.values()), now[column]),
                tuple(dict.fromkeys(head.change for head in heads)),
            )


def _heads_of_views(apart: list[tuple[GroupView, ...]]) -> dict[str, list[Head]]:
    """By field: what each of several writers of its group saw in it, where those values differ."""
    found = {}
    for views in apart:
        for column in views[0].values:
            if len({repr(view.values[column]) for view in views}) > 1:
                found[column] = [_head_of_view(view, column) for view in reversed(views)]
    return found


def _head_of_view(view: GroupView, column: str) -> Head:
    value = view.values[column]
    if view.change.col == column:
        return _head(view.change, value)
    return replace(_head(view.change, value), before=value, column=column)


def _values_seen(connection: sqlite3.Connection, own: list[RowChange]) -> dict[str, tuple[int, str, int]]:
    """By value: the newest change of the field whose writer saw that value and wrote another.

    Where two people had written the same, whoever changes it changes both; a decision to keep it is no such writing.
    An undoing is no such change: it brings back what was there, conflicts too.
    """
    found: dict[str, tuple[int, str, int]] = {}
    for change in own:
        if change.value == change.before:
            continue
        undoes = plain_rows(connection, "SELECT undoes FROM act WHERE tx = ?", (change.tx,)).fetchone()
        if undoes is None or undoes[0] is None:
            value = repr(change.before)
            found[value] = max(found.get(value, change.stamp), change.stamp)
    return found


def _disputed_removal(
    table: str,
    row: str,
    removed: RowChange,
    edits: list[RowChange],
    settled: set[Stamped],
    stays: bool,
    connection: sqlite3.Connection,
) -> list[Dispute]:
    if removed.at in settled or not (edits or stays):
        return []
    removal = Head(
        None,
        removed.actor,
        removed.wall,
        removed.at,
        removed.stamp,
        removed.before,
        stands=not stays,
        deletes=True,
        column=DELETED,
    )
    keepers = [_head(change, change.value) for change in edits]
    if not keepers:
        keepers = [_keeper(connection, table, row, removal)]
    heads = [removal, *keepers] if not stays else [*keepers, removal]
    return [Dispute(table, row, DELETED, tuple(heads), tuple(head.change for head in heads))]


def _keeper(connection: sqlite3.Connection, table: str, row: str, removal: Head) -> Head:
    """Who wrote what keeps a deleted row in place: the last to write a row that names it."""
    found = plain_rows(
        connection,
        "SELECT actor, wall FROM change WHERE col = '*' AND instr(value, ?) AND (tbl, row) <> (?, ?)"
        " ORDER BY hlc DESC, site DESC, seq DESC LIMIT 1",
        (f'"{row}"', table, row),
    ).fetchone()
    actor, wall = found if found is not None else ("", removal.at)
    return Head(None, actor, wall, removal.change, removal.stamp, removal.before, stands=True, column=DELETED)


def _head(change: RowChange, value: Any) -> Head:
    return Head(value, change.actor, change.wall, change.at, change.stamp, change.before, column=change.col)


def _standing_first(heads: list[Head], now: Any) -> tuple[Head, ...]:
    """The head whose value the book has comes first, the others by their stamps."""
    at = next((place for place, head in enumerate(heads) if head.value == now), 0)
    standing = replace(heads[at], stands=True)
    return (standing, *(head for place, head in enumerate(heads) if place != at))


def disputed_rows(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Table and name of every row where a merge found something that two people wrote differently."""
    return plain_rows(
        connection, "SELECT tbl, row FROM disputed_row UNION SELECT tbl, row FROM kept_row ORDER BY 1, 2"
    ).fetchall()
