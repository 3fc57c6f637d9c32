"""Accounts that are only a further name of another: merged by a person, and perhaps split again.

Orders stay under the name that exports give them; whoever reads an account's orders reads those of all its
names. So nothing is moved, the next export finds each name where it was, and a past day shows who was
whom then.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

LINKED_NOS = (
    "SELECT a.no FROM account a CROSS JOIN account t ON t.id = a.linked_to"
    " WHERE a.linked_to IS NOT NULL AND +t.linked_to IS NULL"
)
"""Numbers of accounts that are another's further name; two that name each other count as separate."""


def links(connection: sqlite3.Connection) -> dict[int, int]:
    """The number of each further name -> the number of the account that it belongs to."""
    found = connection.execute(LINKED_NOS.replace("SELECT a.no", "SELECT a.no, t.no", 1))
    return dict(found.fetchall())


def together(connection: sqlite3.Connection) -> dict[int, tuple[int, ...]]:
    """Each account with further names -> the numbers under which its orders are, its own first."""
    found: dict[int, list[int]] = defaultdict(list)
    for no, target in links(connection).items():
        found[target].append(no)
    return {target: (target, *sorted(names)) for target, names in found.items()}


def owners(connection: sqlite3.Connection, account_nos: Iterable[int]) -> dict[int, int]:
    """Every number under which orders of these accounts are -> the account's."""
    joined = together(connection)
    return {number: no for no in account_nos for number in joined.get(no, (no,))}


def numbers_of(connection: sqlite3.Connection, account_no: int) -> str:
    """The numbers under which an account's orders are, for `account_no IN (...)`."""
    return ", ".join(map(str, together(connection).get(account_no, (account_no,))))


def further_names(connection: sqlite3.Connection, account_id: str) -> list[str]:
    """The other names that exports use for this account."""
    found = connection.execute("SELECT name FROM account WHERE linked_to = ? ORDER BY name", (account_id,))
    return [row[0] for row in found]


def further_ids(connection: sqlite3.Connection, account_id: str) -> list[str]:
    """The ids of the accounts that are further names of this one."""
    return [row[0] for row in connection.execute("SELECT id FROM account WHERE linked_to = ?", (account_id,))]
