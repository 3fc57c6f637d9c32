"""The figures of single accounts as of a past day, without computing those of all others.

The context for scoring (the model, the limits of the classes) depends on the orders of all accounts, and so does who
may be due by orders alone. Both are found in one pass and kept, see `kept_days.py`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from winback_tui.domain.account.rhythm import gaps_of
from winback_tui.domain.account.signs import may_have_fallen, volume_fall
from winback_tui.domain.account.signs.rules import NEW_CUSTOMER_DAYS
from winback_tui.domain.chance import OrderHistory, Sample, fit
from winback_tui.domain.days.medians import median
from winback_tui.domain.money.yearly_value import project_cap, value_of_takings
from winback_tui.store.accounts.links import links
from winback_tui.store.accounts.sign_facts import sign_facts
from winback_tui.store.orders.data_day import find_data_day
from winback_tui.store.read import plain_rows
from winback_tui.store.summary.compose import COLUMNS
from winback_tui.store.summary.facts import PackedFacts, history_until, of_orders, to_kept
from winback_tui.store.summary.fit_sample import fit_day_of
from winback_tui.store.summary.orders import AccountOrders, orders_by_account
from winback_tui.store.summary.refresh.rows import context_for, rows_of, write_rows
from winback_tui.store.summary.scoring_context import ScoringContext, read_context, sign_limits, write_context
from winback_tui.store.summary.subjects import subjects

from .kept_days import keep_due, keep_facts, kept_due, kept_facts
from .known_today import known_model, known_values


def add_figures(connection: sqlite3.Connection, path: Path, day: date, numbers: Collection[int]) -> None:
    """Write the summaries of these accounts into the temp tables of a connection that shows `day`."""
    missing = _without_figures(connection, numbers)
    if missing:
        frame = _known_context(connection, day) or _made_context(connection, path, day)
        _add(connection, frame, day, missing)


def add_figures_of_due(connection: sqlite3.Connection, path: Path, day: date) -> None:
    """The same for every account that may be among the follow-ups of `day`."""
    frame = _known_context(connection, day)
    if frame is not None and (rows := kept_due(connection, day)) is not None:
        write_rows(connection, rows)
        return
    anybody = sign_limits(connection).calls_unknown(day)  # of any account it may be that nobody called
    may_show = PackedFacts()
    if frame is None:
        frame = _made_context(connection, path, day, None if anybody else may_show)
    elif not anybody:
        for orders, history in _ordering(connection, frame.data_day, frame.fit_day):
            _take_if_it_may_show(may_show, orders, history, frame.data_day, day, _cap(orders))
    linked = links(connection)
    recorded = {no for (no,) in plain_rows(connection, _WITH_RECORDS)}.union(sign_facts(connection, day))
    recorded_numbers = {linked.get(no, no) for no in recorded}
    asked = None if anybody else recorded_numbers.union(no for no, *_ in may_show.values)
    _add(connection, frame, day, asked, may_show)
    keep_due(connection, path, day, _rows_behind_due(connection, recorded_numbers))


_WITH_RECORDS = (
    "SELECT no FROM account WHERE id IN ("
    + " UNION ".join(f"SELECT account_id FROM {table}" for table in ("loss_case", "step", "promise", "offer"))
    + ")"
)
"""Accounts of which something may be due by what people recorded; fixes and decisions belong to cases."""


def _rows_behind_due(
    connection: sqlite3.Connection, recorded_numbers: Collection[int]
) -> Iterator[tuple[object, ...]]:
    """The summaries of `recorded_numbers`, and of all others that show a sign."""
    return plain_rows(
        connection,
        f"SELECT {', '.join(COLUMNS)} FROM account_summary"
        " WHERE signs <> '' OR account_no IN (SELECT value FROM json_each(?))",
        (json.dumps(list(recorded_numbers)),),
    )


def _without_figures(connection: sqlite3.Connection, numbers: Collection[int]) -> list[int]:
    asked = json.dumps(list(numbers))
    there = connection.execute(
        "SELECT account_no FROM account_summary WHERE account_no IN (SELECT value FROM json_each(?))",
        (asked,),
    )
    return sorted(set(numbers) - {row[0] for row in there})


def _add(
    connection: sqlite3.Connection,
    frame: ScoringContext,
    day: date,
    numbers: Collection[int] | None,
    facts: PackedFacts | None = None,
) -> None:
    """The figures of these accounts, or of all. `facts`: those of some of them, where they are at hand."""
    there = facts or PackedFacts()
    at_hand = {no for no, *_ in there.values}
    known = subjects(connection, day, None if numbers is None else sorted(numbers))
    others = None if numbers is None else [no for no in known if no not in at_hand]
    read = (
        of_orders(orders, frame.data_day, history)
        for orders, history in _ordering(connection, frame.data_day, frame.fit_day, others)
    )
    write_rows(connection, list(rows_of(known, chain(there.given_back(), read), frame)))


def _ordering(
    connection: sqlite3.Connection, end: date, fit_day: date, numbers: list[int] | None = None
) -> Iterator[tuple[AccountOrders, OrderHistory]]:
    """The orders of each of these accounts, or of all, that has any up to `end`; and what the model may learn from."""
    chosen = "" if numbers is None else f" WHERE no IN ({','.join(map(str, numbers))})"
    segments = dict(plain_rows(connection, f"SELECT no, segment FROM account{chosen}"))
    for orders in orders_by_account(connection, end, numbers):
        if orders.days:
            yield orders, history_until(orders, fit_day, segments[orders.account_no])


def _known_context(connection: sqlite3.Connection, day: date) -> ScoringContext | None:
    """The context of this look, else the one kept for `day`."""
    context = read_context(connection)
    if context is None and (facts := kept_facts(connection, day)):
        connection.executemany("INSERT OR REPLACE INTO derived (name, value) VALUES (?, ?)", facts.items())
        context = read_context(connection)
    return context


def _made_context(
    connection: sqlite3.Connection, path: Path, day: date, may_show: PackedFacts | None = None
) -> ScoringContext:
    """The context from the orders of all; on the way, the facts of those whose orders alone may be a sign.

    Where the model is known, the orders of accounts are left out whose value is known too: a week ago of most.
    """
    end = find_data_day(connection, day)
    fitted_to = fit_day_of(connection, end)
    model = known_model(connection, day, fitted_to)
    values = [] if model is None or may_show is not None else known_values(connection, day, end)
    sample = Sample()
    for orders, history in _ordering(connection, end, fitted_to, _all_but(connection, values)):
        if model is None and history.days:
            sample.add(history)
        cap = _cap(orders)
        value = value_of_takings(orders.takings, end, cap)
        values.append((orders.account_no, orders.currency, 0 if value is None else value.minor))
        if may_show is not None:
            _take_if_it_may_show(may_show, orders, history, end, day, cap)
    if model is None:
        model = fit(sample.histories(), fitted_to.toordinal())
    frame = context_for(connection, day, end, fitted_to, model, values)
    write_context(connection, frame)
    keep_facts(connection, path, day)
    return frame


def _all_but(connection: sqlite3.Connection, values: Collection[tuple[int, str, int]]) -> list[int] | None:
    """The accounts without one of these values, not counting further names of others; None for all of them."""
    if not values:
        return None
    known = {*(no for no, *_ in values), *links(connection)}
    return [no for (no,) in plain_rows(connection, "SELECT no FROM account") if no not in known]


def _cap(orders: AccountOrders) -> int | None:
    return project_cap(orders.takings.amounts) if orders.takings.days else None


def _take_if_it_may_show(
    facts: PackedFacts, orders: AccountOrders, history: OrderHistory, end: date, day: date, cap: int | None
) -> None:
    """Add the facts of an account whose orders alone may be a sign: a new customer, or less volume than usual."""
    first, last = (date.fromordinal(orders.days[at]) for at in (0, -1))
    new = (day - first).days <= NEW_CUSTOMER_DAYS
    fell = may_have_fallen(first, last, len(orders.days), end)
    if new or (
        fell and volume_fall(orders.takings, float(median(gaps_of(orders.days))), end, cap) is not None
    ):
        facts.take([to_kept(of_orders(orders, end, history))])
