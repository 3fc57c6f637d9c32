"""A session over the connection of an act, for the services that still write models."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlmodel import Session


def session_over(connection: sqlite3.Connection) -> Session:
    """A session that writes through this connection and leaves beginning, committing and closing to its owner."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool
    from sqlmodel import Session

    from .file import schema

    assert schema.__all__, "a table is known by its references only where all models are loaded"
    engine = create_engine(
        "sqlite://",
        creator=lambda: connection,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        _initialize=False,  # else the first connection is tried out and rolled back
    )
    return Session(engine, expire_on_commit=False)
