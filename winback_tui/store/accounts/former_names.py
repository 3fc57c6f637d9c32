"""The names that accounts had before they were renamed; they can still be found by them."""

from __future__ import annotations

import sqlite3

from winback_tui.domain.ids import derived_id
from winback_tui.store.write import Transaction


def keep_former_name(transaction: Transaction, account_id: str, name: str, name_key: str) -> None:
    """Remember this former name of the account; only once, however often it is renamed."""
    row_id = derived_id("former name", account_id, name)
    if name and transaction.find("former_name", row_id) is None:
        transaction.insert("former_name", id=row_id, account_id=account_id, name=name, name_key=name_key)


def former_keys(connection: sqlite3.Connection) -> dict[str, str]:
    """The id of the account by each name without legal form that it had; of several, the last renamed."""
    rows = connection.execute("SELECT name_key, account_id FROM former_name WHERE name_key <> '' ORDER BY id")
    return dict(rows.fetchall())
