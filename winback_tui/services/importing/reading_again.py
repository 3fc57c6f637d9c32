"""Reading a file again with a better reader, and what that changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b, file_digest
from pathlib import Path
from sqlite3 import Connection

from winback_tui.domain.wording.wording import count, money_exact
from winback_tui.intake.reader_version import READER_VERSION
from winback_tui.store.book import Book
from winback_tui.store.orders.rereading import (
    EarlierImport,
    RereadOrder,
    StaleOrder,
    accounts_of_nothing,
    all_imports,
    drop_summaries,
    imports_of,
    orders_read_otherwise,
    stale_orders,
)
from winback_tui.store.write import Transaction

SHOWN = 5
"""A report names this many orders; the rest are counted."""


def digest_of_file(file: Path) -> str:
    """A digest of a file's bytes; the same as `Understanding.digest`."""
    with file.open("rb") as stream:
        return file_digest(stream, lambda: blake2b(digest_size=16)).hexdigest()


def older_readings(book: Book, file: Path) -> list[EarlierImport]:
    """The imports of exactly this file by an older reader, the newest first; none where it is not known."""
    if not (file.is_file() and book.exists()):
        return []
    with book.read() as connection:
        if not files_of_older_readings(connection):
            return []  # as nearly always: so the file need not be read for its digest
        digest = digest_of_file(file)
        return [each for each in imports_of(connection, digest) if each.reader < READER_VERSION]


def files_of_older_readings(connection: Connection) -> list[str]:
    """Names of the files that an older reader read, each once, the newest first."""
    return list(dict.fromkeys(each.file for each in all_imports(connection) if each.reader < READER_VERSION))


@dataclass(slots=True)
class ReadingAgain:
    """The extra work of an import that reads a file again: taking out what the new reading does not have.

    Everything is written through the log, so that it is undone with the import and reaches the other laptops.
    """

    transaction: Transaction
    earlier: Sequence[EarlierImport]
    changed: list[RereadOrder] = field(default_factory=list)
    gone: list[StaleOrder] = field(default_factory=list)

    @classmethod
    def of(cls, transaction: Transaction, digest: str) -> ReadingAgain:
        """For the earlier imports of a file with these bytes."""
        return cls(transaction, imports_of(transaction.connection, digest))

    def take_out_orders(self) -> None:
        """Delete orders that the newly read rows no longer have; note those that they have in another form."""
        connection, batches = self.transaction.connection, [each.no for each in self.earlier]
        self.changed = orders_read_otherwise(connection, SHOWN)
        self.gone = stale_orders(connection, batches)
        for order in self.gone:
            self.transaction.delete("sales_order", order.key)

    def take_out_accounts(self) -> None:
        """Delete customers that only the earlier reading saw, and note that this reader has read the file."""
        connection = self.transaction.connection
        accounts = accounts_of_nothing(connection, [each.no for each in self.earlier])
        drop_summaries(connection, accounts)
        for account in accounts:
            self.transaction.delete("account", account)
        for each in self.earlier:
            if each.reader < READER_VERSION:
                details = json.loads(each.details) if each.details else {}
                saved = json.dumps(
                    {**details, "reader": READER_VERSION}, ensure_ascii=False, separators=(",", ":")
                )
                self.transaction.update("import_batch", each.id, told=saved)
        if self.gone or accounts:
            self.transaction.touch_everything()

    def sentences(self, changed: int) -> list[str]:
        """What the new reading changes: examples, and how many there are of each."""
        lines = [_changed(order) for order in self.changed]
        if changed > len(lines):
            lines.append(f"and {count(changed - len(lines), 'more changed order')}")
        lines += [_gone(order) for order in self.gone[:SHOWN]]
        if len(self.gone) > SHOWN:
            lines.append(f"and {count(len(self.gone) - SHOWN, 'more order')} taken out")
        return lines


def _changed(order: RereadOrder) -> str:
    before = _words(order.account, order.day, order.kind, order.amount, order.currency)
    now = _words(
        order.account_now if order.account_now != order.account else "",
        order.day_now if order.day_now != order.day else "",
        order.kind_now,
        order.amount_now,
        order.currency_now,
    )
    return f"{order.number + ': ' if order.number else ''}{before} is now {now}"


def _gone(order: StaleOrder) -> str:
    order_words = _words(order.account, order.day, order.kind, order.amount, order.currency)
    return f"{order.number + ': ' if order.number else ''}{order_words} is taken out"


def _words(account: str, day: str, kind: str, amount: int, currency: str) -> str:
    return " ".join(filter(None, (account, day, kind, money_exact(amount, currency))))
