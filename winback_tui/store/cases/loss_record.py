"""What is on record about one loss: the facts behind the data's voice."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.case.loss_facts import ComplaintFact, LossFacts, PromiseFact
from winback_tui.store.contacts.contacts import CONTACTS_SQL
from winback_tui.store.orders.orders import orders_of
from winback_tui.store.read import day_or_none


def loss_record(connection: sqlite3.Connection, account_id: str, account_no: int, lost_on: date) -> LossFacts:
    """Orders, complaints, contacts that reached somebody, dated promises and decision makers who left."""
    complaints = connection.execute(
        "SELECT on_day, severity, answered_on, resolved_on FROM complaint WHERE account_id = ? ORDER BY on_day, id",
        (account_id,),
    )
    contacts = connection.execute(
        f"SELECT on_day FROM {CONTACTS_SQL} WHERE account_id = ? ORDER BY on_day",
        (account_id,),
    )
    promises = connection.execute(
        "SELECT text, due_on, kept_on FROM promise WHERE account_id = ? AND due_on <> '' ORDER BY due_on, id",
        (account_id,),
    )
    gone = connection.execute(
        "SELECT name, left_on FROM person WHERE account_id = ? AND decision_maker AND left_on <> ''"
        " ORDER BY left_on, id",
        (account_id,),
    )
    return LossFacts(
        lost_on,
        orders_of(connection, [account_no]).get(account_no, []),
        [
            ComplaintFact(date.fromisoformat(day), severity, day_or_none(answered), day_or_none(resolved))
            for day, severity, answered, resolved in complaints
        ],
        [date.fromisoformat(day) for (day,) in contacts],
        [
            PromiseFact(text, date.fromisoformat(due), day_or_none(kept_on))
            for text, due, kept_on in promises.fetchall()
        ],
        [(name, date.fromisoformat(left)) for name, left in gone.fetchall()],
    )
