"""Steps with what a calendar needs of each: who, whom to reach and how often it was changed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import named_rows, records


@dataclass(frozen=True, slots=True)
class CalendarStep:
    """A step by its id. `changes` counts the acts that touched it after the first, or closed its case, and so
    only rises; `changed_at` is the last of them in UTC milliseconds. A `removed` one is no longer in the book: the act
    that planned it was undone.
    """

    id: str
    account_id: str
    account: str
    on_day: date
    channel: str
    purpose: str
    owner: str
    done_on: date | None
    dropped_on: date | None
    case_closed: bool
    person: str
    phone: str
    email: str
    city: str
    changes: int
    changed_at: int
    removed: bool

    @property
    def cancelled(self) -> bool:
        """Whether it no longer has to be done."""
        return self.done_on is not None or self.dropped_on is not None or self.case_closed or self.removed


_PERSON = "p.account_id = a.id AND p.left_on = '' ORDER BY NOT p.decision_maker, p.name, p.id LIMIT 1"


def calendar_steps(connection: sqlite3.Connection, since: date) -> list[CalendarStep]:
    """Every step planned for `since` or later, and every open one before; internal tasks too, by day."""
    return records(
        connection,
        CalendarStep,
        "SELECT s.id, s.account_id, a.name AS account, s.on_day, s.channel, s.purpose,"
        " coalesce(r.name, '') AS owner, s.done_on, s.dropped_on, coalesce(c.closed_on, '') <> '' AS case_closed,"
        f" coalesce((SELECT p.name FROM person p WHERE {_PERSON}), '') AS person,"
        f" coalesce(nullif((SELECT p.phone FROM person p WHERE {_PERSON}), ''), a.phone) AS phone,"
        f" coalesce(nullif((SELECT p.email FROM person p WHERE {_PERSON}), ''), a.email) AS email, a.city,"
        " coalesce(l.changes, 1) - 1 + coalesce(k.changes, 0) AS changes, coalesce(l.changed_at, 0) AS changed_at,"
        " 0 AS removed"
        " FROM step s JOIN account a ON a.id = s.account_id LEFT JOIN rep r ON r.id = s.owner_id"
        " LEFT JOIN loss_case c ON c.id = s.case_id"
        " LEFT JOIN (SELECT row, count(DISTINCT tx) AS changes, max(wall) AS changed_at FROM change"
        " WHERE tbl = 'step' GROUP BY row) l ON l.row = s.id"
        " LEFT JOIN (SELECT row, count(DISTINCT tx) AS changes FROM change WHERE tbl = 'loss_case'"
        " AND col = 'closed_on' GROUP BY row) k ON k.row = s.case_id"
        " WHERE s.on_day >= ? OR (s.done_on = '' AND s.dropped_on = '') ORDER BY s.on_day, s.id",
        (since.isoformat(),),
    )


def removed_steps(connection: sqlite3.Connection, since: date) -> list[CalendarStep]:
    """Every step for `since` or later that was planned and then undone, by the log, of accounts that are there."""
    return records(
        connection,
        CalendarStep,
        "SELECT gone.row AS id, a.id AS account_id, a.name AS account, gone.before ->> '$.on_day' AS on_day,"
        " gone.before ->> '$.channel' AS channel, gone.before ->> '$.purpose' AS purpose,"
        " coalesce(r.name, '') AS owner, '' AS done_on, '' AS dropped_on, 0 AS case_closed, '' AS person, '' AS phone,"
        " '' AS email, a.city, (SELECT count(DISTINCT tx) - 1 FROM change WHERE tbl = 'step' AND row = gone.row)"
        " AS changes, max(gone.wall) AS changed_at, 1 AS removed"
        " FROM change gone JOIN account a ON a.id = gone.before ->> '$.account_id'"
        " LEFT JOIN rep r ON r.id = gone.before ->> '$.owner_id'"
        " WHERE gone.tbl = 'step' AND gone.col = '-' AND gone.before ->> '$.on_day' >= ?"
        " AND NOT EXISTS (SELECT 1 FROM step s WHERE s.id = gone.row) GROUP BY gone.row ORDER BY on_day, id",
        (since.isoformat(),),
    )


def former_owners(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """Who had a step before it was given to somebody else: names by the id of the step."""
    found: dict[str, set[str]] = {}
    for row in named_rows(
        connection,
        "SELECT c.row AS step, r.name FROM change c JOIN rep r ON r.id = c.before"
        " WHERE c.tbl = 'step' AND c.col = 'owner_id'",
    ):
        found.setdefault(row["step"], set()).add(row["name"])
    return found
