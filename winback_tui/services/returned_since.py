"""Which accounts are back at this moment, so that an act can say whom it brought back (playbook M11)."""

from __future__ import annotations

import sqlite3
from datetime import date

from ..store.read.counted_returns import counted_returns


def returned_names(connection: sqlite3.Connection, today: date) -> set[str]:
    """Names of accounts with a counted return, each with the order that proves it."""
    return {
        f"{each.account} (order of {each.found.order.day})" for each in counted_returns(connection, today)
    }
