"""A team of small books in memory, so that hundreds of histories are played in seconds.

Every act goes through the same triggers, undo, erasure, decisions and merge as in a real book; only opening files and
the object mapper are left out. Histories that go through real files: test_files.py.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from winback_tui.domain.errors import Refused
from winback_tui.domain.ids import derived_id, new_id
from winback_tui.store.file.blank_book import blank_book
from winback_tui.store.file.erase.erase import erase_rows
from winback_tui.store.file.letter_case import know_letters
from winback_tui.store.file.open import APPLICATION_ID, SCHEMA_VERSION
from winback_tui.store.log.acts import ERASE, acts, next_to_undo
from winback_tui.store.log.install import install_writers
from winback_tui.store.log.logged_tables import LOGGED_TABLES
from winback_tui.store.log.undoing.inverse import BuiltUpon, changes_of, take_back
from winback_tui.store.log.undoing.resettle import apply_corrections, settle_batch
from winback_tui.store.orders.batch import (
    next_batch_no,
    next_version,
    own_batch,
    put_back_batch,
    set_aside_batch,
    triggers_idle,
)
from winback_tui.store.orders.imported_versions import last_account_number, number_of_account
from winback_tui.store.orders.order_intake import OrderIntake
from winback_tui.store.read import plain_rows
from winback_tui.sync.bundle.packing import pack_changes
from winback_tui.sync.bundle.source import Source
from winback_tui.sync.conflicts.decisions import keep, put_value, take
from winback_tui.sync.conflicts.disputes import DELETED, Dispute, disputes_of
from winback_tui.sync.laptops import speak
from winback_tui.sync.merge.merge import Merged, merge_into
from winback_tui.sync.merge.vectors import vector_of

START_MS = 1_793_600_000_000
TODAY = date(2026, 11, 2)
CENTURY_MS = 100 * 365 * 86_400_000


def _blank() -> bytes:
    with closing(blank_book()) as connection:
        plain_rows(connection, f"PRAGMA application_id = {APPLICATION_ID}")
        plain_rows(connection, f"PRAGMA user_version = {SCHEMA_VERSION}")
        install_writers(connection)
        return connection.serialize()


_BLANK = _blank()


def loaded(image: bytes) -> sqlite3.Connection:
    """A book from the bytes of its file."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.deserialize(image)
    know_letters(connection)
    return connection


@dataclass
class Letter:
    """A file on its way. `since` is what a delta starts from. Whoever gets it reads it by the same connection."""

    image: bytes
    of: str
    since: dict[str, int] = field(default_factory=dict)

    @cached_property
    def connection(self) -> sqlite3.Connection:
        """Reads the file and nothing else; opened once, as most of a small merge is the reading of the schema."""
        connection = loaded(self.image)
        plain_rows(connection, "PRAGMA query_only = ON")
        return connection


class _Lent(Source):
    """A letter that somebody reads; it stays for the others."""

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass
class Laptop:
    """One replica. `skew_ms` is how wrong its clock is."""

    name: str
    connection: sqlite3.Connection
    team: Team
    skew_ms: int = 0
    saved: list[bytes] = field(default_factory=list)

    @property
    def now_ms(self) -> int:
        return self.team.tick() + self.skew_ms

    @contextmanager
    def act(
        self, verb: str, about: str | None = None, undoes: str | None = None, batch_no: int | None = None
    ) -> Iterator[str]:
        """One act as the write door does it; taken back whole where something in it is refused."""
        connection, now, tx = self.connection, self.now_ms, new_id()
        plain_rows(connection, "PRAGMA foreign_keys = ON")
        plain_rows(connection, "BEGIN")
        plain_rows(connection, "UPDATE state SET tx = ?, actor = ?, now = ?", (tx, self.name, now))
        try:
            yield tx
            if plain_rows(connection, "SELECT 1 FROM change WHERE tx = ?", (tx,)).fetchone():
                number = batch_no if batch_no is not None else self._new_batch
                plain_rows(
                    connection,
                    "INSERT INTO act (tx, at, site, actor, verb, account_id, sentence, grain, undoes, batch_no)"
                    " SELECT ?, ?, site, ?, ?, ?, ?, '', ?, ? FROM state",
                    (tx, now, self.name, verb, about, f"{verb} by {self.name}", undoes, number),
                )
            plain_rows(connection, "UPDATE state SET tx = '', actor = '', now = NULL")
            plain_rows(connection, "COMMIT")
        except (Refused, sqlite3.IntegrityError, BuiltUpon):
            plain_rows(connection, "ROLLBACK")
            self.team.counted["refused"] += 1
        finally:
            self._new_batch: int | None = None
            if connection.in_transaction:
                plain_rows(connection, "ROLLBACK")
        self.team.note(self)

    _new_batch: int | None = None

    def one(self, sql: str, values: tuple[Any, ...] = ()) -> Any:
        """The first value of a query, or None."""
        row = plain_rows(self.connection, sql, values).fetchone()
        return None if row is None else row[0]

    def names(self, table: str) -> list[str]:
        """The rows of a table."""
        name = "key" if table == "sales_order" else "id"
        return [row[0] for row in plain_rows(self.connection, f'SELECT {name} FROM "{table}" ORDER BY 1')]

    def import_orders(self, account: str, orders: dict[str, int]) -> None:
        """Import a file of orders of one account, as the import does it."""
        connection = self.connection
        account_id = derived_id("account", account)
        if account_id in self.team.erased:
            return
        with self.act("import") as tx:
            number = next_batch_no(connection)
            version = next_version(connection, self.now_ms)
            intake = OrderIntake(connection, number, version)
            with triggers_idle(connection):
                no = self.one("SELECT no FROM account WHERE id = ?", (account_id,))
                if no is None:
                    no = number_of_account(connection, account_id)
                    self._add_account(account_id, account, no, number)
                count = len(orders)
                intake.take(
                    [f"erp:{each}" for each in orders],
                    [no] * count,
                    list(orders),
                    ["2026-10-01"] * count,
                    list(orders.values()),
                    ["EUR"] * count,
                    [None] * count,
                    ["order"] * count,
                )
                intake.finish()
                apply_corrections(connection, number)
            plain_rows(
                connection,
                "INSERT INTO import_batch VALUES (?, ?, 'f.csv', 'erp', '', ?, ?, ?, 0, 0, 0, 0, '')",
                (number, own_batch(tx), version, count, count),
            )
            self._new_batch = number

    def add_account(self, name: str, no: int | None = None) -> str:
        """An account entered by hand."""
        account_id = new_id()
        with self.act("account", account_id):
            self._add_account(account_id, name, last_account_number(self.connection) + 1, None)
        return account_id

    def _add_account(self, account_id: str, name: str, no: int, batch_no: int | None) -> None:
        plain_rows(
            self.connection,
            "INSERT INTO account (no, id, name, name_key, batch_no, external_id, source, segment, currency, phone,"
            " email, city, note, hunts_price, pays_badly, refers_others, reference_customer, gone_reason,"
            " contract_ends_on, welcome_ends_on)"
            " VALUES (?, ?, ?, ?, ?, '', '', '', '', '', '', '', '', 0, 0, 0, 0, '', '', '')",
            (no, account_id, name, name, batch_no),
        )

    def undo(self) -> None:
        """Take back the newest act of this laptop."""
        connection = self.connection
        target = next_to_undo(acts(connection))
        if target is None:
            return
        with self.act("undo", target.account_id, target.tx, target.batch_no):
            homes = {} if target.batch_no is None else {own_batch(target.tx): target.batch_no}
            if target.batch_no is not None:
                plain_rows(connection, "PRAGMA defer_foreign_keys = ON")
                holds = self.one("SELECT 1 FROM import_batch WHERE no = ?", (target.batch_no,))
                (set_aside_batch if holds else put_back_batch)(connection, target.batch_no)
            for change in changes_of(connection, target.tx):
                take_back(connection, change, homes)
            if target.batch_no is not None:
                settle_batch(connection, target.batch_no)
            if plain_rows(connection, "PRAGMA foreign_key_check").fetchone():
                raise sqlite3.IntegrityError

    def erase(self, account_id: str) -> None:
        """Erase an account for good."""
        with self.act(ERASE):
            plain_rows(self.connection, "PRAGMA defer_foreign_keys = ON")
            erase_rows(self.connection, account_id)
            self.team.erased.add(account_id)
        plain_rows(self.connection, "VACUUM")

    def disputes(self) -> list[Dispute]:
        """Every open conflict."""
        rows = plain_rows(
            self.connection,
            "SELECT tbl, row FROM disputed_row UNION SELECT tbl, row FROM kept_row ORDER BY 1, 2",
        ).fetchall()
        return [each for table, row in rows for each in disputes_of(self.connection, table, row)]

    def decide(self, which: int, how: int) -> None:
        """Keep, take another, or type a third."""
        found = self.disputes()
        if not found:
            return
        dispute = found[which % len(found)]
        with self.act("conflict"):
            if how == 0:
                keep(self.connection, dispute)
            elif how == 1 or dispute.column == DELETED:
                take(self.connection, dispute, dispute.heads[-1])
            else:
                put_value(
                    self.connection,
                    dispute,
                    f"third {which}" if isinstance(dispute.heads[0].value, str) else 7,
                )
        self.team.counted["decided"] += 1

    def whole(self) -> Letter:
        """The whole book as a file."""
        self.speak()
        return Letter(self.connection.serialize(), self.name)

    def delta(self, since: dict[str, int]) -> Letter:
        """What is new since then, as a file."""
        self.speak()
        target = sqlite3.connect(":memory:", isolation_level=None)
        pack_changes(self.connection, target, since)
        image = target.serialize()
        target.close()
        return Letter(image, self.name, since)

    def speak(self) -> None:
        """Note how far this laptop has everything."""
        speak(self.connection, self.name, self.name, START_MS)

    def take(self, *letters: Letter) -> Merged:
        """Merge these files."""
        return self.take_sources(
            *(_Lent(each.connection, each.of, each.of, each.of, each.since) for each in letters)
        )

    def take_sources(self, *sources: Source) -> Merged:
        """Merge what was opened, and close it."""
        connection = self.connection
        plain_rows(connection, "PRAGMA foreign_keys = OFF")
        plain_rows(connection, "BEGIN")
        plain_rows(connection, "UPDATE state SET now = ?", (self.now_ms,))
        try:
            merged = merge_into(connection, sources, TODAY, self.now_ms)
            plain_rows(connection, "UPDATE state SET now = NULL")
            plain_rows(connection, "COMMIT")
        finally:
            if connection.in_transaction:
                plain_rows(connection, "ROLLBACK")
            for source in sources:
                source.close()
        if merged.erased or merged.emptied:
            plain_rows(connection, "VACUUM")
        self.team.counted["merged"] += 1
        self.team.counted["conflicts"] += merged.conflicts_new
        self.team.counted["ahead"] += len(merged.ahead)
        self.team.counted["forked"] += merged.forked
        return merged

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row without this file's own numbers; orders by their account's id."""
        found = {}
        for table in LOGGED_TABLES:
            columns = [row[1] for row in plain_rows(self.connection, f'PRAGMA table_info("{table}")')]
            kept = ", ".join(
                "(SELECT id FROM account WHERE no = account_no)" if column == "account_no" else f'"{column}"'
                for column in columns
                if column not in ("no", "batch_no")
            )
            found[table] = sorted(
                plain_rows(self.connection, f'SELECT {kept} FROM "{table}"').fetchall(), key=repr
            )
        return found

    def log(self) -> list[tuple[Any, ...]]:
        """Every change; an erased order's name and an erased value may differ from book to book."""
        return plain_rows(
            self.connection,
            "SELECT site, seq, hlc, tx, actor, tbl, CASE WHEN row LIKE 'erased:%' THEN '' ELSE row END, col,"
            " replaces_site, replaces_seq FROM change ORDER BY site, seq",
        ).fetchall()

    def conflicts(self) -> list[tuple[Any, ...]]:
        """Every open conflict with its values."""
        return [
            (
                each.table,
                each.row,
                each.column,
                tuple((head.value, head.change, head.stands) for head in each.heads),
            )
            for each in self.disputes()
        ]


class Team:
    """Some laptops, one clock, and every change that was ever written."""

    def __init__(self, size: int) -> None:
        self.counted: Counter[str] = Counter()
        self.erased: set[str] = set()
        self.sent: list[Letter] = []
        self.written: set[tuple[int, str, str, str]] = set()
        self._clock = START_MS
        self.laptops: list[Laptop] = []
        for at in range(size):
            self.join(f"rep{at}", loaded(_BLANK), new=True)

    def tick(self) -> int:
        """A minute goes by."""
        self._clock += 60_000
        return self._clock

    def join(self, name: str, connection: sqlite3.Connection, new: bool = False) -> Laptop:
        """A laptop more."""
        if new:
            plain_rows(
                connection,
                "INSERT INTO state (one, site, seq, hlc, tx, actor, applying) VALUES (1, ?, 0, 0, '', '', 0)",
                (new_id(),),
            )
        laptop = Laptop(name, connection, self)
        self.laptops.append(laptop)
        return laptop

    def note(self, laptop: Laptop) -> None:
        """Remember what this laptop wrote last: none of it may ever be lost."""
        self.written |= {
            tuple(row)
            for row in plain_rows(
                laptop.connection, "SELECT hlc, tx, tbl, col FROM change ORDER BY rowid DESC LIMIT 40"
            )
        }

    def close(self) -> None:
        """Let go of every book."""
        for laptop in self.laptops:
            laptop.connection.close()


def vectors(laptop: Laptop) -> dict[str, int]:
    """How far a laptop has everything."""
    return vector_of(laptop.connection)


def scratch() -> TemporaryDirectory[str]:
    """A folder for what must be a file."""
    return TemporaryDirectory(prefix="winback-team-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
