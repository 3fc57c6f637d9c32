"""The facts from which the signs of accounts are judged, read for many or all accounts at once."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from itertools import chain
from typing import Any

from winback_tui.domain.account.signs import AccountPerson, OpenComplaint, SignFacts
from winback_tui.domain.plan.contact_outcomes import ASKING_OUTCOMES, SO_SO
from winback_tui.store.contacts.contacts import CONTACTS_SQL, REACHES_CUSTOMER_SQL
from winback_tui.store.plans.standing_steps import to_do_sql, watch_sql
from winback_tui.store.read import day_or_none, plain_rows

from .account_details import ENDINGS
from .links import links, owners


def sign_facts(
    connection: sqlite3.Connection, today: date, numbers: Collection[int] | None = None
) -> dict[int, SignFacts]:
    """The facts of each of these accounts, or of all, that have any; as known on `today`.

    They asked for a quote where the book has one, or where a contact ended in one of `ASKING_OUTCOMES`.
    """
    among = _Among(numbers)
    until = today.isoformat()
    found: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for number, day in among.rows(
        connection,
        f"SELECT a.no, max(v.on_day) FROM {CONTACTS_SQL} v JOIN account a ON a.id = v.account_id"
        " WHERE {chosen} AND v.on_day <= :today GROUP BY a.no",
        until,
    ):
        found[number]["last_contact"] = date.fromisoformat(day)
    for number, watch, day in among.rows(
        connection,
        f"SELECT a.no, {watch_sql()} AS watch, min(s.on_day) FROM step s JOIN account a ON a.id = s.account_id"
        f" WHERE {{chosen}} AND {to_do_sql()} AND s.{REACHES_CUSTOMER_SQL} GROUP BY a.no, watch",
        until,
    ):
        found[number]["watch_on" if watch else "planned_on"] = date.fromisoformat(day)
    for number, (day, what) in _asked(connection, among, until).items():
        found[number] |= {"asked_on": date.fromisoformat(day), "asked_for": what}
    for number, day in among.rows(
        connection,
        "SELECT a.no, max(v.on_day) FROM activity v JOIN account a ON a.id = v.account_id"
        f" WHERE {{chosen}} AND v.outcome = :outcome AND v.{REACHES_CUSTOMER_SQL} AND v.on_day <= :today"
        " GROUP BY a.no",
        until,
        outcome=SO_SO,
    ):
        found[number]["so_so_on"] = date.fromisoformat(day)
    several: tuple[tuple[str, Iterator[tuple[int, Any]]], ...] = (
        ("endings", _endings(connection, among, until)),
        ("people", _people(connection, among, until)),
        ("complaints", _complaints(connection, among, until)),
    )
    for name, rows in several:
        for number, value in rows:
            found[number][name] = (*found[number].get(name, ()), value)
    return {number: SignFacts(**known) for number, known in found.items()}


class _Among:
    """The chosen accounts in a query: `{chosen}` in its SQL stands for them, `a` is the account."""

    def __init__(self, numbers: Collection[int] | None) -> None:
        self._chosen = "1" if numbers is None else "a.no IN (SELECT value FROM json_each(:numbers))"
        self._numbers = None if numbers is None else json.dumps(list(numbers))
        self.numbers = numbers

    def rows(
        self, connection: sqlite3.Connection, sql: str, today: str, **values: str
    ) -> Iterator[tuple[Any, ...]]:
        return plain_rows(
            connection,
            sql.format(chosen=self._chosen),
            {"numbers": self._numbers, "today": today, **values},
        )


def _asked(connection: sqlite3.Connection, among: _Among, until: str) -> dict[int, tuple[str, str]]:
    """The latest day on which each account asked for something, and for what."""
    latest: dict[int, tuple[str, str]] = {}
    marks = ", ".join(f"'{outcome}'" for outcome in ASKING_OUTCOMES)
    logged = (
        (number, day, ASKING_OUTCOMES[outcome])
        for number, day, outcome in among.rows(
            connection,
            "SELECT a.no, v.on_day, v.outcome FROM activity v JOIN account a ON a.id = v.account_id"
            f" WHERE {{chosen}} AND v.outcome IN ({marks}) AND v.{REACHES_CUSTOMER_SQL} AND v.on_day <= :today",
            until,
        )
    )
    for number, day, what in chain(logged, _quotes(connection, among, until)):
        latest[number] = max(latest.get(number, ("", "")), (day, what))
    return latest


def _quotes(connection: sqlite3.Connection, among: _Among, until: str) -> Iterator[tuple[int, str, str]]:
    """The quotes in the book, each under the account that it belongs to."""
    if among.numbers is None:
        owner, asked = links(connection), "1"
    else:
        owner = owners(connection, among.numbers)
        asked = f"account_no IN ({','.join(map(str, owner))})"
    for number, day in plain_rows(
        connection,
        f"SELECT account_no, max(day) FROM sales_order WHERE kind = 'quote' AND {asked} AND day <= ?"
        " GROUP BY account_no",
        (until,),
    ):
        yield owner.get(number, number), day, "quote"


def _endings(
    connection: sqlite3.Connection, among: _Among, until: str
) -> Iterator[tuple[int, tuple[str, date]]]:
    for column, what in ENDINGS.items():
        for number, day in among.rows(
            connection, f"SELECT a.no, a.{column} FROM account a WHERE {{chosen}} AND a.{column} <> ''", until
        ):
            yield number, (what, date.fromisoformat(day))


def _people(connection: sqlite3.Connection, among: _Among, until: str) -> Iterator[tuple[int, AccountPerson]]:
    for number, name, left_on in among.rows(
        connection,
        "SELECT a.no, p.name, p.left_on FROM person p JOIN account a ON a.id = p.account_id"
        " WHERE {chosen} AND p.decision_maker AND p.account_id IN"
        " (SELECT account_id FROM person WHERE decision_maker AND left_on <> '') ORDER BY p.name, p.id",
        until,
    ):
        yield number, AccountPerson(name, True, day_or_none(left_on))


def _complaints(
    connection: sqlite3.Connection, among: _Among, until: str
) -> Iterator[tuple[int, OpenComplaint]]:
    for number, row, on_day, severity, text, answered_on in among.rows(
        connection,
        "SELECT a.no, c.id, c.on_day, c.severity, c.text, c.answered_on FROM complaint c"
        " JOIN account a ON a.id = c.account_id WHERE {chosen} AND c.resolved_on = '' ORDER BY c.on_day, c.id",
        until,
    ):
        yield number, OpenComplaint(row, date.fromisoformat(on_day), severity, text, day_or_none(answered_on))
