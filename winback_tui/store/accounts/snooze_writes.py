"""Writing that an account is put aside, and that it is no longer."""

from __future__ import annotations

from datetime import date

from winback_tui.store.write import Transaction

from .snoozes import LASTING


def insert_snooze(
    transaction: Transaction, account_id: str, until: date, reason: str, by_id: str | None
) -> str:
    """Put the account aside; returns the id of the row."""
    return transaction.insert(
        "snooze",
        account_id=account_id,
        set_on=transaction.today.isoformat(),
        until_on=until.isoformat(),
        reason=reason,
        by_id=by_id,
    )


def end_snoozes(transaction: Transaction, account_id: str) -> None:
    """End whatever puts the account aside today."""
    rows = transaction.connection.execute(
        f"SELECT id FROM snooze WHERE account_id = ? AND {LASTING}",
        (account_id, transaction.today.isoformat()),
    ).fetchall()
    for (row_id,) in rows:
        transaction.update("snooze", row_id, ended_on=transaction.today.isoformat())
