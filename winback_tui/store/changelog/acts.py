"""The acts of the log: which hold, which were taken back, which comes next for undo and redo."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a user. `at` in UTC milliseconds; `undoes` names the act that it takes back."""

    no: int
    tx: str
    at: int
    actor: str
    verb: str
    account_id: str | None
    sentence: str
    undoes: str | None
    batch_no: int | None
    holds: bool


def acts(connection: sqlite3.Connection, account_id: str | None = None) -> list[Act]:
    """Every act, newest first, each knowing whether it still holds; of one account when given."""
    lines = connection.execute(
        "SELECT no, tx, at, actor, verb, account_id, sentence, undoes, batch_no FROM act ORDER BY no DESC"
    ).fetchall()
    taken_back: set[str] = set()
    told = []
    for line in lines:
        no, tx, at, actor, verb, about, sentence, undoes, batch_no = line
        act = Act(no, tx, at, actor, verb, about, sentence, undoes, batch_no, holds=tx not in taken_back)
        if act.holds and act.undoes is not None:
            taken_back.add(act.undoes)
        told.append(act)
    return [act for act in told if account_id is None or act.account_id == account_id]


def next_to_undo(told: Sequence[Act]) -> Act | None:
    """The newest act of a user that still holds."""
    return next((act for act in told if act.undoes is None and act.holds), None)


def next_to_redo(told: Sequence[Act]) -> Act | None:
    """The newest undoing that still holds, unless something new was done since."""
    origins = {act.tx: act.undoes for act in told}
    for act in told:
        if not act.holds:
            continue
        if act.undoes is None:
            return None
        if origins.get(act.undoes) is None:
            return act
    return None
