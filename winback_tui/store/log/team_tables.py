"""What a book needs for work in a team: decisions about conflicts, originals of imported rows, laptops.

None of these is logged. `citation` belongs to the changes and travels with them; `laptop` travels, the newest report of
each; the others are this file's own.
"""

from __future__ import annotations

from sqlalchemy import PrimaryKeyConstraint
from sqlmodel import Field, SQLModel


class Citation(SQLModel, table=True):
    """A change that decides a conflict names the other changes that it settles, in addition to the one it replaces."""

    __table_args__ = (
        PrimaryKeyConstraint("site", "seq", "cited_site", "cited_seq"),
        {"sqlite_with_rowid": False},
    )

    site: str
    seq: int
    cited_site: str
    cited_seq: int


class HistoryDigest(SQLModel, table=True):
    """The digest of all changes of a site up to this one: equal in two books whose histories are the same so far."""

    __tablename__ = "chain"
    __table_args__ = (PrimaryKeyConstraint("site", "seq"), {"sqlite_with_rowid": False})

    site: str
    seq: int
    digest: str


class ImportOriginal(SQLModel, table=True):
    """A row as an import brought it, as JSON: kept once a person changes it, or another import brought it too."""

    __tablename__ = "import_original"
    __table_args__ = (PrimaryKeyConstraint("tbl", "row", "batch_no"), {"sqlite_with_rowid": False})

    tbl: str
    row: str
    batch_no: int
    value: str


class AccountNumber(SQLModel, table=True):
    """Which account had this number in the file before it was removed, so that no other gets it."""

    __tablename__ = "account_number"

    no: int = Field(primary_key=True)
    id: str = Field(index=True)


class _NamedRow(SQLModel):
    """A row of a logged table, by table and name."""

    tbl: str
    row: str


class KeptRow(_NamedRow, table=True):
    """A deleted row that is kept because a row from elsewhere belongs to it."""

    __tablename__ = "kept_row"
    __table_args__ = (PrimaryKeyConstraint("tbl", "row"), {"sqlite_with_rowid": False})


class WaitingRow(_NamedRow, table=True):
    """A row of the log with a table or column that only a newer Winback knows; it appears after the update."""

    __tablename__ = "waiting_row"
    __table_args__ = (PrimaryKeyConstraint("tbl", "row"), {"sqlite_with_rowid": False})


class DisputedRow(_NamedRow, table=True):
    """A row where a merge found a field that two people wrote; whether it is still a conflict is read from the log."""

    __tablename__ = "disputed_row"
    __table_args__ = (PrimaryKeyConstraint("tbl", "row"), {"sqlite_with_rowid": False})


class Laptop(SQLModel, table=True):
    """A laptop of the team. `vector` is up to which change of each site it was complete when it last reported, as JSON.

    `beat` counts its reports, so that an older one never replaces a newer one; `at` in UTC milliseconds.
    """

    id: str = Field(primary_key=True)
    site: str
    person: str
    machine: str
    beat: int
    at: int
    vector: str


class SyncTarget(SQLModel, table=True):
    """A folder, file or server that this book is synced with, and when it was last.

    `files`: what was read there and what was written there, as JSON, so that nothing is read or written twice.
    """

    __tablename__ = "sync_target"

    target: str = Field(primary_key=True)
    met_at: int
    files: str = "{}"
