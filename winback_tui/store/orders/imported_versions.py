"""The versions of a row that different imports brought, and which of them counts.

For an order the newest import counts, for an account the first: the same on every laptop, whichever
import arrived there first. An undone import does not count, nor does one from before the row was deleted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from winback_tui.store.log.install import columns_of
from winback_tui.store.log.logged_tables import HOME_COLUMNS
from winback_tui.store.read import plain_rows

from .batch import next_batch_no, own_batch

ORDER = ("account_no", "number", "day", "amount", "currency", "margin", "kind", "note", "version")
"""The columns of an order's version besides its key; the account by this file's number."""

_ORDER_LIST = ", ".join(ORDER)


@dataclass(frozen=True, slots=True)
class Version:
    """A row as one import brought it; `values` without this file's local numbers, except an order's account."""

    batch_no: int
    rank: tuple[int, str]
    live: bool
    values: dict[str, Any]


class Batches:
    """Every import that this book knows: its global id, its number here, when it was, and whether it is in force."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.numbers: dict[str, int] = {}
        self._about: dict[int, tuple[int, str]] = {}
        for tx, at, number in plain_rows(
            connection, "SELECT tx, at, batch_no FROM act WHERE batch_no IS NOT NULL AND undoes IS NULL"
        ):
            self.know(own_batch(tx), number, at)
        self.look_again()

    def know(self, batch: str, number: int, at: int) -> None:
        """Note an import."""
        self.numbers[batch] = number
        self._about[number] = (at, batch)

    def look_again(self) -> None:
        """Read which imports are in force now."""
        self.live = {row[0] for row in plain_rows(self._connection, "SELECT no FROM import_batch")}

    def number_of(self, batch: str) -> int:
        """The number of an import in this file; a new one where it has none."""
        if batch not in self.numbers:
            self.numbers[batch] = max(next_batch_no(self._connection), 1 + max(self._about, default=0))
            self._about[self.numbers[batch]] = (0, batch)
        return self.numbers[batch]

    def about(self, number: int) -> tuple[int, str]:
        """When an import was made (UTC milliseconds), and its id."""
        return self._about.get(number, (0, ""))


def number_of_account(connection: sqlite3.Connection, account_id: str) -> int:
    """The number of an account in this file, also of a removed one; a new one where it never had any."""
    found = plain_rows(
        connection,
        "SELECT no FROM account WHERE id = ?1 UNION ALL SELECT no FROM account_number WHERE id = ?1 LIMIT 1",
        (account_id,),
    ).fetchone()
    if found is not None:
        return int(found[0])
    shelved = plain_rows(
        connection, "SELECT no FROM account_shelf WHERE json_extract(value, '$.id') = ?", (account_id,)
    ).fetchone()
    number = int(shelved[0]) if shelved else last_account_number(connection) + 1
    keep_account_number(connection, number, account_id)
    return number


def former_account_numbers(connection: sqlite3.Connection) -> dict[str, int]:
    """The numbers of accounts that are gone, by id: one that comes back gets its own again."""
    rows = plain_rows(
        connection,
        "SELECT id, no FROM account_number UNION ALL SELECT json_extract(value, '$.id'), no FROM account_shelf",
    )
    return {row[0]: row[1] for row in rows}


def keep_account_number(connection: sqlite3.Connection, number: int, account_id: str) -> None:
    """Remember whose number this is, even if the account is removed."""
    plain_rows(connection, "INSERT OR REPLACE INTO account_number VALUES (?, ?)", (number, account_id))


def last_account_number(connection: sqlite3.Connection) -> int:
    """The highest number that any account has or had."""
    return int(
        plain_rows(
            connection,
            "SELECT max((SELECT coalesce(max(no), 0) FROM account),"
            " (SELECT coalesce(max(no), 0) FROM account_shelf),"
            " (SELECT coalesce(max(no), 0) FROM account_number))",
        ).fetchone()[0]
    )


def account_with_number(connection: sqlite3.Connection, number: int) -> str | None:
    """The id of the account that has or had this number."""
    row = plain_rows(
        connection,
        "SELECT id FROM account WHERE no = ?1 UNION ALL SELECT id FROM account_number WHERE no = ?1"
        " UNION ALL SELECT json_extract(value, '$.id') FROM account_shelf WHERE no = ?1 LIMIT 1",
        (number,),
    ).fetchone()
    return None if row is None else str(row[0])


def order_versions(connection: sqlite3.Connection, batches: Batches, key: str) -> list[Version]:
    """Every version of an order that any import brought, the one that counts most last."""
    rows = plain_rows(
        connection,
        f"SELECT batch_no, {_ORDER_LIST} FROM order_shelf WHERE key = ?1 AND batch_no IS NOT NULL"
        f" UNION ALL SELECT batch_no, {_ORDER_LIST} FROM sales_order WHERE key = ?1 AND batch_no IS NOT NULL",
        (key,),
    )
    found = {row[0]: dict(zip(ORDER, row[1:], strict=True)) for row in rows}
    for batch_no, values in _originals(connection, "sales_order", key):
        values["account_no"] = number_of_account(connection, values["account_no"])
        found[batch_no] = {column: values[column] for column in ORDER}
    return sorted(
        (
            Version(number, (values["version"], batches.about(number)[1]), number in batches.live, values)
            for number, values in found.items()
        ),
        key=lambda version: version.rank,
    )


def account_versions(connection: sqlite3.Connection, batches: Batches, account_id: str) -> list[Version]:
    """Every version of an account that any import brought, the one that counts most last."""
    columns = columns_of(connection, "account")
    rows = plain_rows(
        connection,
        f"SELECT {', '.join(columns)} FROM account WHERE id = ? AND batch_no IS NOT NULL",
        (account_id,),
    ).fetchall()
    versions = [dict(zip(columns, row, strict=True)) for row in rows]
    number = number_of_account(connection, account_id)
    versions += [
        json.loads(row[0])
        for row in plain_rows(connection, "SELECT value FROM account_shelf WHERE no = ?", (number,))
    ]
    found = {row["batch_no"]: _portable(row) for row in versions}
    found.update(_originals(connection, "account", account_id))
    return sorted(
        (
            Version(number, batches.about(number), number in batches.live, values)
            for number, values in found.items()
        ),
        key=lambda version: version.rank,
        reverse=True,
    )


def keep_original(
    connection: sqlite3.Connection, table: str, row: str, batch_no: int, values: dict[str, Any]
) -> None:
    """Keep the row as an import brought it. An order's account is named by its id there."""
    if table == "sales_order":
        values = {**values, "account_no": account_with_number(connection, values["account_no"])}
    plain_rows(
        connection,
        "INSERT OR IGNORE INTO import_original VALUES (?, ?, ?, ?)",
        (table, row, batch_no, json.dumps(values, ensure_ascii=False)),
    )


def shelve(
    connection: sqlite3.Connection, key: str, versions: Sequence[Version], in_place: Version | None
) -> None:
    """Shelve the versions of an order that do not count, each under the import that replaced it.

    `versions` as `order_versions` gives them. Versions from an undone import are shelved under that import.
    """
    wanted = []
    for at, version in enumerate(versions):
        if version is in_place:
            continue
        later = [other for other in versions[at + 1 :] if other.live]
        by = later[0].batch_no if version.live and later else version.batch_no
        wanted.append((by, key, *(version.values[column] for column in ORDER), version.batch_no))
    names = f"shelved_by, key, {_ORDER_LIST}, batch_no"
    present = plain_rows(
        connection, f"SELECT {names} FROM order_shelf WHERE key = ? AND batch_no IS NOT NULL", (key,)
    ).fetchall()
    if sorted(map(repr, map(tuple, present))) == sorted(map(repr, wanted)):
        return
    plain_rows(connection, "DELETE FROM order_shelf WHERE key = ? AND batch_no IS NOT NULL", (key,))
    connection.executemany(
        f"INSERT INTO order_shelf ({names}) VALUES ({', '.join('?' * (len(ORDER) + 3))})", wanted
    )


def _originals(connection: sqlite3.Connection, table: str, row: str) -> list[tuple[int, dict[str, Any]]]:
    rows = plain_rows(
        connection, "SELECT batch_no, value FROM import_original WHERE tbl = ? AND row = ?", (table, row)
    )
    return [(batch_no, json.loads(value)) for batch_no, value in rows]


def _portable(row: dict[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in row.items() if column not in HOME_COLUMNS}
