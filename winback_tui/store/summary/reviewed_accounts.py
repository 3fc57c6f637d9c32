"""The accounts as a review needs them, from their kept summaries."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any, NamedTuple

from winback_tui.domain.account.lateness import BUCKETS, lateness
from winback_tui.domain.account.order import REAL_ORDER_SQL
from winback_tui.domain.account.rhythm import Rhythm
from winback_tui.domain.account.status import Status
from winback_tui.domain.money.yearly_value import value_of_takings
from winback_tui.store.accounts.links import links
from winback_tui.store.read import day_or_none

from .orders import orders_by_account, ordinal
from .scoring_context import team_limits

_SILENT = frozenset({Status.OVERDUE.value, Status.SLEEPING.value})
_BACK = frozenset({Status.RETURNED.value, Status.RECOVERED.value})
_ROWS = (
    "SELECT a.no, a.id, a.name, coalesce(a.owner_id, ''), a.segment, s.abc,"
    " coalesce(nullif(s.currency, ''), a.currency), s.order_days, s.first_day, s.last_day, s.median_gap,"
    " s.shortest_gap, s.longest_gap, s.spread, s.expected_gap, s.status, s.on_list, s.fragile, s.yearly_value,"
    " s.at_stake, s.gone_90, a.hunts_price, a.refers_others, a.gone_reason"
    " FROM account_summary s JOIN account a ON a.no = s.account_no"
)


class SummarisedAccount(NamedTuple):
    """An account with its kept figures. `first_day`, `last_day`, `silent_from`: proleptic ordinals.

    `silent_from`: the first day on which its silence lay beyond its limit; None while it does not. `yearly_value` in
    minor units of `currency`: profit where `yearly_sales` is another number, else sales.
    """

    no: int
    id: str
    name: str
    owner: str
    segment: str
    abc: str
    currency: str
    order_days: int
    first_day: int | None
    silent_from: int | None
    expected_gap: float | None
    status: str
    on_list: bool
    yearly_value: int
    yearly_sales: int
    by_margin: bool
    at_stake: int
    gone_90: int | None
    hunts_price: bool
    refers_others: bool
    gone: bool
    complaint_open: bool
    last_contact: date | None


def summarised_accounts(connection: sqlite3.Connection, data_day: date) -> list[SummarisedAccount]:
    """Every account that has a summary. Orders are read only of those whose margin is known."""
    reps = dict(connection.execute("SELECT id, name FROM rep").fetchall())
    fixed, buckets, _ = team_limits(connection)
    complaining = {
        row[0]
        for row in connection.execute("SELECT DISTINCT account_id FROM complaint WHERE resolved_on = ''")
    }
    contacts = dict(
        connection.execute(
            "SELECT account_id, max(on_day) FROM activity WHERE channel <> 'internal' GROUP BY account_id"
        ).fetchall()
    )
    margins = _sales_of_margined(connection, data_day)
    cursor = connection.cursor()
    cursor.row_factory = None
    return [
        _summarised(row, reps, fixed, buckets, margins, complaining, contacts, data_day)
        for row in cursor.execute(_ROWS)
    ]


def first_order_day(connection: sqlite3.Connection) -> date | None:
    """The first day that the book knows of: of an order, or of a loss."""
    row = connection.execute(
        "SELECT min(day) FROM (SELECT min(first_day) AS day FROM account_summary WHERE first_day <> ''"
        " UNION ALL SELECT min(lost_on) FROM loss_case)"
    ).fetchone()
    return day_or_none(row[0])


def _summarised(
    row: tuple[Any, ...],
    reps: dict[str, str],
    fixed: dict[str, int],
    buckets: tuple[int, ...],
    margins: dict[int, tuple[int, bool]],
    complaining: set[str],
    contacts: dict[str, str],
    data_day: date,
) -> SummarisedAccount:
    (
        no,
        id,
        name,
        owner,
        segment,
        abc,
        currency,
        count,
        first,
        last,
        median,
        shortest,
        longest,
        spread,
        gap,
        status,
        on_list,
        fragile,
        value,
        stake,
        gone_90,
        hunts,
        refers,
        gone,
    ) = row
    silent = None
    if count and (status in _SILENT or (on_list and status in _BACK)):
        rhythm = Rhythm(
            count,
            date.fromordinal(ordinal(first)),
            date.fromordinal(ordinal(last)),
            median,
            shortest,
            longest,
            spread,
        )
        late = lateness(
            rhythm,
            data_day,
            gap,
            fixed.get(segment),
            buckets or BUCKETS,
            bool(fragile),
        )
        limits = [late.overdue_after + 1] if late.overdue_by_rhythm and late.overdue_after is not None else []
        limits += [late.fixed_days] if late.overdue_by_rule and late.fixed_days is not None else []
        silent = rhythm.last_day.toordinal() + min(limits) if limits else None
    sales, by_margin = margins.get(no, (value, False))
    return SummarisedAccount(
        no,
        id,
        name,
        reps.get(owner, ""),
        segment,
        abc,
        currency,
        count,
        ordinal(first) if first else None,
        silent,
        gap,
        status,
        bool(on_list),
        value,
        sales,
        by_margin,
        stake,
        gone_90,
        bool(hunts),
        bool(refers),
        bool(gone),
        id in complaining,
        day_or_none(contacts.get(id)),
    )


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
