"""The accounts as a review needs them, one by one, from their kept summaries."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from winback_tui.domain.account.status import Status
from winback_tui.domain.returns.loss_figures import LossFigures, unpack_many
from winback_tui.domain.review.account_sums import orders_a_year, profit_at
from winback_tui.domain.review.facts import ReviewedAccount, Spell
from winback_tui.store.contacts.contacts import CONTACTS_SQL
from winback_tui.store.read import plain_rows
from winback_tui.store.summary.orders import ordinal

SILENT = (Status.OVERDUE, Status.SLEEPING)
"""The statuses of accounts whose silence exceeds its limit."""
_BACK = frozenset({Status.RETURNED, Status.RECOVERED})
_ROWS = (
    "SELECT a.no, a.id, a.name, coalesce(a.owner_id, ''), a.segment, s.abc,"
    " coalesce(nullif(s.currency, ''), a.currency), s.order_days, s.first_day, s.expected_gap, s.status, s.on_list,"
    " s.yearly_value, s.at_stake, s.gone_90, a.hunts_price, a.refers_others, s.yearly_sales,"
    " s.silent_from FROM account_summary s JOIN account a ON a.no = s.account_no"
)
_CHOSEN = "s.account_no IN (SELECT value FROM json_each(?))"


class ContactedAccount(NamedTuple):
    """An account with the day of its last contact, and what a review may be narrowed to."""

    no: int
    owner: str
    segment: str
    abc: str
    currency: str
    day: date


def contacted_accounts(connection: sqlite3.Connection) -> list[ContactedAccount]:
    """Every account that was ever contacted."""
    reps = rep_names(connection)
    rows = plain_rows(
        connection,
        "SELECT a.no, coalesce(a.owner_id, ''), a.segment, s.abc, coalesce(nullif(s.currency, ''), a.currency),"
        f" c.on_day FROM (SELECT account_id, max(on_day) AS on_day FROM {CONTACTS_SQL} GROUP BY account_id) c"
        " JOIN account a ON a.id = c.account_id JOIN account_summary s ON s.account_no = a.no",
    )
    return [
        ContactedAccount(no, reps.get(owner, ""), segment, abc, currency, date.fromisoformat(day))
        for no, owner, segment, abc, currency, day in rows
    ]


def rep_names(connection: sqlite3.Connection) -> dict[str, str]:
    """The name of each employee by id."""
    return dict(plain_rows(connection, "SELECT id, name FROM rep").fetchall())


def segment_names(connection: sqlite3.Connection) -> list[str]:
    """Every segment that an account is of."""
    rows = plain_rows(connection, "SELECT DISTINCT segment FROM account_summary WHERE segment <> ''")
    return [row[0] for row in rows]


def numbers_to_list(connection: sqlite3.Connection, more_ids: Collection[str]) -> list[int]:
    """Numbers of the accounts for which a review needs more than their orders, with those of `more_ids`.

    These have a case or a complaint, or hunt for the lowest price, or refer others; or their orders name no currency,
    but the account does.
    """
    rows = plain_rows(
        connection,
        "SELECT no FROM account WHERE id IN (SELECT account_id FROM loss_case UNION SELECT account_id FROM complaint"
        " UNION SELECT value FROM json_each(?)) UNION SELECT no FROM account WHERE hunts_price OR refers_others"
        " UNION SELECT * FROM (SELECT account_no FROM account_summary WHERE currency = '' AND order_days > 0"
        # mostly either all accounts have a currency or none
        " AND EXISTS (SELECT 1 FROM account WHERE currency <> '')"
        " INTERSECT SELECT no FROM account WHERE currency <> '')",
        (json.dumps(list(more_ids)),),
    )
    return [row[0] for row in rows]


def reviewed_accounts(
    connection: sqlite3.Connection, margin: float, contacts: dict[int, date], numbers: Collection[int] | None
) -> list[ReviewedAccount]:
    """The accounts of these numbers that have a summary, or all, judged by their orders alone.

    `margin`: the share of sales that is profit where none is recorded for an account. `contacts`: the day of the last
    contact by number.
    """
    reps = rep_names(connection)
    complaining = {
        row[0]
        for row in plain_rows(connection, "SELECT DISTINCT account_id FROM complaint WHERE resolved_on = ''")
    }
    chosen, values = _chosen(numbers)
    found = []
    for row in plain_rows(connection, f"{_ROWS} WHERE {chosen}", values):
        no, id, name, owner, segment, abc, currency, count, first, gap, status, on_list = row[:12]
        value, stake, gone_90, hunts, refers, margined, silent_from = row[12:]
        spells: tuple[Spell, ...] = ()
        if count > 1 and status != Status.GONE:
            silent = None
            if silent_from and (status in SILENT or (on_list and status in _BACK)):
                silent = ordinal(silent_from)
            spells = (Spell(ordinal(first), silent),)
        sales = value if margined is None else margined
        found.append(
            ReviewedAccount(
                no,
                id,
                name,
                reps.get(owner, ""),
                segment,
                abc,
                currency,
                spells,
                sales,
                profit_at(sales, margin) if margined is None else value,
                orders_a_year(gap),
                status,
                stake,
                gone_90,
                bool(on_list),
                bool(hunts),
                bool(refers),
                id in complaining,
                contacts.get(no),
            )
        )
    return found


def loss_figures(
    connection: sqlite3.Connection, numbers: Collection[int] | None
) -> dict[int, tuple[str, list[LossFigures]]]:
    """By the number of each account with cases: its first order day ('' for none), and the figures of its losses.

    `numbers`: of which accounts; of all where None.
    """
    chosen, values = _chosen(numbers)
    rows = plain_rows(
        connection,
        f"SELECT account_no, first_day, losses FROM account_summary s WHERE losses <> '' AND {chosen}",
        values,
    ).fetchall()
    losses = unpack_many([packed for _, _, packed in rows])
    return {no: (first, own) for (no, first, _), own in zip(rows, losses, strict=True)}


def _chosen(numbers: Collection[int] | None) -> tuple[str, tuple[str, ...]]:
    return ("1", ()) if numbers is None else (_CHOSEN, (json.dumps(list(numbers)),))
