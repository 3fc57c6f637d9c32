"""Setting aside the orders and accounts of an undone import, and bringing them back: an import is one act."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from winback_tui.domain.errors import Refused
from winback_tui.domain.ids import derived_id
from winback_tui.store.read import day_or_none, record
from winback_tui.store.summary.due import are_most

from .bulk_load import MANY_ROWS, DeferredIndexes
from .moving import BOOK, SHELF, move, without_tools_where_most_move

_ORDER = "key, account_no, number, day, amount, currency, margin, kind, note, batch_no, version"


@contextmanager
def triggers_idle(connection: sqlite3.Connection) -> Iterator[None]:
    """Switch the triggers off in this block: bulk rows have their own identity. The caller holds the transaction.

    Within a merge, or another such block, they stay off afterwards.
    """
    before = connection.execute("SELECT applying FROM state").fetchone()[0]
    connection.execute("UPDATE state SET applying = 1")
    try:
        yield
    finally:
        connection.execute("UPDATE state SET applying = ?", (before,))


def next_batch_no(connection: sqlite3.Connection) -> int:
    """A number that no batch has, and no undone one had."""
    return int(
        connection.execute(
            "SELECT 1 + max((SELECT coalesce(max(no), 0) FROM import_batch),"
            " (SELECT coalesce(max(batch_no), 0) FROM act))"
        ).fetchone()[0]
    )


def next_version(connection: sqlite3.Connection, now_ms: int) -> int:
    """The version of the rows that an import brings: the instant, but newer than any in the book.

    A clock that is slow, or was when something else was entered, does not make an import older than what it replaces.
    """
    latest = connection.execute(
        "SELECT max((SELECT coalesce(max(at), 0) FROM import_batch), (SELECT hlc >> 16 FROM state))"
    ).fetchone()[0]
    believed = connection.execute("SELECT hlc >> 16 FROM next_change").fetchone()[0]
    version = max(min(now_ms, int(believed)), int(latest) + 1)
    connection.execute("UPDATE state SET hlc = max(hlc, ?)", (version << 16,))  # what is done later is newer
    return version


def own_batch(tx: str) -> str:
    """The id of the batch that act `tx` imports."""
    return derived_id("import", tx)


@dataclass(frozen=True, slots=True)
class PastImport:
    """What a file brought when it was imported; `details` is the rest of the report, as JSON."""

    source: str
    rows: int
    refused: int
    skipped: int
    details: str

    @property
    def reader(self) -> int:
        """The version of the reader that read it; 1 where none was stored."""
        return int(json.loads(self.details).get("reader", 1)) if self.details else 1


def past_import(connection: sqlite3.Connection, digest: str, any_reading: bool = False) -> PastImport | None:
    """The newest import of a file with this digest; with `any_reading` however its bytes were understood then."""
    condition, value = ("digest LIKE ?", f"{digest} %") if any_reading else ("digest = ?", digest)
    return record(
        connection,
        PastImport,
        "SELECT source, rows, refused, skipped, told AS details FROM import_batch"
        f" WHERE {condition} ORDER BY no DESC LIMIT 1",
        (value,),
    )


def shelve_versions(connection: sqlite3.Connection, order_nos: list[int], batch_no: int) -> None:
    """Save the present version of these orders before batch `batch_no` changes them."""
    connection.executemany(
        f"INSERT INTO order_shelf (shelved_by, {_ORDER}) SELECT ?, {_ORDER} FROM sales_order WHERE no = ?",
        ((batch_no, no) for no in order_nos),
    )


class MovedOrders(NamedTuple):
    """Numbers of the accounts that came or went, or whose orders did.

    `since`: the earliest day of those orders; None where accounts moved too, so that anything may have changed.
    """

    accounts: set[int]
    since: date | None


def set_aside_batch(connection: sqlite3.Connection, batch_no: int) -> MovedOrders:
    """Remove what a batch brought and restore the versions it replaced; returns whose orders moved.

    Raises Refused when a later import changed some of its orders, or contains some of them too: it counted those as
    known, and they would be gone although its file brought them too.
    """
    later = connection.execute(
        "SELECT count(*) FROM order_shelf WHERE batch_no = ? AND shelved_by <> ?", (batch_no, batch_no)
    ).fetchone()[0]
    if later:
        raise Refused(f"A later import changed {later} of these orders; undo that import first.")
    if overlapping := _overlapping(connection, batch_no):
        raise Refused(
            f"'{overlapping}', imported later, contains some of these rows too; undo that import first."
        )
    with triggers_idle(connection):
        came = f"batch_no = {batch_no}"
        moved = _moved(connection, batch_no, f"sales_order WHERE {came}")
        replaced = _of_shelf(connection, batch_no)
        move(connection, BOOK, SHELF, came, f"shelved_by, {_ORDER}", f"{batch_no}, {_ORDER}")
        connection.execute("DELETE FROM seal WHERE tbl = 'sales_order' AND batch_no = ?", (batch_no,))
        _unshelve(connection, replaced)
        _set_aside_accounts(connection, batch_no)
    return moved


def _overlapping(connection: sqlite3.Connection, batch_no: int) -> str:
    """The file of a later batch that shares rows with this one: from the same source, or any if rows have no number."""
    found = connection.execute(
        "SELECT later.file FROM import_batch own JOIN import_batch later"
        " ON (later.at, later.no) > (own.at, own.no) AND later.same > 0"
        " WHERE own.no = ? AND (later.source = own.source OR EXISTS"
        " (SELECT 1 FROM sales_order WHERE batch_no = own.no AND key LIKE '~%')) ORDER BY later.no DESC",
        (batch_no,),
    ).fetchone()
    return str(found[0]) if found else ""


def put_back_batch(connection: sqlite3.Connection, batch_no: int) -> MovedOrders:
    """The reverse of `set_aside_batch`."""
    with triggers_idle(connection):
        _put_back_accounts(connection, batch_no)
        connection.execute(
            f"CREATE TEMP TABLE outgoing AS SELECT no, {_ORDER} FROM sales_order WHERE no IN (SELECT o.no"
            f" FROM order_shelf s CROSS JOIN sales_order o ON o.key = s.key WHERE s.shelved_by = {batch_no})"
        )
        moved = _moved(connection, batch_no, "outgoing")
        connection.execute("DELETE FROM sales_order WHERE no IN (SELECT no FROM outgoing)")
        _unshelve(connection, _of_shelf(connection, batch_no))
        connection.execute(
            f"INSERT INTO order_shelf (shelved_by, {_ORDER}) SELECT {batch_no}, {_ORDER} FROM outgoing"
        )
        connection.execute("DROP TABLE temp.outgoing")
    return moved


def _moved(connection: sqlite3.Connection, batch_no: int, outgoing: str) -> MovedOrders:
    """Of the `outgoing` orders (SQL), of those on the batch's shelf that take their place, and of its accounts."""
    brought = {row[0] for row in connection.execute("SELECT no FROM account WHERE batch_no = ?", (batch_no,))}
    if are_most(connection, len(brought)):
        return MovedOrders(brought, None)  # all are computed then, whoever else is among them
    both = f"(SELECT account_no, day FROM {outgoing} UNION ALL SELECT account_no, day FROM order_shelf"
    both += f" WHERE shelved_by = {batch_no})"
    accounts = {row[0] for row in connection.execute(f"SELECT account_no FROM {both}")}
    if brought:
        return MovedOrders(accounts | brought, None)
    since = connection.execute(f"SELECT min(day) FROM {both}").fetchone()[0]
    return MovedOrders(accounts, day_or_none(since or ""))


def _of_shelf(connection: sqlite3.Connection, batch_no: int) -> str:
    """SQL for the rows that now lie on the batch's shelf, and for none that come to it later."""
    last = connection.execute("SELECT coalesce(max(shelf_no), 0) FROM order_shelf").fetchone()[0]
    return f"shelved_by = {batch_no} AND shelf_no <= {last}"


def _unshelve(connection: sqlite3.Connection, chosen: str) -> None:
    connection.execute(
        "DELETE FROM seal WHERE tbl = 'sales_order' AND EXISTS"  # found by batch_no: the + keeps from the other index
        f" (SELECT 1 FROM order_shelf s WHERE s.batch_no = seal.batch_no AND +{chosen})"
    )
    move(connection, SHELF, BOOK, chosen, _ORDER, _ORDER)


def _set_aside_accounts(connection: sqlite3.Connection, batch_no: int) -> None:
    names = [column[0] for column in connection.execute("SELECT * FROM account LIMIT 0").description]
    whole = ", ".join(f"'{name}', {name}" for name in names)
    connection.execute(
        "INSERT OR IGNORE INTO import_original SELECT 'account', json_extract(value, '$.id'), shelved_by,"
        " json_remove(value, '$.no', '$.batch_no') FROM account_shelf WHERE no IN"
        " (SELECT no FROM account WHERE batch_no = ?)",
        (batch_no,),
    )
    connection.execute(
        "INSERT OR REPLACE INTO account_shelf (no, shelved_by, value)"
        f" SELECT no, batch_no, json_object({whole}) FROM account WHERE batch_no = ?",
        (batch_no,),
    )
    brought = connection.execute("SELECT count(*) FROM account WHERE batch_no = ?", (batch_no,)).fetchone()[0]
    with without_tools_where_most_move(connection, "account", brought):
        connection.execute("DELETE FROM account WHERE batch_no = ?", (batch_no,))
    connection.execute("DELETE FROM seal WHERE tbl = 'account' AND batch_no = ?", (batch_no,))


def _put_back_accounts(connection: sqlite3.Connection, batch_no: int) -> None:
    shelved = connection.execute(
        "SELECT value FROM account_shelf WHERE shelved_by = ? ORDER BY no", (batch_no,)
    ).fetchall()
    there = {row[0] for row in connection.execute(_COME_AGAIN, (batch_no,))}
    coming: dict[tuple[str, ...], list[list[object]]] = {}
    indexes = DeferredIndexes(connection, ("account",) if len(shelved) >= MANY_ROWS else ())
    for (value,) in shelved:
        row = json.loads(value)
        if row["id"] in there:
            values = {name: each for name, each in row.items() if name not in ("no", "batch_no")}
            connection.execute(
                "INSERT OR IGNORE INTO import_original VALUES ('account', ?, ?, ?)",
                (row["id"], batch_no, json.dumps(values, ensure_ascii=False)),
            )
            continue
        coming.setdefault(tuple(row), []).append([*row.values()])
    for names, rows in coming.items():
        slots = ", ".join("?" * len(names))
        connection.executemany(f"INSERT INTO account ({', '.join(names)}) VALUES ({slots})", rows)
    indexes.put_back()
    connection.execute("DELETE FROM account_shelf WHERE shelved_by = ?", (batch_no,))
    connection.execute("DELETE FROM seal WHERE tbl = 'account' AND batch_no = ?", (batch_no,))


_COME_AGAIN = (
    "SELECT id FROM account WHERE id IN"
    " (SELECT json_extract(value, '$.id') FROM account_shelf WHERE shelved_by = ?)"
)
"""Accounts of an undone import that are in the book again."""
