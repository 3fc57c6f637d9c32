"""Rows of a file that belong to somebody who was erased: they are not imported again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from winback_tui.intake.rows.records import AccountSeen, OrderBatch, Skipped
from winback_tui.store.accounts.matching import AccountIntake
from winback_tui.store.file.erase.erasures import Erasures

REASON = "belongs to an account that was erased"


class ErasedRows:
    """Takes them out of each batch; somebody entered by hand since is imported like anybody else."""

    def __init__(self, connection: sqlite3.Connection, source: str, accounts: AccountIntake) -> None:
        self._erasures = Erasures(connection)
        self._source = source
        self._accounts = accounts
        self._barred: dict[int, bool] = {}

    def taken_out(self, batch: OrderBatch, accounts_read: Sequence[AccountSeen]) -> OrderBatch:
        """The batch with those rows among the skipped ones."""
        if not self._erasures:
            return batch
        barred = {at for at in set(batch.accounts) if self._is_barred(at, accounts_read[at])}
        if not barred:
            return batch
        staying = [at for at, position in enumerate(batch.accounts) if position not in barred]
        staying_rows = set(staying)
        going = [Skipped(row, REASON) for at, row in enumerate(batch.rows) if at not in staying_rows]
        columns: dict[str, Any] = {
            each.name: [getattr(batch, each.name)[at] for at in staying]
            for each in fields(OrderBatch)
            if each.name not in ("refused", "skipped", "lines") and getattr(batch, each.name)
        }
        return replace(batch, **columns, skipped=[*batch.skipped, *going])

    def _is_barred(self, position: int, account: AccountSeen) -> bool:
        if position not in self._barred:
            self._barred[position] = self._erasures.hold(
                account.key, self._source, account.external_id
            ) and not self._accounts.knows(account)
        return self._barred[position]
