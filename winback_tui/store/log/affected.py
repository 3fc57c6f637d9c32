"""Whose summaries a changed row may change: the log knows the row, not always the account that it belongs to."""

from __future__ import annotations

import sqlite3
from typing import Any

from winback_tui.store.returns.smallest import SMALLEST_RETURN
from winback_tui.store.summary.scoring_context import JUDGING_SETTINGS

from .rows import current_row

_OWNERS = (("case_id", "loss_case"), ("interview_id", "interview"), ("cause_id", "cause"))
"""By which column a row without an account of its own names the row that has one, and where that is."""

_JUDGING = {*JUDGING_SETTINGS, SMALLEST_RETURN}


class AffectedAccounts:
    """Collects the ids of accounts whose summary may have changed; `everything`: all may have."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.accounts: set[str] = set()
        self.everything = False
        self.orders_moved = False

    def note(self, table: str, row: str, values: dict[str, Any]) -> None:
        """Note whose summary this row may change; `values` as the log stores them."""
        if table == "segment" or (table == "setting" and row in _JUDGING):
            self.everything = True
        elif table == "account":
            self.accounts.add(row)
            if values.get("linked_to"):
                self.accounts.add(values["linked_to"])
        elif "account_id" in values:
            self.accounts.add(values["account_id"])
        elif table == "sales_order":
            self.accounts.add(values["account_no"])
            self.orders_moved = True
        else:
            for column, parent in _OWNERS:
                if column in values:
                    self.note_now(parent, values[column])
                    return

    def note_now(self, table: str, row: str) -> None:
        """As `note`, with the values that the book holds now; nothing where it has no such row."""
        values = current_row(self._connection, table, row)
        if values is not None:
            self.note(table, row, values)
