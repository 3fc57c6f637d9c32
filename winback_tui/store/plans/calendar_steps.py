"""Steps with what a calendar needs of each: who, whom to reach and how often it was changed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import records


@dataclass(frozen=True, slots=True)
class CalendarStep:
    """A step by its id. `changes` counts the acts that touched it after the first, or closed its case, and so
    only rises; `changed_at` is
    the last of them in UTC milliseconds.
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

    @property
    def cancelled(self) -> bool:
        """Whether it no longer has to be done."""
        return self.done_on is not None or self.dropped_on is not None or self.case_closed


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
        " coalesce(l.changes, 1) - 1 + coalesce(k.changes, 0) AS changes, coalesce(l.changed_at, 0) AS changed_at"
        " FROM step s JOIN account a ON a.id = s.account_id LEFT JOIN rep r ON r.id = s.owner_id"
        " LEFT JOIN loss_case c ON c.id = s.case_id"
        " LEFT JOIN (SELECT row, count(DISTINCT tx) AS changes, max(wall) AS changed_at FROM change"
        " WHERE tbl = 'step' GROUP BY row) l ON l.row = s.id"
        " LEFT JOIN (SELECT row, count(DISTINCT tx) AS changes FROM change WHERE tbl = 'loss_case'"
        " AND col = 'closed_on' GROUP BY row) k ON k.row = s.case_id"
        " WHERE s.on_day >= ? OR (s.done_on = '' AND s.dropped_on = '') ORDER BY s.on_day, s.id",
        (since.isoformat(),),
    )
