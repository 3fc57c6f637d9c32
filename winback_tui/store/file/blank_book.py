"""A blank book: every table, no rows, in memory, so that reading it needs no special case."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache

from .letter_case import know_letters
from .migrations import scripts, statements


def blank_book() -> sqlite3.Connection:
    """An empty book with named columns. The caller closes it."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.row_factory = sqlite3.Row
    know_letters(connection)
    connection.deserialize(_image())
    return connection


@cache
def _image() -> bytes:
    """The bytes of such a book: creating the tables takes a hundred times as long as loading them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        know_letters(connection)
        for script in scripts():
            for statement in statements(script):
                connection.execute(statement)
        return connection.serialize()
