"""Causes of a loss with their weights, and the fixes that remove them (playbook section 4, 7)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.ids import derived_id
from winback_tui.store.read import records
from winback_tui.store.write import Transaction


@dataclass(frozen=True, slots=True)
class CauseRow:
    """A cause as entered; `weight` in percent, `fixable` None where nobody has said."""

    id: str
    reason: str
    weight: int
    text: str
    voice: str
    fixable: bool | None
    human: bool
    whom: str
    promise_broken: str
    competitor_id: str
    competitor: str
    found_on: date | None


@dataclass(frozen=True, slots=True)
class FixRow:
    """What removes a cause. `cause_found_on`: the day the cause was found, None where nobody wrote it down."""

    id: str
    cause_id: str
    cause_found_on: date | None
    what: str
    owner: str
    due_on: date | None
    done_on: date | None


def causes_of(connection: sqlite3.Connection, case_id: str) -> list[CauseRow]:
    """The causes of a case, the heaviest first."""
    return records(
        connection,
        CauseRow,
        "SELECT cause.id, reason, weight, text, voice, fixable, human, whom, promise_broken,"
        " coalesce(competitor_id, '') AS competitor_id, coalesce(competitor.name, '') AS competitor, found_on"
        " FROM cause LEFT JOIN competitor ON competitor.id = competitor_id"
        " WHERE case_id = ? ORDER BY weight DESC, cause.id",
        (case_id,),
    )


def cause_for_reason(
    connection: sqlite3.Connection, case_id: str, reason: str, voice: str, preferred_id: str
) -> CauseRow | None:
    """The cause of this reason class in this voice: the one of `preferred_id` where it is among them."""
    found = [each for each in causes_of(connection, case_id) if (each.reason, each.voice) == (reason, voice)]
    return min(found, key=lambda each: (each.id != preferred_id, each.id), default=None)


def fixes_of(connection: sqlite3.Connection, case_id: str) -> list[FixRow]:
    """The fixes of a case, the first due first; those without a day last."""
    return records(
        connection,
        FixRow,
        "SELECT fix.id, cause_id, found_on AS cause_found_on, what, coalesce(rep.name, '') AS owner, due_on, done_on"
        " FROM fix JOIN cause ON cause.id = cause_id LEFT JOIN rep ON rep.id = owner_id"
        " WHERE case_id = ? ORDER BY due_on = '', due_on, fix.id",
        (case_id,),
    )


def joined_wordings(connection: sqlite3.Connection) -> dict[str, str]:
    """Each joined wording -> the one that it was joined to."""
    return dict(connection.execute("SELECT wording, stands_for FROM joined_wording ORDER BY id").fetchall())


def join_wording(transaction: Transaction, wording: str, stands_for: str) -> None:
    """Count a wording as another; the row is the same on every laptop, whoever joins it."""
    row = derived_id("joined_wording", wording)
    if transaction.find("joined_wording", row) is None:
        transaction.insert("joined_wording", id=row, wording=wording, stands_for=stands_for)
    else:
        transaction.update("joined_wording", row, stands_for=stands_for)


def split_wording(transaction: Transaction, wording: str) -> None:
    """Count a joined wording separately again."""
    transaction.delete("joined_wording", derived_id("joined_wording", wording))


def root_wordings(connection: sqlite3.Connection) -> list[str]:
    """The wordings of customers' root causes, one entry for each time they were given."""
    return [
        row[0]
        for row in connection.execute(
            "SELECT text FROM cause WHERE voice = 'customer' AND weight > 0 AND text <> '' ORDER BY id"
        )
    ]
