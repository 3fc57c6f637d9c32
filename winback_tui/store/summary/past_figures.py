"""The figures of single accounts as of a past day, without computing those of all others.

The context for scoring (the model, the limits of the classes) depends on the orders of all accounts. For the past day
shown last it is stored in the book, and is valid as long as nothing is written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from winback_tui import __version__
from winback_tui.domain.chance import Sample, fit
from winback_tui.domain.errors import BookUnavailable, Refused
from winback_tui.domain.money.yearly_value import value_of_takings
from winback_tui.store.file.open import connect_write, explained
from winback_tui.store.orders.data_day import find_data_day, keep_thin_end

from .facts import history_until, of_orders
from .fit_sample import fit_day_of
from .orders import orders_by_account
from .refresh import context_for, rows_of, write_rows
from .scoring_context import ScoringContext, read_context, write_context
from .subjects import subjects

_NAME = "past_day"


def add_figures(connection: sqlite3.Connection, path: Path, day: date, numbers: Collection[int]) -> None:
    """Write the summaries of these accounts into the temp tables of a connection that shows `day`."""
    asked = ",".join(map(str, sorted(numbers)))
    there = connection.execute(f"SELECT account_no FROM account_summary WHERE account_no IN ({asked})")
    missing = sorted(set(numbers) - {row[0] for row in there})
    if not missing:
        return
    frame = read_context(connection) or _kept_context(connection, day) or _made_context(connection, path, day)
    known = subjects(connection, day, missing)
    facts = [
        of_orders(
            orders, frame.data_day, history_until(orders, frame.fit_day, known[orders.account_no].segment)
        )
        for orders in orders_by_account(connection, frame.data_day, list(known))
        if orders.days
    ]
    write_rows(connection, list(rows_of(known, facts, frame)))


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
    facts = dict(connection.execute("SELECT name, value FROM temp.derived").fetchall())
    stored = json.dumps({"of": _version(connection, day), "facts": facts})
    with suppress(BookUnavailable, Refused), explained(path), closing(connect_write(path)) as writing:
        writing.execute("INSERT OR REPLACE INTO derived (name, value) VALUES (?, ?)", (_NAME, stored))
    return frame


def _version(connection: sqlite3.Connection, day: date) -> list[object]:
    """A value that changes whenever something was written that a past day may show: an act, an import, a merge."""
    state = connection.execute(
        "SELECT site, seq, hlc, (SELECT count(*) FROM main.act), (SELECT max(no) FROM main.act),"
        " (SELECT count(*) FROM main.import_batch) FROM main.state"
    ).fetchone()
    return [day.isoformat(), __version__, *state]
