"""The book as it was: temp tables that shadow the present ones, so that every query works unchanged."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, time, timedelta

from winback_tui.domain.errors import WinbackError

from .logged_tables import LOGGED_TABLES
from .rows import put_field, put_row, take_row
from .undoing.inverse import LoggedChange

_INDEXES = (
    ("account", "id"),
    ("loss_case", "id"),
    ("loss_case", "account_id"),
    ("answer", "id"),
    ("answer", "interview_id"),
    ("step", "id"),
)
"""Indexes for the most frequent look-ups in the temp tables."""

_NOBODYS = 1 << 40
"""Accounts that are gone are numbered from here: that far no book counts."""


def show_past(connection: sqlite3.Connection, day: date) -> None:
    """Make a read-only connection show the end of `day` (local time), except for the summaries.

    Orders count by their own date, everything else by when it was recorded; accounts that an import brought are
    there from their first order or from the import on.
    """
    end = end_of(day)
    for table in LOGGED_TABLES:
        if table != "sales_order":
            connection.execute(f'CREATE TEMP TABLE "{table}" AS SELECT * FROM main."{table}"')
    for table, column in _INDEXES:
        connection.execute(f"CREATE INDEX temp.{table}_by_{column} ON {table} ({column})")
    connection.execute("CREATE INDEX temp.account_by_link ON account (linked_to) WHERE linked_to IS NOT NULL")
    later = connection.execute(
        "SELECT tbl, row, col, value, before FROM change WHERE wall > ? AND tbl <> 'sales_order'"
        " ORDER BY hlc DESC, site DESC, seq DESC",
        (end,),
    ).fetchall()
    changes = [LoggedChange(*line) for line in later]
    for change in changes:
        _unwrite(connection, change)
    _number_accounts(connection)
    _put_winners(connection, changes, end)
    _show_orders(connection, day)
    connection.execute(
        "DELETE FROM temp.account WHERE batch_no IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM main.import_batch b WHERE b.no = account.batch_no AND b.at <= ?)"
        " AND NOT EXISTS (SELECT 1 FROM main.sales_order o WHERE o.account_no = account.no AND o.day <= ?)",
        (end, day.isoformat()),
    )
    connection.execute("CREATE TEMP TABLE act AS SELECT * FROM main.act WHERE at <= ?", (end,))


def _number_accounts(connection: sqlite3.Connection) -> None:
    """Give accounts that were removed since the number that they have again today, else one that nobody has.

    Numbers are not logged, orders name their account by its number, and what is kept of a past day does too.
    """
    connection.execute(
        "UPDATE temp.account SET no = (SELECT now.no FROM main.account now WHERE now.id = account.id)"
        " WHERE no IS NULL"
    )
    # Without the +, SQLite walks the index of ids to find them in order, and looks up each account.
    gone = connection.execute("SELECT id FROM temp.account WHERE no IS NULL ORDER BY +id").fetchall()
    connection.executemany(
        "UPDATE temp.account SET no = ? WHERE id = ?",
        [(_NOBODYS + place, account_id) for place, (account_id,) in enumerate(gone)],
    )


def _show_orders(connection: sqlite3.Connection, day: date) -> None:
    """Show the orders up to `day` of the accounts that were there.

    Whoever reads every order pays for each condition, so accounts are told apart only where some are missing. Those
    that come while the view is looked at have higher numbers than any has now.
    """
    sums = "SELECT count(*), sum(no) FROM"  # a tenth of the work of taking one set from the other
    (same,) = connection.execute(
        f"SELECT ({sums} main.account) IS ({sums} temp.account WHERE no < ?)", (_NOBODYS,)
    ).fetchone()
    later = (
        "SELECT 0 AS no WHERE 0" if same else "SELECT no FROM main.account EXCEPT SELECT no FROM temp.account"
    )
    connection.execute(f"CREATE TEMP TABLE later_account AS {later}")
    some = connection.execute("SELECT 1 FROM later_account LIMIT 1").fetchone()
    there = " AND +account_no NOT IN (SELECT no FROM later_account)" if some else ""
    last = connection.execute("SELECT coalesce(max(no), 0) FROM main.account").fetchone()[0]
    connection.execute(
        f"CREATE TEMP VIEW sales_order AS SELECT * FROM main.sales_order WHERE day <= '{day.isoformat()}'"
        f" AND +account_no <= {last}{there}"
    )


def _put_winners(connection: sqlite3.Connection, changes: list[LoggedChange], end: int) -> None:
    """Where two people wrote to one field, its value is the winner among the changes up to `end`."""
    fields = {
        (each.table, each.row, each.column) for each in changes if each.column not in ("*", "-", "!", "~")
    }
    for table, row, column in fields:
        won = connection.execute(
            "SELECT value, col FROM change WHERE tbl = ? AND row = ? AND col IN (?, '*') AND wall <= ?"
            " ORDER BY hlc DESC, site DESC, seq DESC LIMIT 1",
            (table, row, column, end),
        ).fetchone()
        if won is not None and won[1] == column:
            put_field(connection, table, row, column, won[0])


def _unwrite(connection: sqlite3.Connection, change: LoggedChange) -> None:
    if change.emptied:
        return
    match change.column:
        case "*":
            take_row(connection, change.table, change.row)
        case "-":
            put_row(connection, change.table, change.before)
        case "!" | "~":
            return
        case column:
            put_field(connection, change.table, change.row, column, change.before)


def end_of(day: date) -> int:
    """The last millisecond of `day` in local time. Raises WinbackError outside the calendar."""
    try:
        following = datetime.combine(day + timedelta(days=1), time()).astimezone(UTC)
    except (OverflowError, ValueError, OSError):
        raise WinbackError(f"{day} is outside the calendar that a book can show.") from None
    return int(following.timestamp() * 1000) - 1
