"""Bringing a file to the present schema; alembic is imported only when the version differs."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from threading import Lock

from winback_tui.domain.ids import new_id
from winback_tui.files.whole_file import make_private_folder, written_whole

from .backups.backup import back_up, set_companions_aside
from .backups.known_books import require_never_there
from .migrations import scripts, statements
from .open import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    connect_plain,
    connect_write,
    explained,
    require_readable_book,
    schema_version,
    stands,
    unreachable,
)

_MIGRATING = Lock()
"""Alembic keeps its current migration in module-wide proxies: two threads would use each other's connection."""
_BOOKKEEPING = (
    "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n"
    "\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
)
"""Exactly as Alembic writes it, so that a new and a migrated book have the same schema."""


def ensure_book(path: Path, begin_again: bool = False) -> None:
    """Make sure there is a book of the present schema at `path`: create or migrate it.

    A new file appears whole or not at all; an older one is backed up first. Raises BookUnavailable for files that
    are not books, newer, or out of reach, and (unless `begin_again`) where a book existed before and is gone.
    """
    if not stands(path):
        if not begin_again:
            require_never_there(path)
        try:
            _create(path)
        except OSError as fault:
            begun_meanwhile = isinstance(fault, FileExistsError) and stands(path)
            if not begun_meanwhile:
                raise unreachable(path, fault) from fault
        return
    with explained(path):
        with closing(connect_plain(path)) as connection:
            require_readable_book(connection, path)
            if schema_version(connection) == SCHEMA_VERSION:
                return
        back_up(path, "before migration")
        migrate_file(path)


def _create(path: Path) -> None:
    path = Path(os.path.realpath(path))
    make_private_folder(path.parent)
    with explained(path), written_whole(path, overwrite=False) as fresh:
        fresh.touch()
        begin_file(fresh)
        with closing(connect_write(fresh)) as connection:
            connection.execute(
                "INSERT INTO state (one, site, seq, hlc, tx, actor, applying) VALUES (1, ?, 0, 0, '', '', 0)",
                (new_id(),),
            )
        if not stands(path):  # Else they belong to the book that another window has begun meanwhile.
            set_companions_aside(path)


def begin_file(path: Path) -> None:
    """Write an empty book into an empty file: every script in turn, as the migrations would.

    Without their tool, whose import alone takes a quarter of a second; a test compares the two.
    """
    from winback_tui.store.log.install import install_writers

    with closing(connect_write(path)) as connection:
        connection.execute(
            "PRAGMA synchronous = OFF"
        )  # Whoever makes the file puts the whole of it there at its end.
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_BOOKKEEPING)
        connection.execute("INSERT INTO alembic_version VALUES (?)", (f"{SCHEMA_VERSION:04}",))
        for script in scripts():
            for statement in statements(script):
                connection.execute(statement)
        install_writers(connection)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")


def migrate_file(path: Path) -> None:
    """Migrate a copy to the present schema, without a backup."""
    with _MIGRATING:
        _upgrade(path)


def _upgrade(path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    from winback_tui.store.log.install import drop_writers, install_writers
    from winback_tui.store.log.undoing.resettle import show_waiting

    with closing(connect_write(path)) as connection:
        drop_writers(connection)  # None of them, ours or not, takes part in a migration.

    engine = create_engine("sqlite://", creator=lambda: connect_write(path), poolclass=NullPool)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect() as opened:
        config.attributes["connection"] = opened
        command.upgrade(config, "head")
        opened.commit()
    engine.dispose()
    with closing(connect_write(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        install_writers(connection)
        if connection.execute("SELECT 1 FROM waiting_row LIMIT 1").fetchone() is not None:
            show_waiting(connection)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
