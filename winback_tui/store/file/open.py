"""Opening the book's file: the one place that knows the pragmas and what can be wrong with a file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from winback_tui.domain.errors import BookUnavailable, OlderBook, Refused

from .backups.known_books import require_never_there
from .letter_case import know_letters
from .own_schema import require_own_schema

APPLICATION_ID = 0x57494E42
"""Marks a file as a Winback book ("WINB")."""

SCHEMA_VERSION = 9
"""The `user_version` that this program writes."""

BUSY_SECONDS = 5.0

SYNCHRONOUS = "EXTRA"
"""With a rollback journal this loses no acknowledged commit in a power cut, and nothing weaker does."""


STATEMENTS_KEPT = 512
"""Prepared statements of a connection: to prepare a write again, with the triggers of the log, takes longer than it."""
WRITING_CACHE = -64_000
"""Cache of a writing connection in kibibytes, so that large acts do not write the same pages many times."""

NOTHING_SAVED = "nothing was saved"
"""In the sentences about a disk that takes no more; where an earlier step was saved, the caller says so."""

_READ_FAULTS = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ})


def stands(path: Path) -> bool:
    """Whether the file exists. Raises BookUnavailable for what is no file, and where its folder cannot be read."""
    try:
        if not path.exists():
            return False
        plain, folder = path.is_file(), path.is_dir()
    except OSError as fault:
        raise unreachable(path, fault) from fault
    if folder:
        raise BookUnavailable(f"{path} cannot be opened: it is a folder; name a file in it with --db.")
    if not plain:
        raise BookUnavailable(f"{path} cannot be opened: it is not a regular file; name another with --db.")
    return True


def unreachable(path: Path, fault: OSError) -> BookUnavailable:
    """The error for a file or folder that the system refuses."""
    return BookUnavailable(
        f"{path} cannot be reached ({fault.strerror or type(fault).__name__}); check the path and its permissions."
    )


def connect_read(path: Path, foreign_parts: bool = False) -> sqlite3.Connection:
    """A connection that cannot change the book; temp tables are allowed.

    Raises BookUnavailable when the file is missing, locked, corrupt, newer, older or not a book, or (unless
    `foreign_parts`) holds tables, triggers and the like that are not Winback's.
    """
    if not stands(path):
        require_never_there(path)
        raise BookUnavailable(
            f"There is no book at {path}; 'winback import FILE' starts one, 'winback demo' shows one."
        )
    finish_interrupted_write(path)
    with explained(path):
        connection = _connect(path, "ro", BUSY_SECONDS)
    know_letters(connection)
    try:
        with schema_explained(path):
            require_book(connection, path)
            if not foreign_parts:
                require_own_schema(connection, path)
    except BaseException:
        connection.close()
        raise
    connection.row_factory = sqlite3.Row
    return connection


def finish_interrupted_write(path: Path) -> None:
    """Roll back what a killed process left half written: a read-only connection cannot, and would be refused.

    Costs one look for the journal; does nothing while another process is writing.
    """
    if not path.with_name(f"{path.name}-journal").exists():
        return
    with explained(path), closing(connect_plain(path)) as connection:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def connect_plain(path: Path, timeout: float | None = None) -> sqlite3.Connection:
    """A connection to read the file's header only: it sets nothing that makes SQLite read the whole schema.

    The file must be there. `timeout` in seconds, else `BUSY_SECONDS`.
    """
    return _connect(path, "rw", BUSY_SECONDS if timeout is None else timeout)


def connect_write(path: Path, foreign_parts: bool = False) -> sqlite3.Connection:
    """A connection that loses no acknowledged commit; the caller begins each transaction itself.

    Raises BookUnavailable when the file cannot be opened, or (unless `foreign_parts`) is a book that holds triggers,
    tables and the like that are not Winback's: writing would run such triggers.
    """
    with explained(path):
        connection = connect_plain(path)
    try:
        know_letters(connection)
        with schema_explained(path):
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
            connection.execute(f"PRAGMA cache_size = {WRITING_CACHE}")
            if not foreign_parts and schema_version(connection) == SCHEMA_VERSION:
                require_own_schema(connection, path)
                # Every part is ours by now, and the writers of the log call json_object, which some versions of SQLite
                # (3.40 among them) call unsafe in a schema that is not trusted.
                connection.execute("PRAGMA trusted_schema = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    """Until the file is known to be ours, its schema may not call functions that could do harm."""
    connection = sqlite3.connect(
        f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=STATEMENTS_KEPT,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def begin_reading(connection: sqlite3.Connection) -> None:
    """Begin a read transaction: every query until its end sees one snapshot of the book."""
    connection.execute("BEGIN")


def wait_for_writers(connection: sqlite3.Connection, milliseconds: int) -> None:
    """Set how long a query on this connection waits for somebody who is writing."""
    connection.execute(f"PRAGMA busy_timeout = {milliseconds:d}")


def data_version(connection: sqlite3.Connection) -> int:
    """A number that changes whenever another connection has written to the file."""
    return int(connection.execute("PRAGMA main.data_version").fetchone()[0])


def schema_version(connection: sqlite3.Connection) -> int:
    """The `user_version` of the file."""
    return int(connection.execute("PRAGMA main.user_version").fetchone()[0])


def require_book(connection: sqlite3.Connection, path: Path) -> None:
    """Raises BookUnavailable unless the file is a book of the present schema."""
    require_readable_book(connection, path)
    if schema_version(connection) < SCHEMA_VERSION:
        raise OlderBook(f"{path} was written by an older Winback; open it once where it can be written.")


def require_readable_book(connection: sqlite3.Connection, path: Path) -> None:
    """Raises BookUnavailable for a file that is not a book, or a book of a newer Winback."""
    found = int(connection.execute("PRAGMA main.application_id").fetchone()[0])
    if found != APPLICATION_ID:
        raise BookUnavailable(f"{path} is not a Winback book; name another file with --db.")
    version = schema_version(connection)
    if version > SCHEMA_VERSION:
        raise BookUnavailable(
            f"{path} was written by a newer Winback (schema {version}, this one knows {SCHEMA_VERSION}); "
            "update Winback to open it."
        )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file into one sentence; other errors pass unchanged."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        sentence = _sentence(path, fault)
        if sentence is None:
            raise
        raise sentence from fault


@contextmanager
def schema_explained(path: Path) -> Iterator[None]:
    """As `explained`, for what reads the schema first: where that is damaged, sqlite3 may not even be able to decode
    the message that says so.
    """
    with explained(path):
        try:
            yield
        except UnicodeDecodeError as fault:
            raise _damaged(path) from fault


def _damaged(path: Path) -> BookUnavailable:
    return BookUnavailable(
        f"{path} is damaged, or was never a book; 'winback restore' restores a book's newest backup."
    )


def _sentence(path: Path, fault: sqlite3.DatabaseError) -> BookUnavailable | Refused | None:
    reason = str(fault).lower()
    if "locked" in reason or "busy" in reason:
        return BookUnavailable(f"{path} is in use by another program; try again in a moment.")
    if any(sign in reason for sign in ("not a database", "malformed", "corrupt", "could not decode")):
        return _damaged(path)
    if "readonly" in reason:
        return BookUnavailable(f"{path} cannot be written; check the permissions of the file and its folder.")
    if "unable to open" in reason:
        return BookUnavailable(f"{path} cannot be opened; check that the folder exists and is yours.")
    if "full" in reason:
        return Refused(f"The disk with {path} is full: {NOTHING_SAVED}; free some space and try again.")
    if getattr(fault, "sqlite_errorcode", 0) in _READ_FAULTS:
        return BookUnavailable(
            f"{path} cannot be read: the disk has errors; 'winback restore' brings back a backup."
        )
    if "disk i/o" in reason:
        return Refused(
            f"The disk with {path} refused the write: {NOTHING_SAVED}; check the disk and its free space."
        )
    return None
