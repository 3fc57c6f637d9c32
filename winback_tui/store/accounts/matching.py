"""Matching the accounts that a file names to those in the book; new ones are created, none twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from operator import not_
from typing import NamedTuple, Protocol

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


class Match(NamedTuple):
    """The account of the book, by number, that the rows of one `position` in the file's accounts name.

    `new` where this file brought it.
    """

    position: int
    no: int
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

    def __init__(
        self, connection: sqlite3.Connection, source: str, batch_no: int, numbered: bool = True
    ) -> None:
        """For a file whose accounts are not `numbered` by the source, one position stands for all of one name."""
        self._connection = connection
        self._numbered = numbered
        self._source = source
        self._batch_no = batch_no
        self._by_key: dict[str, int] = {}
        self._by_external: dict[str, int] = {}
        self._by_id: dict[str, int] = {}
        """Of the accounts in the book before, and of new ones whose name another one has."""
        self._own: dict[int, str] = {}
        """The number that the source gives an account, by ours."""
        self._nos: list[int] = []
        """Our number by the position in the file; 0 where no row named it yet."""
        self._met: set[int] = set()
        self._met_twice = False
        last = 0
        for no, account_id, key, external, account_source in connection.execute(
            "SELECT no, id, name_key, external_id, source FROM account ORDER BY no DESC"
        ):
            self._by_key[key] = no
            if external and account_source == source:
                self._by_external[external] = no
                self._own[no] = external
            self._by_id[account_id] = no
            last = max(last, no)
        self._known_before = bool(self._by_id)
        self._last_before = self._last_no = max(last, last_account_number(connection))
        self._former = former_account_numbers(connection)
        self._former_keys = former_keys(connection)
        self._back: set[int] = set()
        """Numbers of new accounts that had them before, from an import that was undone."""

    def match(self, accounts_read: Sequence[NamedAccount], positions: Sequence[int]) -> list[int]:
        """The numbers of the accounts at these positions of `accounts_read`; new ones are made on first use."""
        nos = self._nos
        nos += repeat(0, len(accounts_read) - len(nos))
        found = list(map(nos.__getitem__, positions))
        if 0 not in found:
            return found
        made = []
        for position in sorted(set(compress(positions, map(not_, found)))):
            account = accounts_read[position]
            no = self._known(account)
            if not no:
                no, account_id = self._made(account)
                made.append((no, account_id, account.name, account.key, self._batch_no))
            elif no in self._met or self._is_new(no):
                self._met_twice = True
            else:
                self._met.add(no)
            nos[position] = no
        self._connection.executemany(
            "INSERT INTO account (no, id, name, name_key, batch_no, external_id, source, segment, currency, phone,"
            " email, city, note, hunts_price, pays_badly, refers_others, reference_customer, gone_reason,"
            " contract_ends_on, welcome_ends_on)"
            " VALUES (?, ?, ?, ?, ?, '', '', '', '', '', '', '', '', 0, 0, 0, 0, '', '', '')",
            made,
        )
        return list(map(nos.__getitem__, positions))

    def matches(self) -> Iterator[Match]:
        """The account of each position asked for so far."""
        for position, no in enumerate(self._nos):
            if no:
                yield Match(position, no, self._is_new(no))

    def matched_once(self) -> Iterator[Match]:
        """The same, with each account once: where it stands at several positions, the last."""
        if not self._met_twice:
            return self.matches()
        return iter({match.no: match for match in self.matches()}.values())

    def id_of(self, match: Match) -> str:
        """The id of the account."""
        found = self._connection.execute("SELECT id FROM account WHERE no = ?", (match.no,)).fetchone()
        return str(found[0])

    def knows(self, account: NamedAccount) -> bool:
        """Whether this account is in the book already."""
        return self._known(account) != 0

    def fill_new(self, details: Iterable[tuple[int, Sequence[str | None]]]) -> None:
        """Write the details (in the order of `DETAILS`) of new accounts, by number; nothing is logged."""
        columns = ", ".join(f"{column} = ?" for column in DETAILS)
        self._connection.executemany(
            f"UPDATE account SET {columns} WHERE no = ?",
            ([*values, no] for no, values in details if any(values)),
        )

    def _known(self, account: NamedAccount) -> int:
        """The number of this account; 0 for one that is not in the book."""
        if account.external_id and account.external_id in self._by_external:
            return self._by_external[account.external_id]
        no = self._by_key.get(account.key) or self._renamed(account.key)
        if not no:
            return 0
        external = self._own.get(no)
        if external and account.external_id and not _same_number(external, account.external_id):
            return 0
        if account.external_id:
            self._by_external[account.external_id] = no
        return no

    def _renamed(self, key: str) -> int:
        """The account that had this name and has another one now.

        The book remembers the names of accounts that people renamed; of older ones, the id still follows from the
        first name.
        """
        if not self._known_before:
            return 0
        return self._by_id.get(self._former_keys.get(key, "")) or self._by_id.get(
            derived_id("account", key), 0
        )

    def _made(self, account: NamedAccount) -> tuple[int, str]:
        """Number and id of an account that is not in the book yet."""
        account_id = derived_id("account", account.key)
        alike = self._by_key.get(account.key, 0)
        if account_id in self._by_id or self._is_new(alike):
            account_id = derived_id("account", account.key, self._source, account.external_id)
        number = self._former.get(account_id)
        if number is None:
            self._last_no += 1
            number = self._last_no
        elif number <= self._last_before:
            self._back.add(number)
        if alike:
            self._by_id[account_id] = number
        elif self._numbered:
            self._by_key[account.key] = number
        if account.external_id:
            self._by_external[account.external_id] = number
            self._own[number] = account.external_id
        return number, account_id

    def _is_new(self, no: int) -> bool:
        return no > self._last_before or no in self._back
