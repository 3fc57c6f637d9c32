"""What the team has chosen, as JSON values by name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Any

CURRENCY, FIRM, CADENCE_SETTING = "currency", "firm", "contact cadence"
"""Settings: the currency that the team named, the name of its firm, and how often each class is called."""


def setting(connection: sqlite3.Connection, name: str, usual: Any = None) -> Any:
    """The value of this setting, or `usual`."""
    row = connection.execute("SELECT value FROM setting WHERE id = ?", (name,)).fetchone()
    return usual if row is None else json.loads(row[0])


def settings_named(connection: sqlite3.Connection, names: Collection[str]) -> dict[str, Any]:
    """Those of these settings that the team has chosen, by name."""
    rows = connection.execute(
        "SELECT id, value FROM setting WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(names)),),
    )
    return {name: json.loads(value) for name, value in rows}


def settings_under(connection: sqlite3.Connection, prefix: str) -> dict[str, Any]:
    """Every setting whose name begins with `prefix`, by the rest of its name."""
    rows = connection.execute(
        "SELECT id, value FROM setting WHERE substr(id, 1, ?) = ?", (len(prefix), prefix)
    )
    return {name[len(prefix) :]: json.loads(value) for name, value in rows}


def usual_currency(connection: sqlite3.Connection) -> str:
    """The currency that the team named, else that of most accounts; '' in a book without orders."""
    currency = setting(connection, CURRENCY, "")
    if currency:
        return str(currency)
    row = connection.execute(
        "SELECT currency FROM account_summary WHERE currency <> '' GROUP BY currency ORDER BY count(*) DESC"
    ).fetchone()
    return "" if row is None else str(row[0])


def order_currency(connection: sqlite3.Connection, account_no: int) -> str:
    """The currency of this account's orders; '' where it has none."""
    row = connection.execute(
        "SELECT currency FROM account_summary WHERE account_no = ?", (account_no,)
    ).fetchone()
    return "" if row is None else str(row["currency"])
