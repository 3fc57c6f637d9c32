"""Connections to a book that are used again in the same test: most of a small act is SQLite's reading of the schema.

What a test sees is what a fresh connection would give it. A connection goes on only where nothing is left of its
last use: no temporary table, no handler; what was not committed is taken back. Its pages are let go of and its
settings put back. Whether the schema changed SQLite looks up by itself at the next query, and the program reads it
again from the file as ever. Another file at the same path gets another connection, and so does one that was closed
to writing since.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Lock
from types import FunctionType, SimpleNamespace
from typing import Any, cast

from winback_tui.store.file import open as opening

with closing(sqlite3.connect(":memory:")) as _plain:
    _USUAL = tuple(
        f"PRAGMA {name} = {_plain.execute(f'PRAGMA {name}').fetchone()[0]}"
        for name in ("foreign_keys", "synchronous", "cache_size", "secure_delete", "query_only")
    )
"""Puts back the settings of a connection that the program changes; `trusted_schema` it sets itself at each opening."""

_Key = tuple[int, str, str, float]
"""The process, the path, the mode and the patience in seconds."""


class _Reusable(sqlite3.Connection):
    """Its `close` puts it aside; a closed one in use again is a new object to nobody."""

    key: _Key | None = None
    file = (0, 0, False)
    spoilt = False

    def set_progress_handler(self, *given: Any, **named: Any) -> None:
        self.spoilt = True
        super().set_progress_handler(*given, **named)

    def close(self) -> None:
        if self.key is None or self.spoilt or not _put_aside(self):
            super().close()

    def really_close(self) -> None:
        super().close()


_aside: dict[_Key, list[_Reusable]] = {}
_lock = Lock()
_connect = cast(
    Callable[[Path, str, float], _Reusable],
    FunctionType(
        opening._connect.__code__,
        {**vars(opening), "sqlite3": SimpleNamespace(connect=partial(sqlite3.connect, factory=_Reusable))},
    ),
)
"""The program's own opening, which makes connections of that class."""


def connect(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    """As the program opens a book, with a connection that was put aside where there is one."""
    key = (os.getpid(), os.fspath(path.absolute()), mode, timeout)
    file = _file_at(key[1])
    while True:
        with _lock:
            waiting = _aside.get(key)
            found = waiting.pop() if waiting else None
        if found is None:
            break
        if found.file == file:
            found.execute("PRAGMA trusted_schema = OFF")
            return found
        found.really_close()
    fresh = _connect(path, mode, timeout)
    fresh.key, fresh.file = key, file or (0, 0, False)
    return fresh


def close_all() -> None:
    """Lets go of every connection that is put aside."""
    with _lock:
        gone = [each for waiting in _aside.values() for each in waiting]
        _aside.clear()
    for each in gone:
        each.really_close()


def _put_aside(connection: _Reusable) -> bool:
    """False where it cannot be used again."""
    assert connection.key is not None
    try:
        if connection.file != _file_at(connection.key[1]):
            return False
        if connection.in_transaction:
            connection.rollback()
        connection.row_factory = None
        if connection.execute("SELECT 1 FROM temp.sqlite_master LIMIT 1").fetchone():
            return False
        if len(connection.execute("PRAGMA database_list").fetchall()) > 2:
            return False
        for setting in (
            *_USUAL,
            f"PRAGMA busy_timeout = {1000 * connection.key[3]:.0f}",
            "PRAGMA shrink_memory",
        ):
            connection.execute(setting)
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    with _lock:
        _aside.setdefault(connection.key, []).append(connection)
    return True


def _file_at(path: str) -> tuple[int, int, bool] | None:
    """Which file it is, and whether it may be written now: who has it open already would not be refused."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, os.access(path, os.W_OK)
