"""What the alarms of accounts are judged by, read for many accounts at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from winback_tui.domain.account.alarms import Contact
from winback_tui.store.contacts.contacts import CONTACTS_SQL, REACHES_CUSTOMER_SQL
from winback_tui.store.read import day_or_none

from .account_details import ENDINGS
from .links import owners


@dataclass(slots=True)
class AlarmFacts:
    """One account: its people, when we spoke with it, when it asked for a quote, what of it ends on which day."""

    contact_days: list[date] = field(default_factory=list)
    asked_days: list[date] = field(default_factory=list)
    people: list[Contact] = field(default_factory=list)
    endings: list[tuple[str, date]] = field(default_factory=list)


def alarm_facts(
    connection: sqlite3.Connection, numbers: Sequence[int], wants_quote: str
) -> dict[int, AlarmFacts]:
    """The facts of each of these accounts, by its number.

    They asked for a quote where the books hold one, or where
    a contact ended in `wants_quote`.
    """
    facts = {number: AlarmFacts() for number in numbers}
    marks = ",".join(map(str, numbers))
    for number, day in connection.execute(
        f"SELECT a.no, v.on_day FROM account a JOIN {CONTACTS_SQL} v ON v.account_id = a.id"
        f" WHERE a.no IN ({marks}) ORDER BY v.on_day"
    ):
        facts[number].contact_days.append(date.fromisoformat(day))
    for number, day in connection.execute(
        "SELECT a.no, v.on_day FROM activity v JOIN account a ON a.id = v.account_id"
        f" WHERE a.no IN ({marks}) AND v.outcome = ? AND {REACHES_CUSTOMER_SQL} ORDER BY v.on_day",
        (wants_quote,),
    ):
        facts[number].asked_days.append(date.fromisoformat(day))
    owner = owners(connection, numbers)
    for number, day in connection.execute(
        f"SELECT account_no, day FROM sales_order WHERE account_no IN ({','.join(map(str, owner))})"
        " AND kind = 'quote'"
    ):
        facts[owner[number]].asked_days.append(date.fromisoformat(day))
    for number, name, decides, left_on in connection.execute(
        "SELECT a.no, p.name, p.decision_maker, p.left_on FROM person p JOIN account a ON a.id = p.account_id"
        f" WHERE a.no IN ({marks}) ORDER BY p.name, p.id"
    ):
        facts[number].people.append(Contact(name, bool(decides), day_or_none(left_on)))
    for column, what in ENDINGS.items():
        for number, day in connection.execute(
            f"SELECT no, {column} FROM account WHERE no IN ({marks}) AND {column} <> ''"
        ):
            facts[number].endings.append((what, date.fromisoformat(day)))
    return facts
