"""The orders that were written last, such as those that an import has just brought."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from winback_tui.store.read import records


@dataclass(frozen=True, slots=True)
class WrittenOrder:
    """One order with its account's name; `amount` in minor units, `day` as ISO."""

    account: str
    day: str
    amount: int
    currency: str
    kind: str
    number: str


def last_orders(connection: sqlite3.Connection, limit: int) -> list[WrittenOrder]:
    """The last `limit` orders in the order in which they were written."""
    found = records(
        connection,
        WrittenOrder,
        "SELECT a.name AS account, o.day, o.amount, o.currency, o.kind, o.number FROM sales_order o"
        " JOIN account a ON a.no = o.account_no ORDER BY o.no DESC LIMIT ?",
        (limit,),
    )
    return found[::-1]
