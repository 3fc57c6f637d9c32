"""Accounts with what their status depends on besides order days."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from winback_tui.domain.account.signs import NO_FACTS
from winback_tui.store.accounts.links import links
from winback_tui.store.accounts.sign_facts import sign_facts
from winback_tui.store.accounts.snoozes import put_aside
from winback_tui.store.cases.cases_by_account import cases_by_account
from winback_tui.store.orders.orders import orders_of
from winback_tui.store.read import plain_rows
from winback_tui.store.returns.smallest import smallest_return

from .compose import SummarySubject


class Subjects:
    """The accounts of a book that are scored, all of them or some: what people recorded about them is read at once,
    the accounts themselves when they are asked for, as all together take 300 bytes each.

    Further names of other accounts are left out.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        today: date,
        account_nos: Sequence[int] | None = None,
        *,
        watched: bool = True,
    ) -> None:
        """Of these accounts, or of all.

        Without `watched` nothing is read of what may be a sign: for a status and a sentence, which rest on none.
        """
        self._connection = connection
        self._linked = links(connection)
        ids = None
        if account_nos is not None:
            rows = connection.execute(f"SELECT id FROM account WHERE no IN ({_listed(account_nos)})")
            ids = [row[0] for row in rows]
        self._cases = cases = cases_by_account(connection, today, ids)
        numbers = connection.execute(
            "SELECT no FROM account WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(cases)),)
        )
        self._orders = orders_of(connection, [row[0] for row in numbers if row[0] not in self._linked])
        self._smallest = smallest_return(connection) if cases else None
        self._signs = sign_facts(connection, today, account_nos) if watched else {}
        self._aside = put_aside(connection, today)
        self._complaints: dict[str, list[date]] = defaultdict(list)
        if cases:
            for account_id, day in connection.execute("SELECT account_id, on_day FROM complaint"):
                self._complaints[account_id].append(date.fromisoformat(day))

    def numbers(self) -> Iterator[int]:
        """The numbers of all accounts."""
        for (no,) in plain_rows(self._connection, "SELECT no FROM account"):
            if no not in self._linked:
                yield no

    def of(self, account_nos: Sequence[int] | None = None) -> dict[int, SummarySubject]:
        """Those of these numbers, or of all."""
        chosen = "" if account_nos is None else f" WHERE no IN ({_listed(account_nos)})"
        rows = plain_rows(
            self._connection,
            f"SELECT no, id, segment, currency, gone_reason, coalesce(owner_id, '') FROM account{chosen}",
        )
        return {
            no: SummarySubject(
                no,
                segment,
                currency,
                gone_reason,
                self._cases.get(account_id),
                self._orders.get(no, ()),
                self._complaints.get(account_id, ()),
                self._smallest,
                self._signs.get(no, NO_FACTS),
                self._aside.get(account_id),
                owner_id,
            )
            for no, account_id, segment, currency, gone_reason, owner_id in rows
            if no not in self._linked
        }


def subjects(
    connection: sqlite3.Connection,
    today: date,
    account_nos: Sequence[int] | None = None,
    *,
    watched: bool = True,
) -> dict[int, SummarySubject]:
    """These accounts, or all, by number, as `Subjects` reads them."""
    return Subjects(connection, today, account_nos, watched=watched).of(account_nos)


def _listed(account_nos: Sequence[int]) -> str:
    return ",".join(map(str, account_nos))
