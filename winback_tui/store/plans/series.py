"""Steps that stop themselves, found by their series (`domain.plan.series`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from winback_tui.domain.plan import PlanStep
from winback_tui.domain.plan.series import QUOTE, WATCH
from winback_tui.store.orders.orders import REAL_ORDER_SQL
from winback_tui.store.write import Transaction

_OPEN = "s.done_on = '' AND s.dropped_on = ''"
_OWN_OR_LINKED = (
    "o.account_no IN (SELECT a.no FROM account a WHERE a.id = s.account_id OR a.linked_to = s.account_id)"
)
ORDERED_SQL = (
    f"EXISTS (SELECT 1 FROM sales_order o WHERE {_OWN_OR_LINKED}"
    f" AND o.day >= substr(s.series, {len(QUOTE) + 2}) AND {REAL_ORDER_SQL})"
)
"""Of a step `s` of the reminders of a quote: whether an order came from that day on, which ends them."""
QUOTE_SQL = f"s.series LIKE '{QUOTE}:%'"
WATCH_SQL = f"s.series LIKE '{WATCH}:%'"


def insert_series(
    transaction: Transaction, account_id: str, series: str, ids: Collection[str], steps: Collection[PlanStep]
) -> int:
    """Write the steps of a series, each under its id; how many there were not yet."""
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
    """Drop the open steps of every series of this kind (`QUOTE`, `WATCH`) of an account; how many those were."""
    return transaction.run(
        f"UPDATE step AS s SET dropped_on = ? WHERE s.account_id = ? AND s.series LIKE ? AND {_OPEN}",
        (transaction.today.isoformat(), account_id, f"{kind}:%"),
    ).rowcount


def stop_answered_reminders(transaction: Transaction) -> int:
    """Drop the open reminders of every quote that an order has answered; how many those were.

    Their accounts are computed again when the act is done.
    """
    answered = transaction.run(
        f"SELECT s.id, s.account_id FROM step s WHERE {QUOTE_SQL} AND {_OPEN} AND {ORDERED_SQL}"
    ).fetchall()
    for step_id, account_id in answered:
        transaction.update("step", step_id, dropped_on=transaction.today.isoformat())
        transaction.touch(account_id)
    return len(answered)


def first_of_each_series(connection: sqlite3.Connection) -> dict[str, bool]:
    """Each open reminder of a quote, by its id: whether it is the next one of its series, before which none is open."""
    rows = connection.execute(
        f"SELECT s.id, s.account_id, s.series FROM step s WHERE {QUOTE_SQL} AND {_OPEN} ORDER BY s.on_day, s.id"
    )
    seen: set[tuple[str, str]] = set()
    found = {}
    for step_id, account_id, series in rows:
        found[step_id] = (account_id, series) not in seen
        seen.add((account_id, series))
    return found
