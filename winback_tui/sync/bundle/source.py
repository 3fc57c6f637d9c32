"""A colleague's book, opened for reading: what a bundle unpacks to, or a raw file that was copied first."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from winback_tui.store.log.install import columns_of

IMAGE = "book"
"""The name of the unpacked database in the folder of a source."""


@dataclass(frozen=True)
class Source:
    """Everything that a merge needs from a colleague's file.

    `since` is the vector that a delta starts from, empty for a whole book; `follows` names the file before it.
    `team` is the team's id, empty where there is none. `keep` is the folder that it was unpacked to, as `image`.
    `sealed`: it came sealed with the team's key, so that a laptop of the team wrote every byte of it.
    """

    connection: sqlite3.Connection
    name: str
    person: str = ""
    laptop: str = ""
    since: Mapping[str, int] = field(default_factory=dict)
    follows: str = ""
    team: str = ""
    keep: TemporaryDirectory[str] | None = None
    sealed: bool = False

    @property
    def image(self) -> Path | None:
        """The unpacked database, which we may change; None where the source is not an unpacked file."""
        return None if self.keep is None else Path(self.keep.name) / IMAGE

    def close(self) -> None:
        """Close the file, and remove it where it was unpacked for us."""
        self.connection.close()
        if self.keep is not None:
            self.keep.cleanup()

    def has(self, table: str, column: str = "") -> bool:
        """Whether the file knows this table, or this column of it: older ones know fewer."""
        columns = columns_of(self.connection, table)
        return column in columns if column else bool(columns)


def connect_untrusted(path: Path) -> sqlite3.Connection:
    """A connection that only reads, takes no lock and trusts nothing that the schema says."""
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True, isolation_level=None
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA query_only = ON")
    return connection


def connect_unpacked(path: Path) -> sqlite3.Connection:
    """A connection that may change our unpacked file; an error can spoil that file and nothing else."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA journal_mode = OFF")
    return connection


def book_size(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many accounts and orders a book has."""
    accounts = connection.execute("SELECT count(*) FROM account").fetchone()[0]
    orders = connection.execute("SELECT count(*) FROM sales_order").fetchone()[0]
    return int(accounts), int(orders)
