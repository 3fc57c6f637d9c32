"""The book's memory of itself: acts, changes, winners, and facts derived from orders.

None of these but `erasure` is logged; `act`, `change` and `cell` are written by the change log, `account_summary` and
`derived` can always be recomputed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BLOB, Column, Index, PrimaryKeyConstraint, text
from sqlalchemy.types import UserDefinedType
from sqlmodel import Field, SQLModel

from winback_tui.domain.ids import new_id


class SyncedRow(SQLModel):
    """A row identified in every copy of the book by `id`, a UUID as 32 hex digits."""

    id: str = Field(default_factory=new_id, primary_key=True)


def reference(target: str) -> str:
    """Field for a required reference to `target`, with an index for the reverse look-up."""
    return Field(foreign_key=target, index=True)  # type: ignore[no-any-return]


def optional_reference(target: str) -> str | None:
    """Field for a reference that may be empty."""
    return Field(default=None, foreign_key=target, index=True)  # type: ignore[no-any-return]


class AsStored(UserDefinedType[Any]):
    """A column without affinity: an integer stays an integer, text stays text."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "BLOB"


class ActRow(SQLModel, table=True):
    """One act of a user: a group of changes with a sentence. `undoes` names the act that it undoes.

    Acts with the same merge key (column `grain`) that follow each other are one act: the typing of one answer. A
    `received` one was done on another laptop.
    """

    __tablename__ = "act"

    no: int | None = Field(default=None, primary_key=True)
    tx: str = Field(index=True)
    at: int
    site: str
    actor: str
    verb: str
    account_id: str | None = Field(default=None, index=True)
    sentence: str
    grain: str = ""
    undoes: str | None = Field(default=None, index=True)
    batch_no: int | None = None
    received: bool = False


class Change(SQLModel, table=True):
    """One changed field. Column `*` is an insert, `-` a delete; `before` is what the writer saw.

    `value` and `before` keep their own storage class, so that an integer stays one. `proof` is the salt of the
    digest that goes into the chain of its site, and that digest itself once an erasure took the value.
    """

    __table_args__ = (
        PrimaryKeyConstraint("site", "seq"),
        Index("ix_change_row", "tbl", "row"),
        Index("ix_change_emptied", "tbl", "row", sqlite_where=text("value IS NULL AND before IS NULL")),
    )

    site: str
    seq: int
    hlc: int = Field(index=True)
    wall: int
    tx: str = Field(index=True)
    actor: str
    tbl: str
    row: str
    col: str
    value: bytes | None = Field(default=None, sa_column=Column(AsStored))
    before: bytes | None = Field(default=None, sa_column=Column(AsStored))
    replaces_site: str | None = None
    replaces_seq: int | None = None
    proof: bytes | None = Field(default=None, sa_column=Column(BLOB))


class Cell(SQLModel, table=True):
    """The winning change of a field."""

    __table_args__ = (PrimaryKeyConstraint("tbl", "row", "col"), {"sqlite_with_rowid": False})

    tbl: str
    row: str
    col: str
    site: str
    seq: int
    hlc: int


class State(SQLModel, table=True):
    """One row: who writes, up to where, and whether the triggers are idle (`applying`)."""

    one: int = Field(default=1, primary_key=True)
    site: str
    seq: int = 0
    hlc: int = 0
    tx: str = ""
    actor: str = ""
    now: int | None = None
    applying: int = 0


class ShelvedOrder(SQLModel, table=True):
    """Order rows that an import replaced, or that undoing an import removed, by that batch."""

    __tablename__ = "order_shelf"

    shelf_no: int | None = Field(default=None, primary_key=True)
    shelved_by: int = Field(index=True)
    key: str = Field(index=True)
    account_no: int
    number: str
    day: str
    amount: int
    currency: str
    margin: int | None = None
    kind: str
    note: str
    batch_no: int | None = Field(default=None, index=True)
    version: int


class ShelvedAccount(SQLModel, table=True):
    """Accounts that undoing an import removed, as JSON rows."""

    __tablename__ = "account_shelf"

    no: int = Field(primary_key=True)
    shelved_by: int = Field(index=True)
    value: str


class RowChecksum(SQLModel, table=True):
    """A checksum of an import's rows as last written, to find silent corruption.

    A changed or deleted row drops the checksum of its batch by trigger; an empty `digest` is one being computed.
    The table is called `seal` in the file.
    """

    __tablename__ = "seal"

    __table_args__ = (PrimaryKeyConstraint("tbl", "batch_no"), {"sqlite_with_rowid": False})

    tbl: str
    batch_no: int
    rows: int
    digest: str


class Erasure(SyncedRow, table=True):
    """The mark of an erasure: a salted digest of a name (`kind` name) or of a number in a source (`kind` number).

    Logged like what people enter, so that the other copies of the book do not bring them back either.
    """

    kind: str
    salt: str
    digest: str


class Derived(SQLModel, table=True):
    """Facts about the whole book: the fitted model, the day of scoring, the newest order."""

    name: str = Field(primary_key=True)
    value: str
