"""Erasures that came with a merge, and late changes about somebody already erased: nothing of them is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from winback_tui.store.file.erase.belongings import belongings, let_go, references
from winback_tui.store.file.erase.erase import EMPTIED, delete_rows, empty_log, unreadable_key
from winback_tui.store.file.erase.redaction import names_of
from winback_tui.store.log.acts import ERASE
from winback_tui.store.log.chain import empty_values
from winback_tui.store.log.logged_tables import LOGGED_TABLES
from winback_tui.store.read import plain_rows

from .changes import Received, RowName


class ErasedElsewhere(NamedTuple):
    """An account that a colleague erased: what this book calls it, empty where it does not have it; by whom, and when
    in UTC milliseconds.
    """

    name: str
    person: str
    at: int


def erasures_met(connection: sqlite3.Connection, account_ids: Iterable[str]) -> tuple[ErasedElsewhere, ...]:
    """What is known of these erasures, before this book follows them: they carry no name, but it may know one."""
    found = []
    for account_id in account_ids:
        person, at = plain_rows(
            connection,
            "SELECT actor, wall FROM change WHERE tbl = 'account' AND row = ? AND col = '!' ORDER BY wall LIMIT 1",
            (account_id,),
        ).fetchone() or ("", 0)
        here = plain_rows(
            connection,
            "SELECT name FROM account WHERE id = ?1"
            " UNION ALL SELECT json_extract(value, '$.name') FROM account_shelf WHERE json_extract(value, '$.id') = ?1",
            (account_id,),
        ).fetchone()
        name = here[0] if here else next(iter(names_of(connection, account_id)), "")
        found.append(ErasedElsewhere(name, person, at))
    return tuple(sorted(found, key=lambda one: (one.at, one.name)))


def erased_accounts(connection: sqlite3.Connection) -> set[str]:
    """The ids of all accounts that were ever erased, here or elsewhere."""
    rows = plain_rows(connection, "SELECT DISTINCT row FROM cell WHERE tbl = 'account' AND col = '!'")
    return {row[0] for row in rows}


def erase_received(connection: sqlite3.Connection, account_ids: Iterable[str]) -> set[str]:
    """Erase these accounts here too, with all that depends on them, also in the log. Returns the ids of the rows
    removed.
    """
    gone: set[str] = set()
    for account_id in sorted(account_ids):
        doomed = belongings(connection, account_id)
        names = names_of(connection, account_id)
        mark = plain_rows(
            connection, "SELECT * FROM cell WHERE tbl = 'account' AND row = ? AND col = '!'", (account_id,)
        ).fetchone()
        let_go(connection, doomed)
        delete_rows(connection, doomed)
        empty_log(connection, doomed, account_id, names)
        gone.update(row for rows in doomed.values() for row in rows)
        plain_rows(connection, "INSERT OR REPLACE INTO cell VALUES (?, ?, ?, ?, ?, ?)", tuple(mark))
        for table, rows in doomed.items():
            for local in ("kept_row", "waiting_row", "disputed_row"):
                connection.executemany(
                    f"DELETE FROM {local} WHERE tbl = ? AND row = ?", ((table, row) for row in rows)
                )
    return gone


def empty_late_changes(connection: sqlite3.Connection, received: Received, erased: set[str]) -> bool:
    """Take the values out of received changes about rows of erased accounts, and out of the sentences of their acts.

    Returns whether there were any: their values were written to the file, which must then be rewritten.
    """
    if not erased:
        return False
    gone: set[RowName] = {("account", account_id) for account_id in erased}
    gone |= {
        (table, row)
        for table, row in plain_rows(
            connection,
            "SELECT DISTINCT tbl, row FROM change WHERE value IS NULL AND before IS NULL AND col IN ('*', '-')",
        )
    }
    lines = [
        line
        for site, first in received.first.items()
        for line in plain_rows(
            connection,
            "SELECT site, seq, tbl, row, col, value, before, tx FROM change WHERE site = ? AND seq >= ?",
            (site, first),
        )
    ]
    ids = {row for table, row in gone if table != "sales_order"}
    needed: dict[str, set[str]] = {}
    for reference in references(connection):
        if reference.needed:
            needed.setdefault(reference.table, set()).add(reference.column)
    while fresh := {
        (line[2], line[3])
        for line in lines
        if (line[2], line[3]) not in gone and _is_about(line, ids, needed)
    }:
        gone |= fresh
        ids |= {row for table, row in fresh if table != "sales_order"}
    about = [line for line in lines if (line[2], line[3]) in gone and line[4] != "!"]
    empty_changes(connection, about)
    received.rows -= gone
    touched = {line[7] for line in about}
    for no, tx, account_id in plain_rows(
        connection, "SELECT no, tx, account_id FROM act WHERE received AND verb <> ?", (ERASE,)
    ).fetchall():
        if account_id in erased or tx in touched:
            plain_rows(
                connection,
                "UPDATE act SET sentence = ?, grain = '', account_id = NULL WHERE no = ?",
                (EMPTIED, no),
            )
    return any(line[5] is not None or line[6] is not None for line in about)


def empty_changes(connection: sqlite3.Connection, lines: Iterable[tuple[object, ...]]) -> None:
    """Take the values out of these changes (site, number, table, row, ...); an order's key is itself the customer's."""
    for site, seq, table, row, *_ in lines:
        empty_values(connection, [(str(site), int(str(seq)))])
        if table == "sales_order":
            plain_rows(
                connection,
                "UPDATE change SET row = ? WHERE site = ? AND seq = ?",
                (unreadable_key(str(row)), site, seq),
            )
        plain_rows(connection, "DELETE FROM cell WHERE tbl = ? AND row = ? AND col <> '!'", (table, row))
        for local in ("kept_row", "waiting_row", "disputed_row"):
            plain_rows(connection, f"DELETE FROM {local} WHERE tbl = ? AND row = ?", (table, row))
        if table in LOGGED_TABLES and table not in ("account", "sales_order"):
            plain_rows(connection, f'DELETE FROM "{table}" WHERE id = ?', (row,))


def empty_orders_of_nobody(connection: sqlite3.Connection, received: Received, erased: set[str]) -> bool:
    """Empty corrections of orders that no import here has, though it was merged: they belonged to somebody erased.

    Whether there were any.
    """
    if not erased:
        return False
    emptied = False
    for table, key in sorted(received.rows):
        if table != "sales_order":
            continue
        found = plain_rows(
            connection,
            "SELECT 1 FROM sales_order WHERE key = ?1 UNION ALL SELECT 1 FROM order_shelf WHERE key = ?1"
            " UNION ALL SELECT 1 FROM import_original WHERE tbl = 'sales_order' AND row = ?1"
            " UNION ALL SELECT 1 FROM change WHERE tbl = 'sales_order' AND row = ?1 AND col = '*' LIMIT 1",
            (key,),
        ).fetchone()
        if found is None:
            lines = plain_rows(
                connection,
                "SELECT site, seq, tbl, row FROM change WHERE tbl = 'sales_order' AND row = ?",
                (key,),
            ).fetchall()
            empty_changes(connection, [tuple(line) for line in lines])
            received.rows.discard((table, key))
            emptied = True
    return emptied


def _is_about(line: tuple[object, ...], ids: set[str], needed: dict[str, set[str]]) -> bool:
    """Whether a row that was entered or deleted cannot be without one of these, or a setting is about one."""
    _, _, table, row, col, value, before, _ = line
    columns = needed.get(str(table), set())
    if table == "setting":
        return any(each in str(row) for each in ids)
    if col not in ("*", "-"):
        return False
    text = value if value is not None else before
    try:
        fields = json.loads(text) if isinstance(text, str) else {}
    except ValueError:
        return False
    return any(fields.get(column) in ids for column in columns)


def count_erasures(connection: sqlite3.Connection) -> int:
    """How many rows were erased, here or elsewhere."""
    return int(plain_rows(connection, "SELECT count(*) FROM cell WHERE col = '!'").fetchone()[0])
