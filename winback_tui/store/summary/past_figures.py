"""The figures of single accounts as of a past day, without computing those of all others.

The context for scoring (the model, the limits of the classes) depends on the orders of all accounts. For the past day
shown last it is stored in the book, and once somebody asked what was due then, also the numbers of the accounts whose
orders alone may be a sign of a coming loss. Both are valid as long as nothing is written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from winback_tui import __version__
from winback_tui.domain.account.rhythm import gaps_of
from winback_tui.domain.account.signs import may_have_fallen, volume_fall
from winback_tui.domain.account.signs.rules import NEW_CUSTOMER_DAYS
from winback_tui.domain.chance import Sample, fit
from winback_tui.domain.days.medians import median
from winback_tui.domain.errors import BookUnavailable, Refused
from winback_tui.domain.money.yearly_value import value_of_takings
from winback_tui.store.accounts.links import links
from winback_tui.store.accounts.sign_facts import sign_facts
from winback_tui.store.file.open import connect_write, explained
from winback_tui.store.orders.data_day import find_data_day, keep_thin_end
from winback_tui.store.read import plain_rows

from .facts import history_until, of_orders
from .fit_sample import fit_day_of
from .orders import AccountOrders, orders_by_account
from .refresh.rows import context_for, rows_of, write_rows
from .scoring_context import ScoringContext, kept_fact, read_context, write_context
from .subjects import subjects

_NAME = "past_day"
_MAY_SHOW = "may_show"
"""Of the context stored for a past day: numbers of accounts as JSON, null for all."""


def add_figures(connection: sqlite3.Connection, path: Path, day: date, numbers: Collection[int]) -> None:
    """Write the summaries of these accounts into the temp tables of a connection that shows `day`."""
    missing = _without_figures(connection, numbers)
    if missing:
        _add(connection, _context(connection, path, day), day, missing)


def add_figures_of_due(connection: sqlite3.Connection, path: Path, day: date) -> None:
    """The same for every account that may be among the follow-ups of `day`."""
    frame = _context(connection, path, day)
    may_show = _accounts_that_may_show(connection, path, day, frame)
    if may_show is None:
        numbers = {no for (no,) in plain_rows(connection, "SELECT no FROM account")}
    else:
        recorded = {no for (no,) in plain_rows(connection, _WITH_RECORDS)}
        numbers = recorded.union(may_show, sign_facts(connection, day))
    linked = links(connection)
    missing = _without_figures(connection, {linked.get(no, no) for no in numbers})
    if not missing:
        return
    _add(connection, frame, day, None if may_show is None else missing)
    if may_show is not None:
        signs = "SELECT account_no FROM account_summary WHERE signs <> ''"
        showing = [no for (no,) in plain_rows(connection, signs)]
        shown = set(may_show).intersection(showing)
        if len(shown) < len(may_show):
            _note_may_show(connection, sorted(shown))
            _keep_context(connection, path, day)


def _accounts_that_may_show(
    connection: sqlite3.Connection, path: Path, day: date, frame: ScoringContext
) -> list[int] | None:
    """The numbers of those whose orders alone may be a sign, as stored or from all orders; None: it may be any."""
    stored = kept_fact(connection, _MAY_SHOW)
    if stored is not None:
        found: list[int] | None = json.loads(stored)
        return found
    may_show = None
    if not frame.limits.calls_unknown(day):
        every = orders_by_account(connection, frame.data_day)
        may_show = [each.account_no for each in every if each.days and _may_show(each, frame.data_day, day)]
    _note_may_show(connection, may_show)
    _keep_context(connection, path, day)
    return may_show


_WITH_RECORDS = (
    "SELECT no FROM account WHERE id IN ("
    + " UNION ".join(f"SELECT account_id FROM {table}" for table in ("loss_case", "step", "promise", "offer"))
    + ")"
)
"""Accounts of which something may be due by what people recorded; fixes and decisions belong to cases."""


def _without_figures(connection: sqlite3.Connection, numbers: Collection[int]) -> list[int]:
    asked = json.dumps(list(numbers))
    there = connection.execute(
        "SELECT account_no FROM account_summary WHERE account_no IN (SELECT value FROM json_each(?))",
        (asked,),
    )
    return sorted(set(numbers) - {row[0] for row in there})


def _add(connection: sqlite3.Connection, frame: ScoringContext, day: date, numbers: list[int] | None) -> None:
    """The figures of these accounts, or of all."""
    known = subjects(connection, day, numbers)
    facts = (
        of_orders(
            orders, frame.data_day, history_until(orders, frame.fit_day, known[orders.account_no].segment)
        )
        for orders in orders_by_account(connection, frame.data_day, None if numbers is None else list(known))
        if orders.days
    )
    write_rows(connection, list(rows_of(known, facts, frame)))


def _context(connection: sqlite3.Connection, path: Path, day: date) -> ScoringContext:
    return read_context(connection) or _kept_context(connection, day) or _made_context(connection, path, day)


def _kept_context(connection: sqlite3.Connection, day: date) -> ScoringContext | None:
    """The stored context for this day, where nothing was written since."""
    row = connection.execute("SELECT value FROM main.derived WHERE name = ?", (_NAME,)).fetchone()
    stored = json.loads(row[0]) if row else {}
    if stored.get("of") != _version(connection, day):
        return None
    connection.executemany(
        "INSERT OR REPLACE INTO derived (name, value) VALUES (?, ?)", stored["facts"].items()
    )
    return read_context(connection)


def _made_context(connection: sqlite3.Connection, path: Path, day: date) -> ScoringContext:
    end = find_data_day(connection, day)
    fitted_to = fit_day_of(connection, end)
    segments = dict(connection.execute("SELECT no, segment FROM account").fetchall())
    sample, values = Sample(), []
    for orders in orders_by_account(connection, end):
        if not orders.days:
            continue
        history = history_until(orders, fitted_to, segments[orders.account_no])
        if history.days:
            sample.add(history)
        value = value_of_takings(orders.takings, end)
        values.append((orders.account_no, orders.currency, 0 if value is None else value.minor))
    model = fit(sample.histories(), fitted_to.toordinal())
    frame = context_for(connection, day, end, fitted_to, model, values)
    write_context(connection, frame)
    keep_thin_end(connection, end, day)
    _keep_context(connection, path, day)
    return frame


def _note_may_show(connection: sqlite3.Connection, numbers: list[int] | None) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO derived (name, value) VALUES (?, ?)", (_MAY_SHOW, json.dumps(numbers))
    )


def _keep_context(connection: sqlite3.Connection, path: Path, day: date) -> None:
    """Store what the temp tables hold of it in the book, where that can be written."""
    facts = dict(connection.execute("SELECT name, value FROM temp.derived").fetchall())
    stored = json.dumps({"of": _version(connection, day), "facts": facts})
    with suppress(BookUnavailable, Refused), explained(path), closing(connect_write(path)) as writing:
        writing.execute("INSERT OR REPLACE INTO derived (name, value) VALUES (?, ?)", (_NAME, stored))


def _may_show(orders: AccountOrders, end: date, day: date) -> bool:
    """Whether its orders alone may be a sign: those of a new customer, or less volume than usual."""
    first, last = (date.fromordinal(orders.days[at]) for at in (0, -1))
    if (day - first).days <= NEW_CUSTOMER_DAYS:
        return True
    if not may_have_fallen(first, last, len(orders.days), end):
        return False
    return volume_fall(orders.takings, float(median(gaps_of(orders.days))), end) is not None


def _version(connection: sqlite3.Connection, day: date) -> list[object]:
    """A value that changes whenever something was written that a past day may show: an act, an import, a merge."""
    state = connection.execute(
        "SELECT site, seq, hlc, (SELECT count(*) FROM main.act), (SELECT max(no) FROM main.act),"
        " (SELECT count(*) FROM main.import_batch) FROM main.state"
    ).fetchone()
    return [day.isoformat(), __version__, *state]
