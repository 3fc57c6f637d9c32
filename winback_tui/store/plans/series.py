"""Steps that end automatically, found by their series (`domain.plan.series`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from winback_tui.domain.plan.steps import PlanStep
from winback_tui.store.write import Transaction

from .standing_steps import answered_quote_sql, open_sql, quote_sql


def insert_series(
    transaction: Transaction, account_id: str, series: str, ids: Collection[str], steps: Collection[PlanStep]
) -> int:
    """Write the steps of a series, each under its id; returns how many were new."""
    written = 0
    for step_id, step in zip(ids, steps, strict=True):
        if transaction.find("step", step_id) is None:
            transaction.insert(
                "step",
                id=step_id,
                account_id=account_id,
                on_day=step.on_day.isoformat(),
                channel=step.channel,
                purpose=step.purpose,
                owner_id=step.owner_id or None,
                series=series,
            )
            written += 1
    return written


def has_series(transaction: Transaction, account_id: str, series: str) -> bool:
    """Whether the account has steps of this series, done, dropped or open."""
    sql = "SELECT 1 FROM step WHERE account_id = ? AND series = ? LIMIT 1"
    return transaction.run(sql, (account_id, series)).fetchone() is not None


def stop_series(transaction: Transaction, account_id: str, kind: str) -> int:
    """Drop the open steps of every series of this kind (`QUOTE`, `WATCH`) of an account; returns their number."""
    return transaction.run(
        # A bound pattern of LIKE would make SQLite prepare the statement, with the triggers of the log, each time anew.
        f"UPDATE step AS s SET dropped_on = ? WHERE s.account_id = ? AND substr(s.series, 1, ?) = ? AND {open_sql()}",
        (transaction.today.isoformat(), account_id, len(kind) + 1, f"{kind}:"),
    ).rowcount


def stop_answered_reminders(transaction: Transaction) -> int:
    """Drop the open reminders of every quote that an order has answered; returns their number.

    Their accounts are computed again when the act is done.
    """
    answered = transaction.run(
        f"SELECT s.id, s.account_id FROM step s WHERE {open_sql()} AND {answered_quote_sql()}"
    ).fetchall()
    for step_id, account_id in answered:
        transaction.update("step", step_id, dropped_on=transaction.today.isoformat())
        transaction.touch(account_id)
    return len(answered)


def first_of_each_series(connection: sqlite3.Connection) -> dict[str, bool]:
    """Each open reminder about a quote, by its id: whether it is the next one of its series."""
    rows = connection.execute(
        f"SELECT s.id, s.account_id, s.series FROM step s WHERE {quote_sql()} AND {open_sql()} ORDER BY s.on_day, s.id"
    )
    seen: set[tuple[str, str]] = set()
    found = {}
    for step_id, account_id, series in rows:
        found[step_id] = (account_id, series) not in seen
        seen.add((account_id, series))
    return found
