"""Which losses are answered at this moment, so that an act can tell whom it brought back (playbook M11)."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.store.read.counted_returns import counted_returns


def answered_cases(connection: sqlite3.Connection, today: date) -> dict[str, str]:
    """The cases with a counted return, by id: the account's name with the order that proves it."""
    return {
        each.found.loss.case_id: f"{each.account} (order of {each.found.order.day})"
        for each in counted_returns(connection, today)
    }
