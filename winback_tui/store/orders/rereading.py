"""Reading a file again: which imports brought it, and what another reading of it changes, adds and no longer has."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from winback_tui.store.read import plain_rows

_BY_HAND = "EXISTS (SELECT 1 FROM cell WHERE tbl = 'sales_order' AND row = o.key AND col NOT IN ('*', '-'))"
_AS_BEFORE = "(o.account_no, o.day, o.amount, o.currency, o.kind)"
_AS_READ = "(i.account_no, i.day, i.amount, i.currency, i.kind)"


class EarlierImport(NamedTuple):
    """An import of a file: its number here, its global id, and the stored report (`details` is JSON)."""

    no: int
    id: str
    file: str
    source: str
    digest: str
    details: str

    @property
    def reader(self) -> int:
        """The version of the reader that read it; 1 where none was stored."""
        return int(json.loads(self.details).get("reader", 1)) if self.details else 1


class StaleOrder(NamedTuple):
    """An order that an earlier reading brought and the new one does not."""

    key: str
    account_no: int
    account: str
    number: str
    day: str
    amount: int
    currency: str
    kind: str


class RereadOrder(NamedTuple):
    """An order that the new reading has under the same key with another customer, day, sum or kind."""

    account: str
    number: str
    day: str
    amount: int
    currency: str
    kind: str
    account_now: str
    day_now: str
    amount_now: int
    currency_now: str
    kind_now: str


def imports_of(connection: sqlite3.Connection, digest: str) -> list[EarlierImport]:
    """The imports of a file with these bytes, however they were read, the newest first."""
    return _imports(connection, "WHERE digest LIKE ? || ' %'", (digest,))


def all_imports(connection: sqlite3.Connection) -> list[EarlierImport]:
    """Every import, the newest first."""
    return _imports(connection, "", ())


def _imports(connection: sqlite3.Connection, where: str, values: Sequence[str]) -> list[EarlierImport]:
    found = plain_rows(
        connection,
        f"SELECT no, id, file, source, digest, told AS details FROM import_batch {where} ORDER BY no DESC",
        values,
    )
    return [EarlierImport(*row) for row in found]


def stale_orders(connection: sqlite3.Connection, batches: Sequence[int]) -> list[StaleOrder]:
    """Orders of these imports that match no row of the file, in `incoming` or `met`, and were not corrected by hand."""
    found = plain_rows(
        connection,
        "SELECT o.key, o.account_no, a.name, o.number, o.day, o.amount, o.currency, o.kind FROM sales_order o"
        f" JOIN account a ON a.no = o.account_no WHERE o.batch_no IN ({_slots(batches)}) AND NOT {_BY_HAND}"
        " AND NOT EXISTS (SELECT 1 FROM incoming i WHERE i.key = o.key)"
        " AND NOT EXISTS (SELECT 1 FROM met m WHERE m.no = o.no) ORDER BY o.day, o.no",
        batches,
    )
    return [StaleOrder(*row) for row in found]


def orders_read_otherwise(connection: sqlite3.Connection, most: int) -> list[RereadOrder]:
    """Orders that are in the table `incoming` with another customer, day, amount or kind; at most `most`."""
    found = plain_rows(
        connection,
        "SELECT a.name, o.number, o.day, o.amount, o.currency, o.kind, b.name, i.day, i.amount, i.currency, i.kind"
        " FROM incoming i JOIN sales_order o ON o.key = i.key JOIN account a ON a.no = o.account_no"
        f" JOIN account b ON b.no = i.account_no WHERE {_AS_BEFORE} IS NOT {_AS_READ} AND NOT {_BY_HAND}"
        " ORDER BY o.day, o.no LIMIT ?",
        (most,),
    )
    return [RereadOrder(*row) for row in found]


def accounts_of_nothing(connection: sqlite3.Connection, batches: Sequence[int]) -> list[str]:
    """Ids of accounts that these imports brought and that have no order and nothing else left."""
    free = "".join(
        f' AND NOT EXISTS (SELECT 1 FROM "{table}" r WHERE r."{column}" = a.{target})'
        for table, column, target in _naming_accounts(connection)
    )
    touched = "NOT EXISTS (SELECT 1 FROM cell WHERE tbl = 'account' AND row = a.id AND col NOT IN ('*', '-'))"
    found = plain_rows(
        connection,
        f"SELECT a.id FROM account a WHERE a.batch_no IN ({_slots(batches)}) AND {touched}{free}",
        batches,
    )
    return [str(row[0]) for row in found]


def _naming_accounts(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Table, column and the account's column for everything that names an account, except computed tables."""
    tables = [row[0] for row in plain_rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = []
    for table in tables:
        if table == "account_summary":
            continue
        for reference in plain_rows(connection, f'PRAGMA foreign_key_list("{table}")'):
            if reference[2] == "account":
                found.append((table, str(reference[3]), str(reference[4] or "id")))
    return found


def _slots(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)


def drop_summaries(connection: sqlite3.Connection, accounts: Sequence[str]) -> None:
    """Delete what was computed for these accounts, by id; they are deleted next."""
    connection.executemany(
        "DELETE FROM account_summary WHERE account_no = (SELECT no FROM account WHERE id = ?)",
        [(account,) for account in accounts],
    )
