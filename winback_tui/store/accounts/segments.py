"""Segments with their own standard of 'gone' (playbook B2)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment, how many accounts are in it, and after how many days without an order they are to be called (W1).

    `id` is '' where the segment has no rule of its own.
    """

    name: str
    accounts: int
    fixed_days: int | None
    id: str = ""


def segment_rows(connection: sqlite3.Connection) -> list[SegmentRow]:
    """Every segment that accounts belong to or that has a rule, by name."""
    rules = {
        row["name"]: row for row in connection.execute("SELECT name, fixed_days, id FROM segment").fetchall()
    }
    used = connection.execute(
        "SELECT segment, count(*) AS accounts FROM account WHERE segment <> '' GROUP BY segment"
    )
    accounts = {row["segment"]: row["accounts"] for row in used}
    found = []
    for name in sorted({*rules, *accounts}, key=lambda name: (name.casefold(), name)):
        rule = rules.get(name)
        found.append(
            SegmentRow(
                name, accounts.get(name, 0), rule["fixed_days"] if rule else None, rule["id"] if rule else ""
            )
        )
    return found


def segment_names(connection: sqlite3.Connection) -> list[str]:
    """Segments that accounts belong to or that have a rule of their own, by name."""
    return [row.name for row in segment_rows(connection)]


def segment_by_account(connection: sqlite3.Connection) -> dict[int, str]:
    """The segment of each account, by the account's number; '' where it has none."""
    return {row["no"]: row["segment"] for row in connection.execute("SELECT no, segment FROM account")}
