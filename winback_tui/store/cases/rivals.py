"""Rivals and the customers they took."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import named_rows, records, to_record
from winback_tui.store.write import Transaction


@dataclass(frozen=True, slots=True)
class RivalRow:
    """A rival by name, with what the team noted about it.

    `switching_cost`: what a customer loses by going to them, such as retooling, time, risk (C-lose).
    """

    id: str
    name: str
    note: str
    promises: str
    weak_points: str
    switching_cost: str


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """What customers say in favour of a rival, with our answer; '' where nobody has one yet (A3)."""

    id: str
    rival_id: str
    objection: str
    answer: str


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """What a free assessment of a rival's delivery to a customer found, and how the rival reacted (W-ass)."""

    id: str
    rival_id: str
    account_id: str
    account: str
    on_day: date
    found: str
    rival_reply: str


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
        connection,
        RivalRow,
        "SELECT id, name, note, promises, weak_points, switching_cost FROM competitor"
        " ORDER BY name COLLATE NOCASE, id",
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


def rivals_of_case(connection: sqlite3.Connection, case_id: str) -> list[RivalRow]:
    """The rivals that a cause of the case names, the heaviest cause first."""
    rows = records(
        connection,
        RivalRow,
        "SELECT r.id, r.name, r.note, r.promises, r.weak_points, r.switching_cost FROM cause"
        " JOIN competitor r ON r.id = cause.competitor_id WHERE cause.case_id = ?"
        " ORDER BY cause.weight DESC, cause.id",
        (case_id,),
    )
    return list(dict.fromkeys(rows))


def objections_to(connection: sqlite3.Connection, rival_id: str) -> list[ObjectionRow]:
    """The objections about a rival, as they were entered."""
    return records(
        connection,
        ObjectionRow,
        "SELECT id, competitor_id AS rival_id, objection, answer FROM rival_objection"
        " WHERE competitor_id = ? ORDER BY id",
        (rival_id,),
    )


def assessments_of(connection: sqlite3.Connection, rival_id: str) -> list[AssessmentRow]:
    """What assessments found in the rival's deliveries, the latest first."""
    return records(
        connection,
        AssessmentRow,
        "SELECT s.id, competitor_id AS rival_id, account_id, a.name AS account, on_day, found, rival_reply"
        " FROM rival_assessment s JOIN account a ON a.id = account_id"
        " WHERE competitor_id = ? ORDER BY on_day DESC, s.id DESC",
        (rival_id,),
    )


def update_rival(transaction: Transaction, rival_id: str, **columns: str) -> None:
    """Replace texts about a rival."""
    transaction.update("competitor", rival_id, **columns)


def insert_objection(transaction: Transaction, rival_id: str, objection: str, answer: str) -> str:
    """Write an objection with our answer; returns its id."""
    return transaction.insert("rival_objection", competitor_id=rival_id, objection=objection, answer=answer)


def update_objection(transaction: Transaction, objection_id: str, **columns: str) -> None:
    """Set the words of an objection, or the answer."""
    transaction.update("rival_objection", objection_id, **columns)


def remove_objection_row(transaction: Transaction, objection_id: str) -> None:
    """Take an objection away."""
    transaction.delete("rival_objection", objection_id)


def insert_assessment(
    transaction: Transaction, rival_id: str, account_id: str, day: date, found: str, rival_reply: str
) -> str:
    """Write what an assessment found; returns its id."""
    return transaction.insert(
        "rival_assessment",
        competitor_id=rival_id,
        account_id=account_id,
        on_day=day.isoformat(),
        found=found,
        rival_reply=rival_reply,
    )
