"""What a file turns into: orders, accounts, and rows that were refused or skipped, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Refusal(NamedTuple):
    """A row that cannot be imported. `row` counts from 1 with the header, as a spreadsheet shows it."""

    row: int
    reason: str


class Skipped(NamedTuple):
    """A row that is not a separate order: a total, a group title, a payment, a further line of an order."""

    row: int
    reason: str


@dataclass(slots=True)
class PersonSeen:
    """A person named with an account."""

    name: str
    email: str = ""
    phone: str = ""
    role: str = ""


@dataclass(slots=True)
class AccountSeen:
    """One account as the file names it; details are the first that are not empty.

    `key` is `keys.match_key(name)`. `external_id` is the other system's own, unique only within the
    understanding's `source`.
    """

    name: str
    key: str
    external_id: str = ""
    owner: str = ""
    segment: str = ""
    email: str = ""
    phone: str = ""
    city: str = ""
    note: str = ""
    currency: str = ""
    people: Sequence[PersonSeen] = ()


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order as read. `amount` and `margin` are minor units of `currency`; `day` is an ISO date.

    `key` is its identity across files: see `identity`. `rows` are all rows that it was made from.
    """

    row: int
    rows: tuple[int, ...]
    account: AccountSeen
    key: str
    number: str
    day: str
    amount: int
    currency: str
    margin: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One row of an account file; `person` when the row is, or names, somebody of that account."""

    row: int
    account: AccountSeen


@dataclass(slots=True)
class OrderBatch:
    """Some hundred orders as equal-length columns, plus what was not imported since the last batch.

    `accounts` holds positions in `Reading.accounts`; `rows` the first row of each order. In an account
    file the order columns stay empty and `accounts` names one position for each row of `rows`.
    """

    rows: Sequence[int] = ()
    accounts: Sequence[int] = ()
    keys: Sequence[str] = ()
    numbers: Sequence[str] = ()
    days: Sequence[str] = ()
    amounts: Sequence[int] = ()
    currencies: Sequence[str] = ()
    margins: Sequence[int | None] = ()
    kinds: Sequence[str] = ()
    refused: Sequence[Refusal] = ()
    skipped: Sequence[Skipped] = ()
    lines: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """First row of an order -> all its rows, for orders made from several."""
