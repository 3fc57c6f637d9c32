"""Merging two accounts and splitting them again: which rows move, and which accounts may be the same firm."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from winback_tui.store.file.erase.belongings import references
from winback_tui.store.file.letter_case import same
from winback_tui.store.read import records

from .find import AccountRef
from .links import LINKED_NOS


@dataclass(frozen=True, slots=True)
class MergeCandidate:
    """An account as it is compared with others; `orders` are order days, days are ISO, empty where there are none."""

    id: str
    no: int
    name: str
    orders: int
    last_order: str
    city: str
    phone: str
    email: str
    number: str
    owner: str
    name_key: str


def merge_candidates(connection: sqlite3.Connection) -> list[MergeCandidate]:
    """Every account that is not a further name of another."""
    return records(
        connection,
        MergeCandidate,
        "SELECT a.id, a.no, a.name, coalesce(s.order_days, 0) AS orders, coalesce(s.last_day, '') AS last_order,"
        " a.city, a.phone, a.email, a.external_id AS number, coalesce(r.name, '') AS owner, a.name_key FROM account a"
        " LEFT JOIN account_summary s ON s.account_no = a.no LEFT JOIN rep r ON r.id = a.owner_id"
        f" WHERE a.no NOT IN ({LINKED_NOS})",
    )


def accounts_with_open_case(connection: sqlite3.Connection, account_ids: tuple[str, str]) -> set[str]:
    """Which of the two accounts have an open case."""
    rows = connection.execute(
        "SELECT account_id FROM loss_case WHERE closed_on = '' AND account_id IN (?, ?)", account_ids
    )
    return {row["account_id"] for row in rows}


def move_belongings(connection: sqlite3.Connection, merged_id: str, kept_id: str) -> None:
    """Move everything that belongs to the merged account to the kept one; orders stay where they are."""
    for table, column in _account_columns(connection):
        connection.execute(f'UPDATE "{table}" SET {column} = ? WHERE {column} = ?', (kept_id, merged_id))
    connection.execute("UPDATE account SET linked_to = ? WHERE linked_to = ?", (kept_id, merged_id))


def move_back(connection: sqlite3.Connection, apart_id: str, kept_id: str) -> None:
    """Give an account back what it brought when it was merged and what still belongs to the kept one."""
    for table, column, row in _moved_by_merge(connection, apart_id):
        connection.execute(
            f'UPDATE "{table}" SET {column} = ? WHERE id = ? AND {column} = ?', (apart_id, row, kept_id)
        )


def find_merged(connection: sqlite3.Connection, name: str) -> tuple[AccountRef, AccountRef] | None:
    """The account of this id or name that was merged, and the one that it was merged into."""
    same_name, names = same("a.name", name)
    row = connection.execute(
        "SELECT a.id, a.no, a.name, t.id AS kept_id, t.no AS kept_no, t.name AS kept_name FROM account a"
        f" JOIN account t ON t.id = a.linked_to WHERE a.id = ? OR {same_name}",
        (name, *names),
    ).fetchone()
    if row is None:
        return None
    return (
        AccountRef(row["id"], row["no"], row["name"]),
        AccountRef(row["kept_id"], row["kept_no"], row["kept_name"]),
    )


def _account_columns(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Tables whose rows need an account, with the column that names it."""
    return [
        (each.table, each.column)
        for each in references(connection)
        if each.needed and (each.parent, each.parent_column) == ("account", "id")
    ]


def _moved_by_merge(connection: sqlite3.Connection, account_id: str) -> list[tuple[str, str, str]]:
    """Table, column and row of everything that moved when this account was merged last."""
    merging = connection.execute(
        "SELECT tx FROM change WHERE tbl = 'account' AND row = ? AND col = 'linked_to' ORDER BY hlc DESC LIMIT 1",
        (account_id,),
    ).fetchone()
    if merging is None:
        return []
    changed = connection.execute("SELECT tbl, col, row, before FROM change WHERE tx = ?", (merging["tx"],))
    columns = set(_account_columns(connection))
    return [
        (line["tbl"], line["col"], line["row"])
        for line in changed.fetchall()
        if (line["tbl"], line["col"]) in columns and _plain(line["before"]) == account_id
    ]


def _plain(value: object) -> object:
    return json.loads(value) if isinstance(value, str) and value[:1] == '"' else value
