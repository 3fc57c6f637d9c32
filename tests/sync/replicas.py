"""Small books of a team for the tests of merging: each a laptop with a clock and a person of its own."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from winback_tui.domain.days.clock import Clock
from winback_tui.domain.ids import derived_id
from winback_tui.store.book import Book
from winback_tui.store.log.logged_tables import LOGGED_TABLES
from winback_tui.store.orders.batch import next_batch_no, next_version, own_batch, triggers_idle
from winback_tui.store.orders.imported_versions import number_of_account
from winback_tui.store.orders.order_intake import OrderIntake
from winback_tui.store.read import plain_rows
from winback_tui.store.write import act
from winback_tui.sync.bundle.source import Source, connect_untrusted
from winback_tui.sync.conflicts.disputes import disputes_of
from winback_tui.sync.merge.merge import Merged, merge

START = datetime(2026, 11, 2, 9, tzinfo=UTC)


@dataclass
class Replica:
    """A laptop of the team. `skew` is how wrong its clock is."""

    book: Book
    name: str

    def copied(self, to: Path) -> Path:
        """A copy of the file as it is now, as it would travel."""
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.book.path, to)
        return to

    def take(self, *files: Path, **about: Any) -> Merged:
        """Merge these files."""
        sources = [Source(connect_untrusted(file), file.name, **about) for file in files]
        try:
            return merge(self.book, sources)
        finally:
            for source in sources:
                source.close()


@dataclass
class Ticking:
    """A clock that goes on a second whenever it is read, and may be wrong."""

    at: datetime = START
    skew: timedelta = timedelta()

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        try:
            return self.at + self.skew
        except OverflowError:
            return self.at


def replica(folder: Path, name: str, clock: Ticking | None = None) -> Replica:
    """A laptop with an empty book."""
    return Replica(Book(folder / name / "book.db", Clock(clock or Ticking()), name), name)


def of_skew(replica: Replica, clock: Ticking) -> Replica:
    """The same laptop by another clock."""
    return Replica(replace(replica.book, clock=Clock(clock)), replica.name)


def import_orders(replica: Replica, account: str, orders: dict[str, int], source: str = "erp") -> None:
    """Import a file of orders of one account, as the import does it: number to amount."""
    with act(replica.book, "import", f"{len(orders)} orders imported") as transaction:
        connection = transaction.connection
        number = next_batch_no(connection)
        version = next_version(connection, transaction.now_ms)
        account_id = derived_id("account", account)
        intake = OrderIntake(connection, number, version)
        with triggers_idle(connection):
            found = plain_rows(connection, "SELECT no FROM account WHERE id = ?", (account_id,)).fetchone()
            if found is None:
                number_here = number_of_account(connection, account_id)
                transaction.insert(
                    "account",
                    no=number_here,
                    id=account_id,
                    name=account,
                    name_key=account,
                    source=source,
                    batch_no=number,
                )
                found = (number_here,)
            keys = [f"{source}:{each}" for each in orders]
            count = len(orders)
            intake.take(
                keys,
                [found[0]] * count,
                list(orders),
                ["2026-10-01"] * count,
                list(orders.values()),
                ["EUR"] * count,
                [None] * count,
                ["order"] * count,
            )
            taken = intake.finish()
        transaction.insert(
            "import_batch",
            no=number,
            id=own_batch(transaction.tx),
            file=f"{source}.csv",
            source=source,
            digest=f"{source}{sorted(orders.items())}",
            at=version,
            rows=count,
            new=taken.new,
            same=taken.same,
            changed=taken.changed,
        )
        transaction.batch_no = number
        transaction.touch_everything()


def tables_of(book: Book) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every logged table without this file's own numbers; orders by their account's id."""
    with closing(sqlite3.connect(book.path)) as connection:
        found = {}
        for table in LOGGED_TABLES:
            columns = [row[1] for row in plain_rows(connection, f'PRAGMA table_info("{table}")')]
            kept = ", ".join(
                "(SELECT id FROM account WHERE no = account_no)" if column == "account_no" else f'"{column}"'
                for column in columns
                if column not in ("no", "batch_no")
            )
            found[table] = sorted(
                plain_rows(connection, f'SELECT {kept} FROM "{table}"').fetchall(), key=repr
            )
        return found


def log_of(book: Book) -> list[tuple[Any, ...]]:
    """Every change but the numbers that an erasure made unreadable."""
    with closing(sqlite3.connect(book.path)) as connection:
        return plain_rows(
            connection,
            "SELECT site, seq, hlc, tx, actor, tbl,"
            " CASE WHEN row LIKE 'erased:%' THEN 'erased' ELSE row END, col,"
            " replaces_site, replaces_seq FROM change ORDER BY site, seq",
        ).fetchall()


def conflicts_of(book: Book) -> list[tuple[Any, ...]]:
    """Every open conflict: where, and between which values of whom."""
    with closing(sqlite3.connect(book.path)) as connection:
        rows = plain_rows(
            connection, "SELECT tbl, row FROM disputed_row UNION SELECT tbl, row FROM kept_row ORDER BY 1, 2"
        ).fetchall()
        return [
            (
                each.table,
                each.row,
                each.column,
                tuple((head.value, head.change, head.stands) for head in each.heads),
            )
            for table, row in rows
            for each in disputes_of(connection, table, row)
        ]
