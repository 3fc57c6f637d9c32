"""Bringing a file to the present schema; alembic is imported only when the version differs."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from threading import Lock

from winback_tui.domain.ids import new_id

from .backup import back_up
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
"""Alembic holds the migration it is at in module-wide proxies: two threads at once take each other's connection."""


def ensure_book(path: Path) -> None:
    """Make sure that a book of the present schema stands at `path`: create or migrate it.

    A new file appears whole or not at all; an older one is backed up first.
    Raises BookUnavailable for files that are not books, newer, or out of reach.
    """
    if not stands(path):
        try:
            _create(path)
        except OSError as fault:
            raise unreachable(path, fault) from fault
        return
    with explained(path):
        with closing(connect_plain(path)) as connection:
            require_readable_book(connection, path)
            if schema_version(connection) == SCHEMA_VERSION:
                return
        back_up(path, "before migration")
        _migrate(path)


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{new_id()[-8:]}.new")
    with explained(path):
        try:
            connection = connect_write(fresh)
            fresh.chmod(0o600)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.close()
            _migrate(fresh)
            connection = connect_write(fresh)
            connection.execute(
                "INSERT INTO state (one, site, seq, hlc, tx, actor, applying) VALUES (1, ?, 0, 0, '', '', 0)",
                (new_id(),),
            )
            connection.close()
            _put_in_place(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)


def _put_in_place(fresh: Path, path: Path) -> None:
    """A link, unlike a rename, leaves the book alone that another window has begun meanwhile."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    except OSError:
        fresh.replace(path)


def _migrate(path: Path) -> None:
    with _MIGRATING:
        _upgrade(path)


def _upgrade(path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    from winback_tui.store.log.install import install_writers

    engine = create_engine("sqlite://", creator=lambda: connect_write(path), poolclass=NullPool)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect() as opened:
        config.attributes["connection"] = opened
        command.upgrade(config, "head")
        opened.commit()
    engine.dispose()
    connection = connect_write(path)
    connection.execute("BEGIN IMMEDIATE")
    install_writers(connection)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")
    connection.close()
