"""Matching the accounts that a file names to those in the book; new ones are created, none twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Protocol

from winback_tui.domain.ids import derived_id
from winback_tui.store.accounts.former_names import former_keys
from winback_tui.store.orders.imported_versions import former_account_numbers, last_account_number

DETAILS = ("external_id", "source", "segment", "owner_id", "email", "phone", "city", "currency", "note")


class NamedAccount(Protocol):
    """An account as a file names it."""

    @property
    def name(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def external_id(self) -> str: ...


@dataclass(slots=True)
class Match:
    """The account of the book that a row names; `new` where this file brought it."""

    no: int
    id: str
    new: bool


def _same_number(first: str, second: str) -> bool:
    """Whether two numbers of a customer of one name are the same; a spreadsheet drops leading zeros."""
    return first == second or (first.isdigit() and second.isdigit() and int(first) == int(second))


class AccountIntake:
    """Knows every account by name key and by the number that the source gives it.

    The same external number of the same source is the same account, whatever its name; else the same name
    key is, unless that account has another number in this source. The id of a new account follows from its
    key, so that the same file on two laptops gives the same account, and one that a person has renamed since is
    still found by the name that files use.
    """

    def __init__(self, connection: sqlite3.Connection, source: str, batch_no: int) -> None:
        self._connection = connection
        self._source = source
        self._batch_no = batch_no
        self._by_key: dict[str, tuple[int, str, str]] = {}
        self._by_external: dict[str, tuple[int, str]] = {}
        self._by_id: dict[str, tuple[int, str]] = {}
        self._last_no = 0
        self.matches: dict[int, Match] = {}
        self._nos: list[int] = []
        self._new_matches: dict[int, Match] = {}
        for no, account_id, key, external, account_source in connection.execute(
            "SELECT no, id, name_key, external_id, source FROM account ORDER BY no DESC"
        ):
            own = external if account_source == source else ""
            self._by_key[key] = (no, account_id, own)
            if own:
                self._by_external[own] = (no, account_id)
            self._by_id[account_id] = (no, own)
            self._last_no = max(self._last_no, no)
        self._known_before = bool(self._by_id)
        self._last_no = max(self._last_no, last_account_number(connection))
        self._former = former_account_numbers(connection)
        self._former_keys = former_keys(connection)

    def match(self, accounts_read: Sequence[NamedAccount], positions: Sequence[int]) -> list[int]:
        """The numbers of the accounts at these positions of `accounts_read`; new ones are made on first use.

        `matches` holds the match of every position asked for so far.
        """
        nos = self._nos
        nos += repeat(0, len(accounts_read) - len(nos))
        found = list(map(nos.__getitem__, positions))
        if 0 not in found:
            return found
        made = []
        for position in sorted({position for position, no in zip(positions, found, strict=True) if not no}):
            account = accounts_read[position]
            match = self._known(account)
            if match is None:
                match = self._made(account)
                made.append((match.no, match.id, account.name, account.key, self._batch_no))
            self.matches[position] = match
            nos[position] = match.no
        self._connection.executemany(
            "INSERT INTO account (no, id, name, name_key, batch_no, external_id, source, segment, currency, phone,"
            " email, city, note, hunts_price, pays_badly, refers_others, reference_customer, gone_reason,"
            " contract_ends_on, welcome_ends_on)"
            " VALUES (?, ?, ?, ?, ?, '', '', '', '', '', '', '', '', 0, 0, 0, 0, '', '', '')",
            made,
        )
        return list(map(nos.__getitem__, positions))

    def knows(self, account: NamedAccount) -> bool:
        """Whether this account is in the book already."""
        return self._known(account) is not None

    def fill_new(self, details: Iterable[tuple[int, Sequence[str | None]]]) -> None:
        """Write the details (in the order of `DETAILS`) of new accounts, by number; nothing is logged."""
        columns = ", ".join(f"{column} = ?" for column in DETAILS)
        self._connection.executemany(
            f"UPDATE account SET {columns} WHERE no = ?",
            ([*values, no] for no, values in details if any(values)),
        )

    def _known(self, account: NamedAccount) -> Match | None:
        if account.external_id and account.external_id in self._by_external:
            no, account_id = self._by_external[account.external_id]
            return self._new_matches.get(no) or Match(no, account_id, False)
        found = self._by_key.get(account.key) or self._renamed(account.key)
        if found is None:
            return None
        no, account_id, external = found
        if external and account.external_id and not _same_number(external, account.external_id):
            return None
        if account.external_id:
            self._by_external[account.external_id] = (no, account_id)
        return self._new_matches.get(no) or Match(no, account_id, False)

    def _renamed(self, key: str) -> tuple[int, str, str] | None:
        """The account that had this name and has another one now.

        The book remembers the names of accounts that people renamed; of older ones, the id still follows from the
        first name.
        """
        if not self._known_before:
            return None
        for account_id in (self._former_keys.get(key, ""), derived_id("account", key)):
            no, own = self._by_id.get(account_id, (0, ""))
            if no:
                return no, account_id, own
        return None

    def _made(self, account: NamedAccount) -> Match:
        account_id = derived_id("account", account.key)
        if account_id in self._by_id:
            account_id = derived_id("account", account.key, self._source, account.external_id)
        number = self._former.get(account_id)
        if number is None:
            self._last_no += 1
            number = self._last_no
        self._by_id[account_id] = (number, account.external_id)
        match = Match(number, account_id, True)
        self._new_matches[match.no] = match
        self._by_key.setdefault(account.key, (match.no, account_id, account.external_id))
        if account.external_id:
            self._by_external[account.external_id] = (match.no, account_id)
        return match
