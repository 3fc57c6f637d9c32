"""The acts of the log: which hold, which were taken back, which comes next for undo and redo."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ERASE, ERASED = "erase", "erased"
"""Verbs of the erasure of an account, and of the acts that it emptied: nothing brings these back."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a user. `at` in UTC milliseconds; `undoes` names the act that it takes back.

    `redoes`: the act that it takes back was an undoing itself.
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

    @property
    def final(self) -> bool:
        """Whether nothing can take it back."""
        return self.verb in (ERASE, ERASED)


def acts(connection: sqlite3.Connection, account_id: str | None = None) -> Iterator[Act]:
    """Every act, newest first, each knowing whether it still holds; of one account when given."""
    lines = connection.execute(
        "SELECT a.no, a.tx, a.at, a.actor, a.verb, a.account_id, a.sentence, a.undoes, a.batch_no,"
        " o.undoes IS NOT NULL FROM act a LEFT JOIN act o ON o.tx = a.undoes ORDER BY a.no DESC"
    )
    taken_back: set[str] = set()
    for line in lines:
        no, tx, at, actor, verb, about, sentence, undoes, batch_no, redoes = line
        holds = tx not in taken_back
        act = Act(no, tx, at, actor, verb, about, sentence, undoes, batch_no, bool(redoes), holds)
        if act.holds and act.undoes is not None:
            taken_back.add(act.undoes)
        if account_id is None or act.account_id == account_id:
            yield act


def act_sentence(connection: sqlite3.Connection, tx: str) -> str:
    """What the act of this transaction did, as the log has it so far; '' where it has none."""
    row = connection.execute("SELECT sentence FROM act WHERE tx = ?", (tx,)).fetchone()
    return "" if row is None else str(row[0])


def next_to_undo(told: Iterable[Act]) -> Act | None:
    """The newest act of a user that still holds."""
    return next((act for act in told if act.undoes is None and act.holds and not act.final), None)


def next_to_redo(told: Iterable[Act]) -> Act | None:
    """The newest undoing that still holds, unless something new was done since."""
    for act in told:
        if not act.holds:
            continue
        if act.undoes is None:
            return None
        if not act.redoes:
            return act
    return None
