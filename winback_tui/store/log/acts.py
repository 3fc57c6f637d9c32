"""The acts of the log: which are in force, which were undone, and which is next to undo and redo."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ERASE, ERASED = "erase", "erased"
"""Verbs of erasing an account, and of the acts emptied by that: neither can be undone."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a user. `at` in UTC milliseconds; `undoes` names the act that it undoes.

    `redoes`: the act that it undoes was itself an undo. `received`: it was done on another laptop.
    """

    no: int
    tx: str
    at: int
    actor: str
    verb: str
    account_id: str | None
    sentence: str
    undoes: str | None
    batch_no: int | None
    redoes: bool
    holds: bool
    received: bool = False

    @property
    def final(self) -> bool:
        """Whether it cannot be undone."""
        return self.verb in (ERASE, ERASED)


def acts(connection: sqlite3.Connection, account_id: str | None = None) -> Iterator[Act]:
    """Every act, newest first, with whether it is still in force; of one account when given."""
    lines = connection.execute(
        "SELECT a.no, a.tx, a.at, a.actor, a.verb, a.account_id, a.sentence, a.undoes, a.batch_no,"
        " o.undoes IS NOT NULL, a.received FROM act a LEFT JOIN act o ON o.tx = a.undoes ORDER BY a.no DESC"
    )
    taken_back: set[str] = set()
    for line in lines:
        no, tx, at, actor, verb, about, sentence, undoes, batch_no, redoes, received = line
        holds = tx not in taken_back
        act = Act(
            no, tx, at, actor, verb, about, sentence, undoes, batch_no, bool(redoes), holds, bool(received)
        )
        if act.holds and act.undoes is not None:
            taken_back.add(act.undoes)
        if account_id is None or act.account_id == account_id:
            yield act


def act_sentence(connection: sqlite3.Connection, tx: str) -> str:
    """What the act of this transaction did, as the log has it so far; '' where it has none."""
    row = connection.execute("SELECT sentence FROM act WHERE tx = ?", (tx,)).fetchone()
    return "" if row is None else str(row[0])


def entered_here(connection: sqlite3.Connection, table: str, row: str) -> bool:
    """Whether the row was entered on this laptop, and not by a colleague whose book was merged."""
    found = connection.execute(
        "SELECT received FROM change JOIN act ON act.tx = change.tx WHERE tbl = ? AND row = ? AND col = '*'"
        " ORDER BY hlc DESC, change.site DESC LIMIT 1",
        (table, row),
    ).fetchone()
    return found is not None and not found[0]


def next_to_undo(newest_first: Iterable[Act]) -> Act | None:
    """The newest act of this laptop that is still in force."""
    return next(
        (
            act
            for act in newest_first
            if act.undoes is None and act.holds and not act.final and not act.received
        ),
        None,
    )


def next_to_redo(newest_first: Iterable[Act]) -> Act | None:
    """The newest undo that is still in force, unless something new was done since."""
    for act in newest_first:
        if not act.holds or act.received:
            continue
        if act.undoes is None:
            return None
        if not act.redoes:
            return act
    return None


def written_by(connection: sqlite3.Connection, table: str, row: str, column: str) -> str | None:
    """The verb of the act that gave a field its present value, ignoring undone acts and their undos.

    None where nothing has changed the field since its row was created.
    """
    taken_back: set[str] = set()
    at = connection.execute(
        "SELECT site, seq FROM cell WHERE tbl = ? AND row = ? AND col = ?", (table, row, column)
    ).fetchone()
    while at is not None:
        found = connection.execute(
            "SELECT change.tx, col, coalesce(verb, ''), undoes, replaces_site, replaces_seq"
            " FROM change LEFT JOIN act ON act.tx = change.tx WHERE change.site = ? AND change.seq = ?",
            tuple(at),
        ).fetchone()
        if found is None or found[1] != column:
            return None
        tx, _, verb, undoes, *at = found
        if tx not in taken_back and undoes is None:
            return str(verb)
        if tx not in taken_back:
            taken_back.add(undoes)
    return None
