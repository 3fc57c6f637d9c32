"""The rows of one file on their way into the book: counted, matched to its accounts, compared with its orders."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Set
from datetime import date

from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.text import NAME_LIMIT
from winback_tui.intake import NonOrderCounts, OddityWarnings, Reading, Understanding
from winback_tui.intake.rows.records import OrderBatch
from winback_tui.store.accounts.matching import AccountIntake
from winback_tui.store.orders.batch import triggers_idle
from winback_tui.store.orders.order_intake import OrderIntake

from .erased_rows import ErasedRows
from .newer_export import KnownBeginning, NotContinued, accounts_above, require_rows_alone
from .progress import Pace
from .report import RowTotals

_ORDER = OrderKind.ORDER.value


class RowIntake:
    """Takes the rows of batch `number`; of a file whose beginning is known only those below it.

    `totals` count all rows, also those `above`. `rows_of` counts the rows of each account by its number, where the file
    holds accounts. `named_above`: which of its accounts the rows above name too.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        known: Understanding,
        number: int,
        version: int,
        above: KnownBeginning | None,
    ) -> None:
        self._connection, self._known, self._above = connection, known, above
        self.of_orders = known.what != "accounts"
        self.reading = Reading(known, above.beginning if above else None)
        self.totals = above.totals if above else RowTotals()
        self.rows_of = Counter[int]()
        self.accounts = AccountIntake(connection, known.source, number, "account_id" in known.columns)
        self.orders = OrderIntake(connection, number, version)
        self.named_above: Set[int] = frozenset()
        self._erased = ErasedRows(connection, known.source, self.accounts)
        self._odd, self._uncounted = OddityWarnings(), NonOrderCounts(known.deals)
        if above:
            self._odd.begin_after(self.totals.last_day)
            self._uncounted.begin_after(self.totals.kinds[_ORDER])
            self.orders.count_as_met(known.source)

    def take(self, pace: Pace) -> None:
        """Read and take every row. Raises NotContinued where one cannot be understood without those above."""
        accounts_read = self.reading.accounts
        with triggers_idle(self._connection):
            for read in self.reading:
                batch = self._erased.taken_out(read, accounts_read)
                if self._above:
                    require_rows_alone(batch, accounts_read, self._known)
                self._take(batch)
                pace.read(self.reading.fraction, self.totals.rows)
            pace.settle(self._connection)
        if self._above:
            if not self.orders.brings_only_new_keys:
                raise NotContinued
            self.named_above = accounts_above(
                self._connection, self._known, self._above, self.accounts, accounts_read
            )

    def _take(self, batch: OrderBatch) -> None:
        for counts in (self._odd, self._uncounted):
            counts.add(batch)
        self.totals.add(batch, orders=self.of_orders)
        numbers = self.accounts.match(self.reading.accounts, batch.accounts)
        if self.of_orders:
            self.orders.take(
                batch.keys,
                numbers,
                batch.numbers,
                batch.days,
                batch.amounts,
                batch.currencies,
                batch.margins,
                batch.kinds,
            )
        else:
            self.rows_of.update(numbers)

    def warnings(self, today: date) -> list[str]:
        """Sentences about what is odd in the rows taken."""
        return [
            *self._uncounted.sentences(),
            *self._odd.sentences(today, self.reading.twice),
            *_cut_names(self.reading.cut_names),
        ]


def _cut_names(names: Set[str]) -> list[str]:
    """A sentence about names that were too long, with the beginning of one, so that it can be found."""
    if not names:
        return []
    what = "1 name was" if len(names) == 1 else f"{len(names)} names were"
    return [f"{what} longer than {NAME_LIMIT} letters and cut: '{min(names)[:40]}…'."]
