"""Each import is sent to the hub whole, as first imported, whatever changed later."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from winback_tui.store.log.install import columns_of
from winback_tui.store.log.logged_tables import HOME_COLUMNS
from winback_tui.store.orders.batch import own_batch
from winback_tui.store.read import plain_rows

from .cells import ORDER, sent
from .connection import Hub

_VALUES = "number, day, amount, currency, margin, kind, note, version"
_ACCOUNT_IDS = (
    "SELECT no, id FROM account UNION SELECT no, id FROM account_number"
    " UNION SELECT no, json_extract(value, '$.id') FROM account_shelf"
)


def batches_by_number(book: sqlite3.Connection) -> dict[int, str]:
    """The id of each import by its number in this file."""
    return {
        number: own_batch(tx)
        for number, tx in plain_rows(
            book, "SELECT batch_no, tx FROM act WHERE batch_no IS NOT NULL AND undoes IS NULL"
        )
    }


def send_imports(hub: Hub, book: sqlite3.Connection, batches: dict[int, str]) -> None:
    """Send the accounts and orders of these imports, by their number in this file; none of somebody erased."""
    if not batches:
        return
    erased = {row[0] for row in hub.rows("SELECT DISTINCT \"row\" FROM change WHERE col = '!'")}
    hub.write_rows("COPY import_account (batch, id, value) FROM STDIN", _accounts(book, batches, erased))
    plain_rows(book, f"CREATE TEMP TABLE account_id AS {_ACCOUNT_IDS}")
    plain_rows(book, "CREATE INDEX temp.account_id_no ON account_id (no)")
    try:
        # not into the table at once: an order of somebody erased must not even pass through its pages
        hub.run("CREATE TEMP TABLE new_order (LIKE import_order) ON COMMIT DROP")
        hub.write_rows(f"COPY pg_temp.new_order ({ORDER}) FROM STDIN", _orders(book, batches))
        hub.run(
            f"INSERT INTO import_order ({ORDER}) SELECT {ORDER} FROM pg_temp.new_order WHERE account_id <> ALL(%s)",
            (list(erased),),
        )
    finally:
        plain_rows(book, "DROP TABLE temp.account_id")


def _accounts(
    book: sqlite3.Connection, batches: dict[int, str], erased: set[str]
) -> Iterator[tuple[str, str, str]]:
    columns = columns_of(book, "account")
    for number, batch in batches.items():
        originals = {
            row[0]: json.loads(row[1])
            for row in plain_rows(
                book,
                "SELECT row, value FROM import_original WHERE tbl = 'account' AND batch_no = ?",
                (number,),
            )
        }
        present = (
            dict(zip(columns, row, strict=True))
            for row in plain_rows(
                book, f"SELECT {', '.join(columns)} FROM account WHERE batch_no = ? ORDER BY no", (number,)
            )
        )
        aside = (
            json.loads(row[0])
            for row in plain_rows(
                book, "SELECT value FROM account_shelf WHERE shelved_by = ? ORDER BY no", (number,)
            )
        )
        found = {values["id"]: values for rows in (present, aside) for values in rows} | originals
        for account_id, values in found.items():
            if account_id not in erased:
                portable = {
                    name: sent_or_same(value) for name, value in values.items() if name not in HOME_COLUMNS
                }
                yield batch, account_id, json.dumps(portable, ensure_ascii=False)


def sent_or_same(value: Any) -> Any:
    """A text without the characters that input never allows; anything else unchanged."""
    return sent(value)[0] if isinstance(value, str) else value


def _orders(book: sqlite3.Connection, batches: dict[int, str]) -> Iterator[tuple[Any, ...]]:
    for number, batch in batches.items():
        original = (
            "EXISTS (SELECT 1 FROM import_original i WHERE i.tbl = 'sales_order' AND i.row = o.key"
            " AND i.batch_no = o.batch_no)"
        )
        for table in ("sales_order", "order_shelf"):
            for key, account_id, order, *values, note, version in plain_rows(
                book,
                f"SELECT o.key, a.id, {_VALUES} FROM {table} o JOIN temp.account_id a ON a.no = o.account_no"
                f" WHERE o.batch_no = ? AND NOT {original}",
                (number,),
            ):
                yield batch, key, account_id, sent(order)[0], *values, sent(note)[0], version
        for key, value in plain_rows(
            book,
            "SELECT row, value FROM import_original WHERE tbl = 'sales_order' AND batch_no = ?",
            (number,),
        ):
            fields = json.loads(value)
            yield (
                batch,
                key,
                fields["account_no"],
                *(sent_or_same(fields[each]) for each in _VALUES.split(", ")),
            )
