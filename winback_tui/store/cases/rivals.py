"""Who takes our customers, and which."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import named_rows, records, to_record
from winback_tui.store.write import Transaction


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
    return records(
        connection, RivalRow, "SELECT id, name, note FROM competitor ORDER BY name COLLATE NOCASE, id"
    )


def rival_losses(connection: sqlite3.Connection) -> list[RivalLoss]:
    """Every loss that a rival caused, the latest first: once for each rival and case, by the heaviest cause."""
    rows = named_rows(
        connection,
        "SELECT cause.competitor_id AS rival_id, a.id AS account_id, a.name AS account, c.lost_on, cause.reason,"
        " cause.text, coalesce(s.status, '') AS status, coalesce(s.yearly_value, 0) AS yearly_value,"
        " coalesce(nullif(s.currency, ''), a.currency) AS currency, c.id AS case_id FROM cause"
        " JOIN loss_case c ON c.id = cause.case_id JOIN account a ON a.id = c.account_id"
        " LEFT JOIN account_summary s ON s.account_no = a.no WHERE cause.competitor_id IS NOT NULL"
        " ORDER BY c.lost_on DESC, cause.weight DESC, cause.id",
    )
    found: dict[tuple[str, str], RivalLoss] = {}
    for row in rows:
        found.setdefault((row["rival_id"], row["case_id"]), to_record(RivalLoss, row))
    return list(found.values())


def set_rival_note(transaction: Transaction, rival_id: str, note: str) -> None:
    """Put this text about a rival in place of what was there."""
    transaction.update("competitor", rival_id, note=note)
