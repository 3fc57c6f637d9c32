"""Who takes our customers, and which."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RivalRow:
    """A rival by name, with what the team noted about it."""

    id: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class RivalLoss:
    """A loss in which a cause names the rival. `yearly_value` in minor units of `currency`; `back`: returned since."""

    rival_id: str
    account_id: str
    account: str
    lost_on: date
    reason: str
    text: str
    status: str
    yearly_value: int
    currency: str

    @property
    def back(self) -> bool:
        """Whether an order has answered the account's latest loss."""
        return self.status in ("returned", "recovered")


def rival_rows(connection: sqlite3.Connection) -> list[RivalRow]:
    """Every rival, by name."""
    rows = connection.execute("SELECT id, name, note FROM competitor ORDER BY name COLLATE NOCASE, id")
    return [RivalRow(*row) for row in rows]


def rival_losses(connection: sqlite3.Connection) -> list[RivalLoss]:
    """Every loss that a rival caused, the latest first: once for each rival and case, by the heaviest cause."""
    rows = connection.execute(
        "SELECT cause.competitor_id, a.id, a.name, c.lost_on, cause.reason, cause.text, coalesce(s.status, ''),"
        " coalesce(s.yearly_value, 0), coalesce(nullif(s.currency, ''), a.currency), c.id FROM cause"
        " JOIN loss_case c ON c.id = cause.case_id JOIN account a ON a.id = c.account_id"
        " LEFT JOIN account_summary s ON s.account_no = a.no WHERE cause.competitor_id IS NOT NULL"
        " ORDER BY c.lost_on DESC, cause.weight DESC, cause.id"
    )
    found: dict[tuple[str, str], RivalLoss] = {}
    for row in rows:
        loss = RivalLoss(
            row[0], row[1], row[2], date.fromisoformat(row[3]), row[4], row[5], row[6], row[7], row[8]
        )
        found.setdefault((row[0], row[9]), loss)
    return list(found.values())
