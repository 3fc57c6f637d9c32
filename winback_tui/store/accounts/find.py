"""Finding accounts by id, name, or part of a name; a further or a former name leads to its account."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from winback_tui.store.file.letter_case import holds, same
from winback_tui.store.lists.list_query import SEARCHED


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account by its global id, its number in this file, and its name."""

    id: str
    no: int
    name: str


def by_id(connection: sqlite3.Connection, ref: str) -> list[AccountRef]:
    """The account whose id, or id in its source system, is `ref`; an id may be cut to its first 8 digits or more."""
    exact = _accounts_where(connection, "id = ? OR external_id = ?", (ref, ref))
    if exact or len(ref) < 8 or not all(digit in "0123456789abcdef" for digit in ref):
        return exact
    return _accounts_where(connection, "id >= ? AND id < ?", (ref, ref + "g"))


def by_name(connection: sqlite3.Connection, name: str) -> list[AccountRef]:
    """Accounts with exactly this name, else ignoring letter case, else those that once had it."""
    return (
        _accounts_where(connection, "name = ?", (name,))
        or _accounts_where(connection, *same("name", name))
        or _formerly(connection, *same("name", name))
    )


def names_holding(connection: sqlite3.Connection, part: str) -> list[AccountRef]:
    """Accounts whose name, with or without legal form, contains `part`, else whose former one does; at most 50."""
    condition = holds(("name", "name_key"), part)
    return _accounts_where(connection, *condition) or _formerly(connection, *condition)


def _formerly(connection: sqlite3.Connection, where: str, values: Sequence[str]) -> list[AccountRef]:
    return _accounts_where(connection, f"id IN (SELECT account_id FROM former_name WHERE {where})", values)


def all_names(connection: sqlite3.Connection) -> list[AccountRef]:
    """Every account."""
    return [AccountRef(*row) for row in connection.execute("SELECT id, no, name FROM account ORDER BY name")]


def _accounts_where(connection: sqlite3.Connection, where: str, values: Sequence[str]) -> list[AccountRef]:
    # By +id: of one name SQLite would else look for the first in the order of all ids, where no index is by name.
    sql = f"SELECT id, no, name, linked_to FROM account WHERE {where} ORDER BY name, +id LIMIT 50"
    found = [
        _itself(connection, AccountRef(*row), linked_to) if linked_to else AccountRef(*row)
        for *row, linked_to in connection.execute(sql, values).fetchall()
    ]
    return list(dict.fromkeys(found))


def _itself(connection: sqlite3.Connection, found: AccountRef, linked_to: str) -> AccountRef:
    """The account that a found further name belongs to; else the found account."""
    row = connection.execute(
        "SELECT id, no, name FROM account WHERE id = ? AND linked_to IS NULL", (linked_to,)
    ).fetchone()
    return AccountRef(*row) if row else found


def other_account_of_key(connection: sqlite3.Connection, name_key: str, account_id: str) -> str:
    """The name of another account whose name without legal form is the same; '' where there is none."""
    row = connection.execute(
        "SELECT name FROM account WHERE name_key = ? AND id <> ?", (name_key, account_id)
    ).fetchone()
    return "" if row is None else str(row["name"])


def account_names(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, str]:
    """The names of these accounts by id; accounts that are gone are left out."""
    wanted = json.dumps(list(ids))
    return dict(
        connection.execute(
            "SELECT id, name FROM account WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
        ).fetchall()
    )


_TEXT = " || char(10) || ".join(f"a.{column}" for column in SEARCHED)


def searchable(connection: sqlite3.Connection) -> Iterator[tuple[int, str, int, str]]:
    """Number, text (a line for each column, the name first), money at risk in minor units, and currency of each
    account.
    """
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(
        f"SELECT a.no, {_TEXT} || coalesce(char(10) || (SELECT group_concat(f.name, char(10)) FROM former_name f"
        " WHERE f.account_id = a.id), ''), coalesce(s.at_stake, 0), coalesce(s.currency, '')"
        " FROM account a LEFT JOIN account_summary s ON s.account_no = a.no"
    )
