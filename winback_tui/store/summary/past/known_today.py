"""What the book knows of a past day without reading its orders: the model, and the value of who ordered nothing since.

The summaries of today rest on the same orders. Where no account was changed since the past day, a model of the same fit
day is the one of that day; and who has neither an order nor a credit after it, and was known for a year by then, has
brought as much a year as today.
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from winback_tui import __version__
from winback_tui.domain.chance import Model
from winback_tui.domain.money.yearly_value import YEAR
from winback_tui.store.log.past import end_of
from winback_tui.store.read import plain_rows
from winback_tui.store.summary.orders import in_several_currencies
from winback_tui.store.summary.scoring_context import model_of

from .kept_days import kept_models

_STORED = (
    "SELECT name, value FROM main.derived WHERE name IN ('data_day', 'fit_day', 'model', 'scored_by', 'due')"
)


def known_model(connection: sqlite3.Connection, day: date, fit_day: date) -> Model | None:
    """The model of a past `day`, fitted to orders up to `fit_day`; None where it has to be fitted."""
    stored = _of_today(connection)
    if stored.get("fit_day") == fit_day.isoformat() and _accounts_stand(connection, day):
        return model_of(stored["model"])
    for other, model in kept_models(connection, fit_day):
        if _accounts_stand(connection, min(day, other)):
            return model_of(model)
    return None


def known_values(connection: sqlite3.Connection, day: date, end: date) -> list[tuple[int, str, int]]:
    """Number, currency and yearly value (minor units) of accounts as of `day`, whose data day is `end`.

    Left out is who ordered since, or was known for less than a year, or paid in several currencies.
    """
    stored = _of_today(connection)
    if stored.get("data_day", "") < end.isoformat() or not _accounts_stand(connection, day):
        return []
    apart = in_several_currencies(connection)
    rows = plain_rows(
        connection,
        "SELECT account_no, currency, yearly_value FROM main.account_summary"
        " WHERE order_days > 0 AND (order_days = 1 OR first_day <= :year_ago)"
        " AND account_no NOT IN (SELECT account_no FROM main.sales_order WHERE day > :end)"
        " AND account_no IN (SELECT no FROM account)",
        {"end": end.isoformat(), "year_ago": (end - timedelta(days=YEAR)).isoformat()},
    )
    return [row for row in rows if row[0] not in apart]


def _of_today(connection: sqlite3.Connection) -> dict[str, str]:
    """How the summaries of today were made; empty where a scoring is due, or another version of the program did it."""
    stored = dict(plain_rows(connection, _STORED).fetchall())
    return stored if stored.get("scored_by") == __version__ and "due" not in stored else {}


def _accounts_stand(connection: sqlite3.Connection, day: date) -> bool:
    """Whether nobody changed an account after `day`: its segment, its further names, whether it is there."""
    changed = "SELECT 1 FROM main.change WHERE tbl = 'account' AND wall > ? LIMIT 1"
    return connection.execute(changed, (end_of(day),)).fetchone() is None
