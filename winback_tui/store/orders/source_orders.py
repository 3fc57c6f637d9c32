"""The orders and accounts of one source: whether they still are what an import left, and what they hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from hashlib import blake2b
from json import dumps
from typing import NamedTuple

from winback_tui.store.read import plain_rows

OrdersMark = Sequence[int]
"""How many orders of a source there are, and sums over all of them that a changed, moved or replaced one changes."""

_KEYS = "key >= ?1 AND key < ?2"
_LARGE = 1_000_000_007
"""Sums of values below this stay exact for billions of rows."""

_AT_ONCE = 5_000

DETAILS = ("owner", "segment", "email", "phone", "city", "note")
_DETAIL_COLUMNS = "owner_id, segment, email, phone, city, note"


class NewestImport(NamedTuple):
    """The newest import of a source that is in the book; `details` is the rest of its report, as JSON."""

    file: str
    digest: str
    rows: int
    details: str


def newest_import(connection: sqlite3.Connection, source: str) -> NewestImport | None:
    """The import of this source that came into this book last; None where there is none."""
    row = plain_rows(
        connection,
        "SELECT file, digest, rows, told FROM import_batch WHERE source = ? ORDER BY no DESC LIMIT 1",
        (source,),
    ).fetchone()
    return None if row is None else NewestImport(*row)


def keys_of(source: str) -> tuple[str, str]:
    """The first key that a numbered order of this source may have, and the first one beyond them all."""
    return f"{source}:", f"{source};"


def mark_of_orders(connection: sqlite3.Connection, source: str, after: int = 0) -> OrdersMark:
    """The mark of the numbered orders of this source; of those only whose `no` is larger than `after`."""
    sums = (
        f"sum({column} % {_LARGE})"
        for column in ("version", "batch_no", "account_no", "amount", "no * (version % 1000003)")
    )
    (*values,) = plain_rows(
        connection,
        f"SELECT count(*), {', '.join(sums)} FROM sales_order NOT INDEXED WHERE {_KEYS} AND no > ?3",
        (*keys_of(source), after),
    ).fetchone()
    return [value or 0 for value in values]


def last_order(connection: sqlite3.Connection) -> int:
    """The `no` of the order that was written last."""
    return int(plain_rows(connection, "SELECT coalesce(max(no), 0) FROM sales_order").fetchone()[0])


def corrected_by_hand(connection: sqlite3.Connection, source: str) -> bool:
    """Whether the log knows a change to any numbered order of this source, also to one that is gone."""
    known = plain_rows(
        connection,
        "SELECT 1 FROM cell WHERE tbl = 'sales_order' AND row >= ? AND row < ? LIMIT 1",
        keys_of(source),
    )
    return known.fetchone() is not None


def last_account(connection: sqlite3.Connection) -> int:
    """The largest number of an account."""
    return int(plain_rows(connection, "SELECT coalesce(max(no), 0) FROM account").fetchone()[0])


def mark_of_accounts(connection: sqlite3.Connection, source: str, until: int, details: bool) -> str:
    """A digest of what decides which account a row of this source names, for accounts up to number `until`.

    With `details` also of the details that its rows may bring.
    """
    columns = "no, name_key, CASE source WHEN ?1 THEN external_id ELSE '' END"
    if details:
        columns += f", {_DETAIL_COLUMNS}"
    found = blake2b(digest_size=16)
    for sql, values in (
        (f"SELECT {columns} FROM account WHERE no <= ?2 ORDER BY no", (source, until)),
        ("SELECT id, account_id, name_key FROM former_name ORDER BY id", ()),
    ):
        cursor, begun = plain_rows(connection, sql, values), False
        found.update(b"[")
        while some := cursor.fetchmany(_AT_ONCE):
            found.update(f"{', ' if begun else ''}{repr(some)[1:-1]}".encode())
            begun = True
        found.update(b"]")
    return found.hexdigest()


def numbers_by_external_id(connection: sqlite3.Connection, source: str) -> dict[str, int]:
    """The number of each account that has a number of this source, by that; of several, the account first made."""
    rows = plain_rows(
        connection, "SELECT external_id, no FROM account WHERE source = ? ORDER BY no DESC", (source,)
    )
    return dict(rows.fetchall())


def named_by(connection: sqlite3.Connection, source: str, accounts: Collection[int]) -> set[int]:
    """Those of these accounts, by number, that have a numbered order of this source."""
    rows = plain_rows(
        connection,
        "SELECT value FROM json_each(?3) WHERE EXISTS"
        f" (SELECT 1 FROM sales_order WHERE account_no = value AND {_KEYS})",
        (*keys_of(source), dumps(list(accounts))),
    )
    return {row[0] for row in rows}


def details_of(connection: sqlite3.Connection, accounts: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The `DETAILS` of these accounts, by number; the owner by name."""
    rows = plain_rows(
        connection,
        "SELECT a.no, coalesce(r.name, ''), a.segment, a.email, a.phone, a.city, a.note FROM account a"
        " LEFT JOIN rep r ON r.id = a.owner_id WHERE a.no IN (SELECT value FROM json_each(?))",
        (dumps(list(accounts)),),
    )
    return {no: tuple(values) for no, *values in rows}
