"""A newer export whose beginning is a file that is in the book: only the rows below are read.

Nothing is taken on trust: the bytes of the beginning, the way in which its rows are read, every order that it brought
and every account that it names must be as that import left them. Where any of them is not, and where a row below
would mean something else for a row above, the whole file is read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from winback_tui.intake import (
    AccountSeen,
    FileBeginning,
    OrderBatch,
    Reading,
    Skipped,
    Understanding,
    begins_with,
    way_of_reading,
)
from winback_tui.store.accounts.matching import AccountIntake
from winback_tui.store.orders.order_intake import OrderCounts
from winback_tui.store.orders.source_orders import (
    DETAILS,
    NewestImport,
    OrdersMark,
    corrected_by_hand,
    details_of,
    last_account,
    last_order,
    mark_of_accounts,
    mark_of_orders,
    named_by,
    newest_import,
    numbers_by_external_id,
)

from .erased_rows import REASON
from .report import RowTotals

_MOST_LEFT_OUT = 1_000
"""Rows of erased accounts that are noted one by one."""
_NOTE = "Its first {rows:,} rows are those of {file}, which was imported before: only the rows below them were read."


class NotContinued(Exception):
    """The rows below a known beginning cannot be understood without it: the whole file must be read."""


@dataclass(frozen=True, slots=True)
class KnownBeginning:
    """The beginning of a file that is in the book, as the import of it left it noted.

    `orders` is the mark of its orders, `last_order` the `no` of the last one in the book, `accounts` how many it names;
    `always` are the details that it has for each of them, `left_out` its rows of accounts that were erased.
    """

    past: NewestImport
    beginning: FileBeginning
    orders: OrdersMark
    last_order: int
    accounts: int
    always: frozenset[str]
    left_out: Sequence[int]

    @property
    def note(self) -> str:
        """What the report says about it."""
        return _NOTE.format(rows=self.past.rows, file=self.past.file)

    @property
    def totals(self) -> RowTotals:
        """What its rows add up to."""
        totals = RowTotals.of_details(json.loads(self.past.details))
        totals.rows, totals.skipped = self.past.rows, len(self.left_out)
        totals.skipped_rows = [Skipped(row, REASON) for row in self.left_out]
        return totals


def known_beginning(connection: sqlite3.Connection, known: Understanding) -> KnownBeginning | None:
    """The beginning of this file that need not be read; None where all of it must."""
    past = newest_import(connection, known.source)
    noted = _noted(past)
    if past is None or not noted or noted["read"] != way_of_reading(known):
        return None
    beginning = FileBeginning(noted["bytes"], noted["next_row"])
    if not begins_with(known.source_file, beginning, past.digest.partition(" ")[0]):
        return None
    if noted["left_out"] and last_account(connection) != noted["last_account"]:
        return None  # somebody entered since may be one of those who were erased
    details = bool(_details_read(known))
    if (
        corrected_by_hand(connection, known.source)
        or mark_of_orders(connection, known.source) != noted["orders"]
        or mark_of_accounts(connection, known.source, noted["last_account"], details) != noted["accounts"]
    ):
        return None
    accounts = json.loads(past.details)["accounts"]
    always, left_out = frozenset(noted["always"]), noted["left_out"]
    return KnownBeginning(
        past, beginning, noted["orders"], last_order(connection), accounts, always, left_out
    )


def _noted(past: NewestImport | None) -> Mapping[str, Any]:
    details = json.loads(past.details) if past is not None and past.details else {}
    noted = details.get("beginning") if isinstance(details, dict) else None
    return noted if isinstance(noted, dict) else {}


def require_rows_alone(batch: OrderBatch, accounts: Sequence[AccountSeen], known: Understanding) -> None:
    """Raises NotContinued where a row has no number of its own, or names no account by number as the others do."""
    if "" in batch.numbers:
        raise NotContinued
    if "account_id" in known.columns and not all(accounts[at].external_id for at in set(batch.accounts)):
        raise NotContinued


def accounts_above(
    connection: sqlite3.Connection,
    known: Understanding,
    above: KnownBeginning,
    met: AccountIntake,
    accounts: Sequence[AccountSeen],
) -> set[int]:
    """Those of the accounts that the rows below name, by number, that the rows above name too.

    The details that rows below give for those are dropped: the first that a file has for an account count, and those
    stand above. Raises NotContinued where there may be none above.
    """
    found = named_by(connection, known.source, {match.no for match in met.matches() if not match.new})
    details = _details_read(known)
    if known.columns.get("account_id") is not None:
        numbers = numbers_by_external_id(connection, known.source)
    present = details_of(connection, found) if details else {}
    for match in met.matches():
        if match.no not in found:
            continue
        account = accounts[match.position]
        if account.external_id and numbers.get(account.external_id) != match.no:
            raise NotContinued
        for detail, value in zip(DETAILS, present.get(match.no, ()), strict=False):
            given = getattr(account, detail)
            if given and detail not in above.always and given != value:
                raise NotContinued
            setattr(account, detail, "")
    return found


def beginning_to_note(
    connection: sqlite3.Connection,
    known: Understanding,
    reading: Reading,
    totals: RowTotals,
    counts: OrderCounts,
    met: AccountIntake,
    above: KnownBeginning | None,
    named_above: Collection[int],
) -> dict[str, Any] | None:
    """What the next import of a newer export needs to know of this file; None where that one must read all of it.

    `above` is the beginning that was not read, with the accounts named there.
    """
    beginning = reading.as_beginning
    left_out = [skipped.row for skipped in totals.skipped_rows if skipped.reason == REASON]
    if (
        beginning is None
        or totals.refused
        or totals.skipped != len(left_out)
        or len(left_out) > _MOST_LEFT_OUT
        or counts.kept_by_hand
        or counts.repeats
        or corrected_by_hand(connection, known.source)
    ):
        return None
    of_orders = mark_of_orders(connection, known.source, above.last_order if above else 0)
    if above:  # those of the rows above are as they were
        of_orders = [before + added for before, added in zip(above.orders, of_orders, strict=True)]
    if of_orders[0] != totals.rows - totals.skipped:
        return None  # the source has other orders too
    if "account_id" in known.columns:
        numbers = numbers_by_external_id(connection, known.source)
        if any(numbers.get(reading.accounts[at].external_id) != no for at, no, _ in met.matches()):
            return None
    details = _details_read(known)
    always = {
        detail
        for detail in details
        if (above is None or detail in above.always)
        and all(
            getattr(reading.accounts[match.position], detail)
            for match in met.matches()
            if match.no not in named_above
        )
    }
    until = last_account(connection)
    return {
        "bytes": beginning.size,
        "next_row": beginning.next_row,
        "read": way_of_reading(known),
        "orders": of_orders,
        "accounts": mark_of_accounts(connection, known.source, until, bool(details)),
        "last_account": until,
        "always": sorted(always),
        "left_out": left_out,
    }


def _details_read(known: Understanding) -> list[str]:
    """The details of accounts that the rows of this file may bring."""
    return [
        each for each in DETAILS if each in known.columns or (each == "phone" and "mobile" in known.columns)
    ]
