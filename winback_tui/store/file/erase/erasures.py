"""Erased accounts that must not be imported again, known by digests only."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from secrets import token_hex

from winback_tui.domain.ids import new_id

NAME, NUMBER = "name", "number"


def number_text(source: str, number: str) -> str:
    """The number of an account in a source, as one text."""
    return f"{source}\x1f{number}"


def digest_of(salt: str, kind: str, text: str) -> str:
    """The salted digest under which a name key or a number is remembered."""
    return blake2b(f"{kind}\x1f{text}".encode(), key=salt.encode(), digest_size=16).hexdigest()


class Erasures:
    """Knows whether a name key, or a number of a source, belongs to somebody who was erased."""

    def __init__(self, connection: sqlite3.Connection | None = None) -> None:
        """Read the erasures that this book remembers; none without a book."""
        rows = connection.execute("SELECT salt, digest FROM erasure").fetchall() if connection else []
        self._salts = sorted({row["salt"] for row in rows})
        self._digests = {row["digest"] for row in rows}

    def __bool__(self) -> bool:
        """Whether anybody was ever erased."""
        return bool(self._digests)

    def hold(self, name_key: str, source: str = "", number: str = "") -> bool:
        """Whether this is somebody who was erased; quick where nobody was."""
        names = [(NAME, name_key)] if name_key else []
        if number:
            names.append((NUMBER, number_text(source, number)))
        return any(
            digest_of(salt, kind, text) in self._digests for salt in self._salts for kind, text in names
        )


def erased_and_there(connection: sqlite3.Connection, erasures: Erasures) -> list[str]:
    """Names of accounts in this book that those erasures are about."""
    if not erasures:
        return []
    rows = connection.execute("SELECT name, name_key, source, external_id FROM account ORDER BY name")
    return [row["name"] for row in rows if erasures.hold(row["name_key"], row["source"], row["external_id"])]


def remember(connection: sqlite3.Connection, account_id: str) -> None:
    """Keep a digest of every name key and every number of a source that the account has or had."""
    known = connection.execute("SELECT salt FROM erasure LIMIT 1").fetchone()
    salt = str(known[0]) if known else token_hex(16)
    names = [(NAME, key) for key in _every(connection, account_id, "name_key")]
    sources = _every(connection, account_id, "source")
    names += [
        (NUMBER, number_text(source, number))
        for number in _every(connection, account_id, "external_id")
        for source in sources or [""]
    ]
    listed = {row[0] for row in connection.execute("SELECT digest FROM erasure")}
    for kind, text in names:
        digest = digest_of(salt, kind, text)
        if digest not in listed:
            connection.execute("INSERT INTO erasure VALUES (?, ?, ?, ?)", (new_id(), kind, salt, digest))


def _every(connection: sqlite3.Connection, account_id: str, column: str) -> list[str]:
    """The present and all former values of this column."""
    rows = connection.execute(
        f"SELECT {column} FROM account WHERE id = ?"
        " UNION SELECT value FROM change WHERE tbl = 'account' AND row = ? AND col = ?"
        " UNION SELECT before FROM change WHERE tbl = 'account' AND row = ? AND col = ?",
        (account_id, account_id, column, account_id, column),
    )
    return [str(row[0]) for row in rows if row[0]]
