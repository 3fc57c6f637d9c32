"""Whom the book must not take in again, known by digests only."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

NAME, NUMBER = "name", "number"


def number_text(source: str, number: str) -> str:
    """The number that the books of a source give an account, as one text."""
    return f"{source}\x1f{number}"


def digest_of(salt: str, kind: str, text: str) -> str:
    """The salted digest under which a name key or a number is remembered."""
    return blake2b(f"{kind}\x1f{text}".encode(), key=salt.encode(), digest_size=16).hexdigest()


class Erasures:
    """Tells whether a name key, or a number of a source, belongs to somebody who was erased."""

    def __init__(self, connection: sqlite3.Connection | None = None) -> None:
        """Those that this book remembers; nobody without a book."""
        rows = connection.execute("SELECT salt, digest FROM erasure").fetchall() if connection else []
        self._salts = sorted({row[0] for row in rows})
        self._digests = {row[1] for row in rows}

    def __bool__(self) -> bool:
        """Whether anybody was ever erased."""
        return bool(self._digests)

    def hold(self, name_key: str, source: str = "", number: str = "") -> bool:
        """Whether this is somebody who was erased; at once False where nobody was."""
        told = [(NAME, name_key)] if name_key else []
        if number:
            told.append((NUMBER, number_text(source, number)))
        return any(
            digest_of(salt, kind, text) in self._digests for salt in self._salts for kind, text in told
        )


def erased_and_there(connection: sqlite3.Connection, erasures: Erasures) -> list[str]:
    """Names of accounts of this book that those erasures are about."""
    if not erasures:
        return []
    rows = connection.execute("SELECT name, name_key, source, external_id FROM account ORDER BY name")
    return [row[0] for row in rows if erasures.hold(row[1], row[2], row[3])]
