"""What happened to the accounts that were written to, or held out from letters."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.plan.letter_results import ORDERED_WITHIN, LetterOutcome
from winback_tui.store.orders.orders import REAL_ORDER_SQL


def letter_outcomes(connection: sqlite3.Connection, today: date) -> list[LetterOutcome]:
    """Every account whose first letter about its silence was long enough ago for an answer to have come."""
    order = REAL_ORDER_SQL.replace("kind", "o.kind").replace("amount", "o.amount")
    rows = connection.execute(
        "SELECT l.account_id, l.first, l.held_out,"
        " EXISTS (SELECT 1 FROM sales_order o JOIN account a ON a.no = o.account_no"
        f" WHERE (a.id = l.account_id OR a.linked_to = l.account_id) AND {order}"
        " AND o.day > l.first AND o.day <= date(l.first, :after)) FROM (SELECT account_id, max(held_out) AS held_out,"
        " min(CASE WHEN held_out THEN written_on ELSE sent_on END) AS first FROM letter"
        " WHERE kind LIKE 'sleeping-%' AND (held_out OR sent_on <> '') GROUP BY account_id) l"
        " WHERE l.first <= date(:today, :before)",
        {
            "after": f"+{ORDERED_WITHIN} days",
            "before": f"-{ORDERED_WITHIN} days",
            "today": today.isoformat(),
        },
    )
    return [
        LetterOutcome(account_id, date.fromisoformat(first), bool(held), bool(ordered))
        for account_id, first, held, ordered in rows
    ]
