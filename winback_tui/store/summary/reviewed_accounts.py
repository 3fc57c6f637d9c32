"""The accounts as a review needs them, from their kept summaries."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.account.status import Status
from winback_tui.domain.money.yearly_value import YEAR
from winback_tui.domain.returns.loss_figures import LossFigures, unpack_losses
from winback_tui.domain.review.facts import ReviewedAccount, Spell
from winback_tui.store.contacts.contacts import CONTACTS_SQL
from winback_tui.store.read import day_or_none

from .orders import ordinal

_SILENT = frozenset({Status.OVERDUE.value, Status.SLEEPING.value})
_BACK = frozenset({Status.RETURNED.value, Status.RECOVERED.value})
_ROWS = (
    "SELECT a.no, a.id, a.name, coalesce(a.owner_id, ''), a.segment, s.abc,"
    " coalesce(nullif(s.currency, ''), a.currency), s.order_days, s.first_day, s.expected_gap, s.status, s.on_list,"
    " s.yearly_value, s.at_stake, s.gone_90, a.hunts_price, a.refers_others, a.gone_reason, s.yearly_sales,"
    " s.silent_from FROM account_summary s JOIN account a ON a.no = s.account_no"
)


def reviewed_accounts(connection: sqlite3.Connection, margin: float) -> list[ReviewedAccount]:
    """Every account that has a summary, judged by its orders alone; its cases are not looked at.

    `margin`: the share of sales that is profit where none is recorded for an account.
    """
    reps = dict(connection.execute("SELECT id, name FROM rep").fetchall())
    reps[""] = ""
    complaining = {
        row[0]
        for row in connection.execute("SELECT DISTINCT account_id FROM complaint WHERE resolved_on = ''")
    }
    contacts = {
        row[0]: day_or_none(row[1])
        for row in connection.execute(
            f"SELECT account_id, max(on_day) FROM {CONTACTS_SQL} GROUP BY account_id"
        )
    }
    cursor = connection.cursor()
    cursor.row_factory = None
    found = []
    for row in cursor.execute(_ROWS):
        no, id, name, owner, segment, abc, currency, count, first, gap, status, on_list = row[:12]
        value, stake, gone_90, hunts, refers, gone, margined, silent_from = row[12:]
        spells: tuple[Spell, ...] = ()
        if count > 1 and not gone:
            silent = None
            if silent_from and (status in _SILENT or (on_list and status in _BACK)):
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
                round(sales * margin) if margined is None else value,
                YEAR / gap if gap else None,
                status,
                stake,
                gone_90,
                bool(on_list),
                bool(hunts),
                bool(refers),
                id in complaining,
                contacts.get(id),
            )
        )
    return found


def loss_figures(connection: sqlite3.Connection) -> dict[int, tuple[str, list[LossFigures]]]:
    """By the number of each account with cases: its first order day, '' for none, and the figures of its losses."""
    rows = connection.execute("SELECT account_no, first_day, losses FROM account_summary WHERE losses <> ''")
    return {no: (first, unpack_losses(kept)) for no, first, kept in rows}


def first_order_day(connection: sqlite3.Connection) -> date | None:
    """The first day that the book knows of: of an order, or of a loss."""
    row = connection.execute(
        "SELECT min(day) FROM (SELECT min(first_day) AS day FROM account_summary WHERE first_day <> ''"
        " UNION ALL SELECT min(lost_on) FROM loss_case)"
    ).fetchone()
    return day_or_none(row[0])
