"""Numbers that two unrelated sources both use: a known number with another customer, day and amount is another
order.
"""

from __future__ import annotations

import sqlite3

_MOST_SOURCES = 9
_COLLIDE = (
    "SELECT i.rowid FROM incoming i JOIN sales_order o ON o.key = i.key WHERE substr(i.key, 1, 1) <> '~'"
    " AND o.account_no <> i.account_no AND o.day <> i.day AND abs(o.amount) <> abs(i.amount)"
)


def part_colliding_numbers(connection: sqlite3.Connection) -> int:
    """Give such rows of the table `incoming` a separate key, the same at each import; returns how many there were.

    The first free one of `key`, `key~2`, `key~3` and so on, where an order that agrees with the row counts as free.
    """
    parted = 0
    for source in range(2, _MOST_SOURCES + 1):
        base = "key" if source == 2 else "substr(key, 1, length(key) - 2)"
        moved = connection.execute(
            f"UPDATE incoming SET key = {base} || '~{source}' WHERE rowid IN ({_COLLIDE})"
        ).rowcount
        if source == 2:
            parted = moved
        if not moved:
            break
    return parted
