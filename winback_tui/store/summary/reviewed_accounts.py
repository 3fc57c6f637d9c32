"""The accounts as a review needs them, from their kept summaries."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from winback_tui.domain.account.lateness import BUCKETS, lateness
from winback_tui.domain.account.rhythm import Rhythm
from winback_tui.domain.account.status import Status
from winback_tui.domain.money.yearly_value import YEAR, value_of_takings
from winback_tui.domain.review.facts import ReviewedAccount, Spell
from winback_tui.store.accounts.links import links
from winback_tui.store.orders.orders import REAL_ORDER_SQL
from winback_tui.store.read import day_or_none

from .orders import orders_by_account, ordinal
from .scoring_context import team_limits

_SILENT = frozenset({Status.OVERDUE.value, Status.SLEEPING.value})
_BACK = frozenset({Status.RETURNED.value, Status.RECOVERED.value})
_ROWS = (
    "SELECT a.no, a.id, a.name, coalesce(a.owner_id, ''), a.segment, s.abc,"
    " coalesce(nullif(s.currency, ''), a.currency), s.order_days, s.first_day, s.expected_gap, s.status, s.on_list,"
    " s.yearly_value, s.at_stake, s.gone_90, a.hunts_price, a.refers_others, a.gone_reason, s.last_day, s.median_gap,"
    " s.shortest_gap, s.longest_gap, s.spread, s.fragile FROM account_summary s JOIN account a ON a.no = s.account_no"
)


def reviewed_accounts(connection: sqlite3.Connection, data_day: date, margin: float) -> list[ReviewedAccount]:
    """Every account that has a summary, judged by its orders alone; its cases are not looked at.

    `margin`: the share of sales that is profit where none is recorded for an account.
    """
    reps = dict(connection.execute("SELECT id, name FROM rep").fetchall())
    reps[""] = ""
    fixed, buckets, _ = team_limits(connection)
    complaining = {
        row[0]
        for row in connection.execute("SELECT DISTINCT account_id FROM complaint WHERE resolved_on = ''")
    }
    contacts = {
        row[0]: day_or_none(row[1])
        for row in connection.execute(
            "SELECT account_id, max(on_day) FROM activity WHERE channel <> 'internal' GROUP BY account_id"
        )
    }
    margins = _sales_of_margined(connection, data_day)
    cursor = connection.cursor()
    cursor.row_factory = None
    found = []
    for row in cursor.execute(_ROWS):
        no, id, name, owner, segment, abc, currency, count, first, gap, status, on_list = row[:12]
        value, stake, gone_90, hunts, refers, gone = row[12:18]
        spells: tuple[Spell, ...] = ()
        if count > 1 and not gone:
            silent = None
            if status in _SILENT or (on_list and status in _BACK):
                silent = _silent_from(row, data_day, fixed.get(segment), buckets)
            spells = (Spell(ordinal(first), silent),)
        sales, by_margin = margins.get(no, (value, False))
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
                value if by_margin else round(sales * margin),
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


def first_order_day(connection: sqlite3.Connection) -> date | None:
    """The first day that the book knows of: of an order, or of a loss."""
    row = connection.execute(
        "SELECT min(day) FROM (SELECT min(first_day) AS day FROM account_summary WHERE first_day <> ''"
        " UNION ALL SELECT min(lost_on) FROM loss_case)"
    ).fetchone()
    return day_or_none(row[0])


def _silent_from(
    row: tuple[Any, ...], data_day: date, fixed_days: int | None, buckets: tuple[int, ...]
) -> int | None:
    """The first day on which the silence lay beyond its limit; None while it does not."""
    count, first, gap = row[7:10]
    last, median, shortest, longest, spread, fragile = row[18:24]
    first_day, last_day = (date.fromordinal(ordinal(day)) for day in (first, last))
    rhythm = Rhythm(count, first_day, last_day, median, shortest, longest, spread)
    late = lateness(rhythm, data_day, gap, fixed_days, buckets or BUCKETS, bool(fragile))
    limits = [late.overdue_after + 1] if late.overdue_by_rhythm and late.overdue_after is not None else []
    limits += [late.fixed_days] if late.overdue_by_rule and late.fixed_days is not None else []
    return rhythm.last_day.toordinal() + min(limits) if limits else None


def _sales_of_margined(connection: sqlite3.Connection, data_day: date) -> dict[int, tuple[int, bool]]:
    """Sales a year of each account with a margin on record, and whether its kept value is profit."""
    linked = links(connection)
    known = connection.execute(
        f"SELECT DISTINCT account_no FROM sales_order WHERE margin IS NOT NULL AND {REAL_ORDER_SQL}"
    )
    numbers = sorted({linked.get(row[0], row[0]) for row in known})
    found = {}
    for orders in orders_by_account(connection, data_day, numbers) if numbers else ():
        value = value_of_takings(orders.takings, data_day)
        if value is not None:
            found[orders.account_no] = (value.sales, value.by_margin)
    return found
