"""Accounts that are back, and those of them that are silent again."""

from __future__ import annotations

import sqlite3

from .accounts_found import AccountRef


def accounts_back(connection: sqlite3.Connection) -> list[AccountRef]:
    """The accounts whose latest loss an order has answered."""
    rows = connection.execute(
        "SELECT a.id, a.no, a.name FROM account_summary s JOIN account a ON a.no = s.account_no"
        " WHERE s.status IN ('returned', 'recovered')"
    )
    return [AccountRef(*row) for row in rows]


def silent_again(connection: sqlite3.Connection) -> set[int]:
    """The numbers of accounts that are back, fragile, and late by their rhythm (playbook M12)."""
    return {
        row[0]
        for row in connection.execute("SELECT account_no FROM account_summary WHERE fragile AND on_list")
    }
