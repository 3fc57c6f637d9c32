"""Everything that depends on an account, found by the tables' references."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from winback_tui.store.log.logged_tables import LOGGED_TABLES, row_name
from winback_tui.store.read import named_rows

from .redaction import filters_naming, names_of, redactor_for

Belongings = dict[str, list[str]]
"""Row names by table, parents before children."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that points to a row of `parent`; a `needed` one must not be empty."""

    table: str
    column: str
    parent: str
    parent_column: str
    needed: bool


def references(connection: sqlite3.Connection) -> list[Reference]:
    """Every reference between logged tables, as the file has them."""
    return [reference for table in LOGGED_TABLES for reference in _of_table(connection, table)]


def belongings(connection: sqlite3.Connection, account_id: str) -> Belongings:
    """The account and every row that needs it, directly or through others, with the settings about any of them."""
    found: Belongings = {"account": [account_id]}
    for reference in references(connection):
        if not reference.needed or reference.parent not in found:
            continue
        row_key, parent_key = row_name(reference.table), row_name(reference.parent)
        for parent in found[reference.parent]:
            rows = connection.execute(
                f'SELECT t.{row_key} FROM "{reference.table}" t JOIN "{reference.parent}" p'
                f" ON t.{reference.column} = p.{reference.parent_column} WHERE p.{parent_key} = ?",
                (parent,),
            )
            names = found.setdefault(reference.table, [])
            names.extend(row[0] for row in rows if row[0] not in names)
    shelved = _shelved_orders(connection, account_id)
    if shelved:
        names = found.setdefault("sales_order", [])
        names.extend(key for key in shelved if key not in names)
    ids = [name for table, names in found.items() if table != "sales_order" for name in names]
    about = [
        row[0] for row in connection.execute("SELECT id FROM setting") if any(name in row[0] for name in ids)
    ]
    filters = filters_naming(
        connection, redactor_for(connection, names_of(connection, account_id), {account_id})
    )
    return {**found, "setting": [*about, *(name for name in filters if name not in about)]}


def numbers_of(connection: sqlite3.Connection, account_id: str) -> list[int]:
    """The number that an account has in this file, or had before its import was undone."""
    rows = connection.execute(
        "SELECT no FROM account WHERE id = ?1 UNION SELECT no FROM account_number WHERE id = ?1"
        " UNION SELECT no FROM account_shelf WHERE json_extract(value, '$.id') = ?1",
        (account_id,),
    )
    return [row[0] for row in rows]


def _shelved_orders(connection: sqlite3.Connection, account_id: str) -> list[str]:
    """Orders of an account that were set aside with an undone or older import.

    Not those that a later import gave to another account: they are that one's orders now.
    """
    numbers = ", ".join(map(str, numbers_of(connection, account_id)))
    rows = connection.execute(
        f"SELECT key FROM (SELECT key FROM order_shelf WHERE account_no IN ({numbers})"
        " UNION SELECT row FROM import_original WHERE tbl = 'sales_order'"
        " AND json_extract(value, '$.account_no') = ?) shelved WHERE NOT EXISTS (SELECT 1 FROM sales_order other"
        f" WHERE other.key = shelved.key AND other.account_no NOT IN ({numbers}))",
        (account_id,),
    )
    return [row[0] for row in rows]


def let_go(connection: sqlite3.Connection, doomed: Belongings) -> None:
    """Clear references from rows that stay to rows that go; these changes are logged like any other."""
    for reference in references(connection):
        if reference.needed:
            continue
        row_key, going = row_name(reference.table), set(doomed.get(reference.table, ()))
        for parent in doomed.get(reference.parent, ()):
            rows = connection.execute(
                f'SELECT t.{row_key} FROM "{reference.table}" t JOIN "{reference.parent}" p'
                f" ON t.{reference.column} = p.{reference.parent_column}"
                f" WHERE p.{row_name(reference.parent)} = ?",
                (parent,),
            ).fetchall()
            connection.executemany(
                f'UPDATE "{reference.table}" SET {reference.column} = NULL WHERE {row_key} = ?',
                [row for row in rows if row[0] not in going],
            )


def _of_table(connection: sqlite3.Connection, table: str) -> Iterator[Reference]:
    columns = named_rows(connection, f'PRAGMA main.table_info("{table}")')
    needed = {row["name"]: bool(row["notnull"]) for row in columns}
    for row in named_rows(connection, f'PRAGMA main.foreign_key_list("{table}")'):
        yield Reference(table, row["from"], row["table"], row["to"], needed[row["from"]])
