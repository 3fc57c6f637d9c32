"""Handing one account, or a leaver's accounts, open cases and open steps, to somebody else."""

from __future__ import annotations

from winback_tui.store.read import plain_rows
from winback_tui.store.write import Transaction


def rep_by_name(transaction: Transaction, name: str) -> str | None:
    """The id of the rep with this name, ignoring letter case; None for nobody."""
    rows = plain_rows(
        transaction.connection, "SELECT id FROM rep WHERE folded(name) = ?", (name.casefold(),)
    ).fetchone()
    return None if rows is None else str(rows[0])


def some_reps(transaction: Transaction, most: int = 5) -> list[str]:
    """The names of the first few reps, proposed where a name is unknown."""
    rows = plain_rows(transaction.connection, "SELECT name FROM rep ORDER BY name LIMIT ?", (most,))
    return [str(row[0]) for row in rows]


def set_owner(transaction: Transaction, account_id: str, rep_id: str) -> None:
    """Make this employee the owner of the account."""
    transaction.update("account", account_id, owner_id=rep_id)


def hand_over_work(transaction: Transaction, old: str, new: str) -> tuple[int, int, int]:
    """Move everything open from rep `old` to rep `new`, and note that `old` has left.

    Returns how many accounts, open cases and open steps moved.
    """
    moved = [
        transaction.run(sql, (new, old)).rowcount
        for sql in (
            "UPDATE account SET owner_id = ? WHERE owner_id = ?",
            "UPDATE loss_case SET responsible_id = ? WHERE responsible_id = ? AND closed_on = ''",
            "UPDATE step SET owner_id = ? WHERE owner_id = ? AND done_on = '' AND dropped_on = ''",
        )
    ]
    transaction.run("UPDATE rep SET active = 0 WHERE id = ?", (old,))
    accounts, cases, steps = moved
    return accounts, cases, steps
