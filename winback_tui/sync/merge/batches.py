"""Imports that another laptop made: each travels whole, and one that is known is skipped."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from winback_tui.domain.text import FORBIDDEN
from winback_tui.store.log.install import columns_of
from winback_tui.store.log.logged_tables import HOME_COLUMNS
from winback_tui.store.orders.batch import own_batch
from winback_tui.store.orders.batch_rows import (
    accounts_of_batch,
    put_orders_back,
    set_orders_aside,
    take_orders,
)
from winback_tui.store.orders.imported_versions import (
    ORDER,
    Batches,
    keep_account_number,
    keep_original,
    last_account_number,
)
from winback_tui.store.read import plain_rows
from winback_tui.sync.bundle.source import Source

from .changes import RowName, clean_value

_ORDER_LIST = ", ".join(ORDER)
_AT_ONCE = 20_000
"""Orders that are held in memory at once."""


class BatchIntake:
    """Merges the imports of a source. `rows` collects what must be rebuilt one by one afterwards.

    `numbers` are those of the accounts whose orders are other than before; `new` counts orders by import.
    """

    def __init__(self, connection: sqlite3.Connection, batches: Batches, erased: set[str]) -> None:
        self._connection = connection
        self._batches = batches
        self._erased = erased
        self.rows: set[RowName] = set()
        self.numbers: set[int] = set()
        self.new: dict[int, int] = {}

    def take(self, source: Source, known: set[str]) -> None:
        """Merge every import of the source whose id is not among the `known` ones."""
        found = plain_rows(
            source.connection,
            "SELECT batch_no, tx FROM act WHERE batch_no IS NOT NULL AND undoes IS NULL ORDER BY at, tx",
        ).fetchall()
        for theirs, tx in found:
            batch = own_batch(tx)
            if batch in known or batch not in self._batches.numbers:
                continue
            known.add(batch)
            number = self._batches.numbers[batch]
            self._take_accounts(source, theirs, number)
            self._take_orders(source, theirs, number)

    def flip(self, before: set[int], after: set[int]) -> None:
        """Bring back the orders and accounts of redone imports, and set aside those of undone ones."""
        for number in after - before:
            keys, numbers = put_orders_back(self._connection, number)
            self._note(number, keys, numbers)
        for number in before - after:
            keys, numbers = set_orders_aside(self._connection, number)
            self._note(number, keys, numbers)

    def _note(self, number: int, keys: set[str], numbers: set[int]) -> None:
        self.rows |= {("sales_order", key) for key in keys}
        self.rows |= {("account", each) for each in accounts_of_batch(self._connection, number)}
        self.numbers |= numbers

    def _take_accounts(self, source: Source, theirs: int, number: int) -> None:
        connection = self._connection
        columns = columns_of(connection, "account")
        present = dict(plain_rows(connection, "SELECT id, batch_no FROM account").fetchall())
        stay_for_others = {
            row[0] for row in plain_rows(connection, "SELECT row FROM kept_row WHERE tbl = 'account'")
        }
        touched = {
            row[0] for row in plain_rows(connection, "SELECT DISTINCT row FROM cell WHERE tbl = 'account'")
        }
        other = {
            row[0]
            for row in plain_rows(
                connection,
                "SELECT row FROM import_original WHERE tbl = 'account'"
                " UNION SELECT json_extract(value, '$.id') FROM account_shelf"
                " UNION SELECT id FROM account_number",
            )
        }
        last = last_account_number(connection)
        direct = []
        for values in _accounts(source, theirs):
            account_id = values["id"]
            if account_id in self._erased:
                continue
            values = {column: clean_value(value) for column, value in values.items() if column in columns}
            new = account_id not in present and account_id not in touched and account_id not in other
            if number in self._batches.live and new:
                last += 1
                direct.append({**values, "no": last, "batch_no": number})
                present[account_id] = number
            else:
                keep_original(connection, "account", account_id, number, values)
                if account_id in stay_for_others or not self._came_first(present.get(account_id), number):
                    self.rows.add(("account", account_id))
        for row in direct:
            names = ", ".join(row)
            slots = ", ".join(f":{name}" for name in row)
            plain_rows(connection, f"INSERT INTO account ({names}) VALUES ({slots})", row)
        self.numbers |= {row["no"] for row in direct}

    def _came_first(self, in_place: int | None, number: int) -> bool:
        """Whether the import that wrote the present row is in force and ranks above this one for accounts."""
        return (
            in_place is not None
            and in_place in self._batches.live
            and self._batches.about(in_place) < self._batches.about(number)
        )

    def _take_orders(self, source: Source, theirs: int, number: int) -> None:
        numbers = self._numbers(source)
        originals: dict[str, dict[str, Any]] = {}
        if source.has("import_original"):
            for key, value in plain_rows(
                source.connection,
                "SELECT row, value FROM import_original WHERE tbl = 'sales_order' AND batch_no = ?",
                (theirs,),
            ):
                originals[key] = json.loads(value)
        keys, touched, new = take_orders(
            self._connection,
            number,
            number in self._batches.live,
            _orders(source, theirs, numbers, originals),
        )
        self.rows |= {("sales_order", key) for key in keys}
        self.numbers |= touched
        self.new[number] = new

    def _numbers(self, source: Source) -> dict[int | str, int]:
        """This book's number of each account, by the number and by the id that it has in the source; no erased ones."""
        connection = self._connection
        mine = {
            row[0]: row[1]
            for row in plain_rows(
                connection,
                "SELECT json_extract(value, '$.id'), no FROM account_shelf"
                " UNION ALL SELECT id, no FROM account_number UNION ALL SELECT id, no FROM account",
            )
        }
        last = last_account_number(connection)
        found: dict[int | str, int] = {}
        for theirs, account_id in _account_ids(source):
            if account_id in self._erased:
                continue
            if account_id not in mine:
                last += 1
                mine[account_id] = last
                keep_account_number(connection, last, account_id)
            found[theirs] = found[account_id] = mine[account_id]
        return found


def _accounts(source: Source, theirs: int) -> Iterator[dict[str, Any]]:
    """The accounts that an import brought, as it brought them."""
    columns = columns_of(source.connection, "account")
    originals: dict[str, dict[str, Any]] = {}
    if source.has("import_original"):
        for row, value in plain_rows(
            source.connection,
            "SELECT row, value FROM import_original WHERE tbl = 'account' AND batch_no = ?",
            (theirs,),
        ):
            originals[row] = json.loads(value)
    for row in plain_rows(
        source.connection,
        f"SELECT {', '.join(columns)} FROM account WHERE batch_no = ? ORDER BY no",
        (theirs,),
    ):
        values = dict(zip(columns, row, strict=True))
        if values["id"] not in originals:
            yield _portable(values)
    for (value,) in plain_rows(
        source.connection, "SELECT value FROM account_shelf WHERE shelved_by = ? ORDER BY no", (theirs,)
    ):
        values = json.loads(value)
        if values["id"] not in originals:
            yield _portable(values)
    for row, values in originals.items():
        yield {"id": row, **_portable(values)}


def _portable(values: dict[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in values.items() if column not in HOME_COLUMNS}


def _account_ids(source: Source) -> Iterator[tuple[int, str]]:
    yield from plain_rows(source.connection, "SELECT no, id FROM account")
    yield from plain_rows(source.connection, "SELECT no, json_extract(value, '$.id') FROM account_shelf")
    if source.has("account_number"):
        yield from plain_rows(source.connection, "SELECT no, id FROM account_number")


def _orders(
    source: Source,
    theirs: int,
    numbers: dict[int | str, int],
    originals: dict[str, dict[str, Any]],
) -> Iterator[Sequence[Any]]:
    """The orders that an import brought, as it brought them: key and the columns of `ORDER`."""
    for table in ("sales_order", "order_shelf"):
        found = plain_rows(
            source.connection, f"SELECT key, {_ORDER_LIST} FROM {table} WHERE batch_no = ?", (theirs,)
        )
        while rows := found.fetchmany(_AT_ONCE):
            rows = [row for row in rows if row[1] in numbers and row[0] not in originals]
            texts = "\n".join([str(each) for row in rows for each in (row[0], row[2], row[8])])
            if FORBIDDEN.search(texts) is None:
                yield from ((row[0], numbers[row[1]], *row[2:]) for row in rows)
            else:
                yield from (_clean_order(row, numbers[row[1]]) for row in rows)
    for key, values in originals.items():
        mine = numbers.get(values["account_no"])
        if mine is not None:
            yield key, mine, *(clean_value(values[column]) for column in ORDER[1:])


def _clean_order(row: Sequence[Any], account_no: int) -> Sequence[Any]:
    return row[0], account_no, *(clean_value(value) for value in row[2:])
