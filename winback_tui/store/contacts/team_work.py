"""What each employee did in a period."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date

from winback_tui.domain.account.complaints import ComplaintRecord
from winback_tui.domain.review.facts import RepWork
from winback_tui.store.read import day_or_none


def team_work(connection: sqlite3.Connection, start: date, end: date) -> list[RepWork]:
    """By employee: contacts logged and promises kept or broken from `start` to `end`.

    A promise belongs to the account's owner. The joins are CROSS JOINs, else SQLite begins with all accounts to
    find the owners in order.
    """
    work: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    stretch = (start.isoformat(), end.isoformat())
    for what, sql, values in (
        (
            "calls",
            "SELECT by_id, count(*) FROM activity WHERE channel <> 'internal' AND on_day BETWEEN ? AND ?"
            " GROUP BY by_id",
            stretch,
        ),
        (
            "promises_kept",
            "SELECT a.owner_id, count(*) FROM promise p CROSS JOIN account a ON a.id = p.account_id"
            " WHERE p.kept_on BETWEEN ? AND ? GROUP BY 1",
            stretch,
        ),
        (
            "promises_broken",
            "SELECT a.owner_id, count(*) FROM promise p CROSS JOIN account a ON a.id = p.account_id"
            " WHERE p.broken_on BETWEEN ? AND ? GROUP BY 1",
            stretch,
        ),
    ):
        for rep, number in connection.execute(sql, values):
            work[rep or ""][what] += number
    names = dict(connection.execute("SELECT id, name FROM rep").fetchall())
    return [RepWork(names.get(rep, ""), **counts) for rep, counts in work.items()]


def all_complaints(connection: sqlite3.Connection) -> list[tuple[str, ComplaintRecord]]:
    """Every complaint with the id of its account, the oldest first."""
    rows = connection.execute(
        "SELECT account_id, on_day, severity, answered_on, resolved_on FROM complaint ORDER BY on_day, id"
    )
    return [
        (
            row[0],
            ComplaintRecord(date.fromisoformat(row[1]), row[2], "", day_or_none(row[3]), day_or_none(row[4])),
        )
        for row in rows
    ]
