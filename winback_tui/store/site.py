"""Which installation is writing. The id is kept outside the book, so that a copied file gets a new one."""

from __future__ import annotations

import os
import sqlite3
from hashlib import blake2b
from pathlib import Path

from platformdirs import user_config_path

from ..domain.ids import new_id


def _record(book_path: Path) -> Path:
    name = blake2b(str(book_path.resolve()).encode(), digest_size=12).hexdigest()
    return user_config_path("winback") / "sites" / name


def claim_site(connection: sqlite3.Connection, book_path: Path) -> None:
    """Give the book a new site when it is not the file that this installation wrote last.

    Must run before the first write of a session, outside a transaction.
    """
    site, seq = connection.execute("SELECT site, seq FROM state").fetchone()
    record = _record(book_path)
    known = record.read_text(encoding="ascii").split() if record.exists() else []
    if known and known[0] == site and int(known[1]) <= seq:
        return
    fresh = new_id()
    connection.execute("UPDATE state SET site = ?, seq = 0", (fresh,))
    remember_site(book_path, fresh, 0)


def remember_site(book_path: Path, site: str, seq: int) -> None:
    """Note how far this installation has written, so that an older copy put back is told from the book."""
    record = _record(book_path)
    record.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = record.with_suffix(f".{os.getpid()}")
    fresh.write_text(f"{site} {seq}\n", encoding="ascii")
    fresh.replace(record)
