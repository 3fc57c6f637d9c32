"""Who buys and who looks after them."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from winback_tui.domain.ids import new_id
from winback_tui.store.log.tables import SyncedRow, optional_reference, reference


class Rep(SyncedRow, table=True):
    """An employee who serves accounts, loses them, wins them back."""

    name: str
    email: str = ""
    phone: str = ""
    active: bool = True


class Segment(SyncedRow, table=True):
    """A kind of account with its own standard of 'gone' (playbook B2, W1); `fixed_days` in days."""

    name: str
    fixed_days: int | None = None


class Account(SQLModel, table=True):
    """A customer. `no` is this file's own short number and never leaves it; `id` identifies the account everywhere.

    `external_id` is its number in the system `source`.
    """

    __table_args__ = (
        Index("ix_account_review", "no", sqlite_where=text("hunts_price OR refers_others")),
        Index("ix_account_review_currency", "no", sqlite_where=text("currency <> ''")),
    )

    no: int | None = Field(default=None, primary_key=True)
    id: str = Field(default_factory=new_id, unique=True)
    name: str = Field(index=True)
    name_key: str = Field(default="", index=True)
    external_id: str = Field(default="", index=True)
    source: str = ""
    segment: str = ""
    owner_id: str | None = optional_reference("rep.id")
    currency: str = ""
    phone: str = ""
    email: str = ""
    city: str = ""
    note: str = ""
    hunts_price: bool = False
    pays_badly: bool = False
    refers_others: bool = False
    reference_customer: bool = False
    gone_reason: str = ""
    contract_ends_on: str = ""
    welcome_ends_on: str = ""
    linked_to: str | None = optional_reference("account.id")
    batch_no: int | None = Field(default=None, index=True)


class FormerName(SyncedRow, table=True):
    """A name that an account had before it was renamed; it is still found by it."""

    __tablename__ = "former_name"

    account_id: str = reference("account.id")
    name: str
    name_key: str = Field(default="", index=True)


class Person(SyncedRow, table=True):
    """Somebody at an account; `left_on` is the day they left (playbook B17)."""

    account_id: str = reference("account.id")
    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    decision_maker: bool = False
    left_on: str = ""
    note: str = ""


class Snooze(SyncedRow, table=True):
    """An account put aside until a day, for a reason; `ended_on` where somebody brought it back before."""

    account_id: str = reference("account.id")
    set_on: str
    until_on: str
    reason: str = ""
    by_id: str | None = optional_reference("rep.id")
    ended_on: str = ""
