"""Letters and what decides about them, read for many accounts at once."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.account.risk_sign import PLANNED_SOON_DAYS
from winback_tui.domain.plan.letter import LetterKind, Quote, WrittenLetter
from winback_tui.domain.plan.series import FRESH_DAYS, QUOTE
from winback_tui.store.orders.orders import REAL_ORDER_SQL
from winback_tui.store.plans.standing_steps import quote_sql
from winback_tui.store.read import day_or_none, named_rows, records

from .contacts import REACHED_SQL, REACHES_CUSTOMER_SQL

LETTER_LANGUAGE = "letter language:"
"""Prefix of the settings that hold the language of an account's letters, by the account's id."""

NOT_REACHED = "not reached"
"""The beginning of the outcome of a contact that nobody answered."""


@dataclass(frozen=True, slots=True)
class LetterSubject:
    """An account that may get a letter, with its recipient and who signs. `away_until`: a decision to wait."""

    id: str
    no: int
    account: str
    email: str
    segment: str
    hunts_price: bool
    pays_badly: bool
    gone_reason: str
    owner: str
    status: str
    twice_lost: bool
    order_days: int
    first_order: date | None
    last_order: date | None
    case_id: str
    objected_on: date | None
    away_until: date | None
    person: str
    person_email: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A written letter, as stored; `mail` is the address that it can go to now, '' for none."""

    id: str
    account_id: str
    account: str
    case_id: str
    kind: str
    language: str
    percent: int
    written_on: date
    sent_on: date | None
    held_out: bool
    mail: str


_THERE = "p.account_id = a.id AND p.left_on = '' ORDER BY NOT p.decision_maker, p.name, p.id LIMIT 1"
_SUBJECTS = (
    "SELECT a.id, a.no, a.name AS account, a.email, a.segment, a.hunts_price, a.pays_badly, a.gone_reason,"
    " coalesce(r.name, '') AS owner, coalesce(m.status, '') AS status, coalesce(m.twice_lost, 0) AS twice_lost,"
    " coalesce(m.order_days, 0) AS order_days, coalesce(m.first_day, '') AS first_order,"
    " coalesce(m.last_day, '') AS last_order,"
    " coalesce((SELECT c.id FROM loss_case c WHERE c.account_id = a.id AND c.closed_on = ''"
    " ORDER BY c.lost_on DESC, c.opened_on DESC, c.id DESC LIMIT 1), '') AS case_id,"
    " coalesce((SELECT min(o.on_day) FROM letter_objection o WHERE o.account_id = a.id), '') AS objected_on,"
    " coalesce((SELECT max(d.wait_until) FROM decision d JOIN loss_case c ON c.id = d.case_id"
    " WHERE c.account_id = a.id AND c.closed_on = '' AND d.verdict = 'wait' AND NOT EXISTS (SELECT 1 FROM decision l"
    " WHERE l.case_id = d.case_id AND (l.decided_on, l.id) > (d.decided_on, d.id))), '') AS away_until,"
    f" coalesce((SELECT p.name FROM person p WHERE {_THERE}), '') AS person,"
    f" coalesce((SELECT p.email FROM person p WHERE {_THERE}), '') AS person_email"
    " FROM account a LEFT JOIN rep r ON r.id = a.owner_id LEFT JOIN account_summary m ON m.account_no = a.no"
)
_MAY_BE_DUE = (
    "a.linked_to IS NULL AND a.gone_reason = '' AND ("
    "(m.status IN ('overdue', 'sleeping', 'single') AND m.last_day <= :silent)"
    " OR m.status IN ('returned', 'recovered')"
    " OR (m.status IN ('new', 'active', 'single') AND m.first_day BETWEEN :new_from AND :new_to)"
    f" OR a.no IN (SELECT account_no FROM sales_order WHERE kind = '{OrderKind.QUOTE}' AND day >= :quoted))"
)
_LETTERS = (
    "SELECT l.id, l.account_id, a.name AS account, coalesce(l.case_id, '') AS case_id, l.kind, l.language, l.percent,"
    " l.written_on, l.sent_on, l.held_out,"
    f" coalesce(nullif((SELECT p.email FROM person p WHERE {_THERE}), ''), a.email) AS mail"
    " FROM letter l JOIN account a ON a.id = l.account_id"
)


_BY_STEPS = (
    "EXISTS (SELECT 1 FROM step s WHERE s.account_id IN (own.id, kept.id) AND ("
    f"({quote_sql()} AND substr(s.series, {len(QUOTE) + 2}) >= date(q.day, '-{FRESH_DAYS} days'))"
    f" OR (s.done_on = '' AND s.dropped_on = '' AND s.on_day <= :soon AND s.{REACHES_CUSTOMER_SQL})))"
)


def letter_subject(connection: sqlite3.Connection, account_id: str) -> LetterSubject:
    """One account."""
    return records(connection, LetterSubject, f"{_SUBJECTS} WHERE a.id = ?", (account_id,))[0]


def may_be_due(
    connection: sqlite3.Connection, silent: date, new: tuple[date, date], quoted: date
) -> list[LetterSubject]:
    """Accounts that one of the letters by date may be due to: last order up to `silent`, first one within `new`,
    a quote since `quoted`, or back again; in the order of their names.
    """
    days = {"silent": silent, "new_from": new[0], "new_to": new[1], "quoted": quoted}
    values = {name: day.isoformat() for name, day in days.items()}
    return records(
        connection, LetterSubject, f"{_SUBJECTS} WHERE {_MAY_BE_DUE} ORDER BY a.name, a.id", values
    )


def account_ids(connection: sqlite3.Connection, account_nos: Sequence[int]) -> list[str]:
    """The ids of these accounts, by their names."""
    numbers = ",".join(str(int(number)) for number in account_nos)
    return [
        row[0]
        for row in connection.execute(f"SELECT id FROM account WHERE no IN ({numbers}) ORDER BY name, id")
    ]


def letters_by_account(
    connection: sqlite3.Connection, account_id: str = ""
) -> Mapping[str, list[WrittenLetter]]:
    """The letters of every account, or of one, by its id; kinds that this version does not know are left out."""
    found: dict[str, list[WrittenLetter]] = defaultdict(list)
    where, values = (" WHERE account_id = ?", (account_id,)) if account_id else ("", ())
    known = set(LetterKind)
    for row in named_rows(
        connection, f"SELECT account_id, kind, written_on, sent_on FROM letter{where}", values
    ):
        if row["kind"] in known:
            letter = WrittenLetter(
                LetterKind(row["kind"]), date.fromisoformat(row["written_on"]), day_or_none(row["sent_on"])
            )
            found[row["account_id"]].append(letter)
    return found


def letter_rows(connection: sqlite3.Connection, account_id: str = "") -> list[LetterRow]:
    """Every letter, or those of one account, the latest first."""
    where, values = (" WHERE l.account_id = ?", (account_id,)) if account_id else ("", ())
    return records(connection, LetterRow, f"{_LETTERS}{where} ORDER BY l.written_on DESC, l.id DESC", values)


def unsent_letters(connection: sqlite3.Connection) -> list[LetterRow]:
    """Written letters not yet marked as sent, the latest first."""
    return records(
        connection,
        LetterRow,
        f"{_LETTERS} WHERE l.sent_on = '' AND NOT l.held_out ORDER BY l.written_on DESC, l.id DESC",
    )


def unresolved_since(connection: sqlite3.Connection, today: date, account_id: str = "") -> dict[str, date]:
    """The day of the oldest complaint that is not resolved, by the id of the account: of all, or of one."""
    which = " AND account_id = :account" if account_id else ""
    rows = connection.execute(
        f"SELECT account_id, min(on_day) FROM complaint WHERE resolved_on = '' AND on_day <= :today{which}"
        " GROUP BY account_id",
        {"today": today.isoformat(), "account": account_id},
    )
    return {row[0]: date.fromisoformat(row[1]) for row in rows}


def letters_and_objections(connection: sqlite3.Connection) -> dict[str, str]:
    """Every letter, objection and unresolved complaint by its id, with its account: what nobody may overlook who
    writes the next.
    """
    rows = connection.execute(
        "SELECT id, account_id FROM letter UNION ALL SELECT id, account_id FROM letter_objection"
        " UNION ALL SELECT id, account_id FROM complaint WHERE resolved_on = ''"
    )
    return {row[0]: row[1] for row in rows}


def last_replies(connection: sqlite3.Connection, account_id: str = "") -> dict[str, date]:
    """The last day on which an account talked with us, by its id: a contact that is neither one of our letters nor
    an attempt that reached nobody, or an interview.
    """
    which = " AND v.account_id = :account" if account_id else ""
    rows = connection.execute(
        "SELECT account_id, max(day) FROM ("
        "SELECT v.account_id, v.on_day AS day FROM activity v"
        f" WHERE v.{REACHED_SQL} AND lower(v.outcome) NOT LIKE '{NOT_REACHED}%'"
        f" AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.activity_id = v.id){which}"
        " UNION ALL SELECT v.account_id, date(t.started_at / 1000, 'unixepoch', 'localtime') FROM interview t"
        f" JOIN loss_case v ON v.id = t.case_id WHERE 1{which}) GROUP BY account_id",
        {"account": account_id},
    )
    return {row[0]: date.fromisoformat(row[1]) for row in rows}


def open_quotes(
    connection: sqlite3.Connection, since: date, today: date, account_no: int | None = None
) -> dict[int, Quote]:
    """The latest quote since that day of each account, by its number, where no real order has followed it.

    It is followed up by steps where its reminders were planned, or a contact with them is planned for these days.
    """
    which = " AND q.account_no = :no" if account_no is not None else ""
    rows = connection.execute(
        f"SELECT coalesce(kept.no, own.no) AS no, q.number, q.day, {_BY_STEPS} FROM sales_order q JOIN account own"
        " ON own.no = q.account_no LEFT JOIN account kept ON kept.id = own.linked_to"
        f" WHERE q.kind = '{OrderKind.QUOTE}' AND q.day >= :since{which}"
        " AND NOT EXISTS (SELECT 1 FROM sales_order o WHERE o.account_no = q.account_no AND o.day >= q.day"
        f" AND {REAL_ORDER_SQL.replace('kind', 'o.kind').replace('amount', 'o.amount')}) ORDER BY q.day, q.key",
        {
            "since": since.isoformat(),
            "no": account_no,
            "soon": (today + timedelta(days=PLANNED_SOON_DAYS)).isoformat(),
        },
    )
    return {row[0]: Quote(row[1], date.fromisoformat(row[2]), bool(row[3])) for row in rows}


def return_days(connection: sqlite3.Connection, account_nos: Sequence[int]) -> dict[int, date]:
    """The day of the first real order after the latest loss, by the account's number."""
    found = {}
    for no in account_nos:
        row = connection.execute(
            "SELECT min(o.day) FROM sales_order o JOIN account a ON a.no = ?1 JOIN account x"
            " ON x.no = o.account_no AND (x.no = a.no OR x.linked_to = a.id)"
            f" WHERE {REAL_ORDER_SQL.replace('kind', 'o.kind').replace('amount', 'o.amount')}"
            " AND o.day >= (SELECT max(lost_on) FROM loss_case WHERE account_id = a.id)",
            (no,),
        ).fetchone()
        if row[0]:
            found[no] = date.fromisoformat(row[0])
    return found


@dataclass(frozen=True, slots=True)
class KnownLetters:
    """Which of some ids the book has."""

    letters: frozenset[str]
    accounts: frozenset[str]


def letters_known(
    connection: sqlite3.Connection, letter_ids: Sequence[str], account_ids: Sequence[str]
) -> KnownLetters:
    """Which of these letters the book ever had (one that was undone counts), and which of these accounts it has."""
    letters = {
        row[0] for row in connection.execute("SELECT row FROM main.change WHERE tbl = 'letter' AND col = '*'")
    }
    accounts = {row[0] for row in connection.execute("SELECT id FROM account")}
    return KnownLetters(frozenset(letters & set(letter_ids)), frozenset(accounts & set(account_ids)))
