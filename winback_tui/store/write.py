"""Writing the book: one act of a user is one transaction, logged by triggers under one sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from winback_tui.domain.errors import Refused
from winback_tui.domain.ids import new_id

from .book import Book
from .file.check.references import table_with_broken_reference
from .file.columns import Value
from .file.migrate import ensure_book
from .file.open import connect_plain, connect_write, explained
from .file.rows import delete_row, find_row, get_row, insert_row, update_row
from .file.site import claim_site, remember_site
from .log.undoing.before_undo import forget_summaries
from .summary.due import are_most

SAME_ACT_MS = 600_000
"""Milliseconds within which continued typing is one act: ten minutes."""


@dataclass
class Transaction:
    """What an act can do inside its transaction. `tx` is its name in the log.

    `summaries_stand`: the summaries are written already, so that none is computed when the act is done.
    """

    connection: sqlite3.Connection
    tx: str
    now_ms: int
    today: date
    sentence: str
    account_id: str | None
    batch_no: int | None = None
    accounts: set[str] = field(default_factory=set)
    account_nos: set[int] = field(default_factory=set)
    everything: bool = False
    orders_since: date | None = None
    summaries_stand: bool = False

    def insert(self, table: str, /, **values: Value) -> str:
        """Write a new row; returns its id. Columns left out have their default (`COLUMNS`).

        Raises TypeError for a column that is missing or that the table does not have.
        """
        return insert_row(self.connection, table, values)

    def update(self, table: str, row: str, /, **changes: Value) -> None:
        """Set these columns of the row with this id. Raises NotFound."""
        update_row(self.connection, table, row, changes)

    def delete(self, table: str, row: str, /) -> None:
        """Remove the row with this id. Raises NotFound."""
        delete_row(self.connection, table, row)

    def find(self, table: str, row: str, /) -> dict[str, Any] | None:
        """The row with this id by column; None where there is none."""
        return find_row(self.connection, table, row)

    def get(self, table: str, row: str, /) -> dict[str, Any]:
        """The row with this id, by column. Raises NotFound."""
        return get_row(self.connection, table, row)

    def run(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Plain SQL in the same transaction; inside store only."""
        return self.connection.execute(sql, values)

    def defer_references(self) -> None:
        """Let rows name others that come later in this act: references are checked at its end."""
        self.connection.execute("PRAGMA defer_foreign_keys = ON")

    def require_references(self) -> None:
        """Raises sqlite3.IntegrityError where a row names another that is not there."""
        if table_with_broken_reference(self.connection):
            raise sqlite3.IntegrityError("a row refers to another that is not in the book")

    def about(self, account_id: str) -> None:
        """Name the account that this act is about, where it was not known before."""
        self.account_id = account_id
        self.touch(account_id)

    def touch(self, account_id: str) -> None:
        """Recompute this account's summary when the act is done."""
        self.accounts.add(account_id)

    def touch_numbers(self, account_nos: Iterable[int], since: date | None = None) -> None:
        """As `touch`, by the accounts' numbers; where they are most of the book, it is quicker to compute all.

        `since`: only orders of that day or later came or changed; None where anything may be other than before.
        """
        self.orders_since = since if not self.account_nos else None
        self.account_nos.update(account_nos)
        if are_most(self.connection, len(self.account_nos)):
            self.everything = True

    def touch_everything(self) -> None:
        """Recompute every summary when the act is done."""
        self.everything = True


@contextmanager
def act(
    book: Book,
    verb: str,
    sentence: str,
    account_id: str | None = None,
    *,
    merge_key: str = "",
    undoes: str | None = None,
    batch_no: int | None = None,
    references_at_end: bool = False,
    dry_run: bool = False,
) -> Iterator[Transaction]:
    """One act: everything inside is kept together or not at all, and can be undone together.

    Acts with the same `merge_key` that follow one another within ten minutes are one act (the typing of one answer).
    An act that changes nothing leaves no trace. `transaction.sentence` may be set inside. With `dry_run` everything is
    checked and nothing kept, not even an empty book where there was none. With `references_at_end` what rows refer to
    is checked once, after the block, and sqlite3.IntegrityError raised then: for two million rows that takes 0.1 s
    instead of 1.2.
    Raises Refused with `--as-of`, BookUnavailable when the file cannot be written.
    """
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to change the book.")
    with (
        _file_of(book, dry_run) as path,
        explained(path),
        _transaction(book, path, dry_run, references_at_end) as connection,
    ):
        if not book.writing.in_bulk:
            claim_site(connection, path)
        now = book.clock.now_ms()
        continued = _continued(connection, book.actor, merge_key, now)
        tx = continued or new_id(now)
        connection.execute("UPDATE state SET tx = ?, actor = ?, now = ?", (tx, book.actor, now))
        transaction = Transaction(connection, tx, now, book.clock.today(), sentence, account_id, batch_no)
        if account_id is not None:
            transaction.touch(account_id)
        if references_at_end:
            transaction.defer_references()
        yield transaction
        if references_at_end:
            transaction.require_references()
        if dry_run:
            return
        _record(connection, book, verb, transaction, merge_key, undoes, known=continued is not None)
        if not (book.writing.in_bulk or transaction.summaries_stand):
            _refresh(connection, transaction)
        connection.execute("UPDATE state SET tx = '', actor = '', now = NULL")
        if book.writing.in_bulk:
            return
        site, seq = connection.execute("SELECT site, seq FROM state").fetchone()
        _commit(connection, path, site, seq)
        remember_site(book.path, site, seq)


def _refresh(connection: sqlite3.Connection, transaction: Transaction) -> None:
    """Recompute the summaries that the act has touched. The code for that is imported only here: it takes 20 ms."""
    from .summary.refresh.touched import refresh_accounts
    from .summary.refresh.whole_book import refresh_all

    if transaction.everything:
        refresh_all(connection, transaction.today)
        return
    refresh_accounts(
        connection,
        transaction.today,
        transaction.accounts,
        transaction.account_nos,
        orders_moved=_orders_moved(transaction),
        since=transaction.orders_since,
    )


_WRITTEN = "SELECT 1 FROM change WHERE site = ? AND seq = ?"


def _commit(connection: sqlite3.Connection, path: Path, site: str, seq: int) -> None:
    """Commit; where the disk fails at the very end, with the act already in the file, Refused says so."""
    try:
        connection.execute("COMMIT")
    except sqlite3.OperationalError as fault:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        with suppress(sqlite3.Error), closing(connect_plain(path, 0)) as again:
            if again.execute(_WRITTEN, (site, seq)).fetchone() is not None:
                raise Refused(
                    f"The disk with {path} did not confirm the write: it may have been saved;"
                    " see 'winback history' before you try again."
                ) from fault
        raise


def _orders_moved(transaction: Transaction) -> bool:
    """Whether orders came, changed or went: as the log says, or in bulk, which names accounts by their numbers."""
    logged = "SELECT 1 FROM change WHERE tx = ? AND tbl = 'sales_order' LIMIT 1"
    return (
        bool(transaction.account_nos)
        or transaction.connection.execute(logged, (transaction.tx,)).fetchone() is not None
    )


@contextmanager
def _file_of(book: Book, dry_run: bool) -> Iterator[Path]:
    """The book's file, created where missing; for a dry run a temporary one is created."""
    if dry_run and not book.exists():
        from winback_tui.files.working_folder import WorkingFolder

        with WorkingFolder() as folder:
            ensure_book(passing := Path(folder) / "tried.db")
            yield passing
        return
    if book.writing.shared is None:
        ensure_book(book.path)
    yield book.path


@contextmanager
def one_connection(book: Book) -> Iterator[None]:
    """Let all acts in this block, on this book and on books that share its `writing`, use one connection.

    They are one transaction: none of them waits for the disk or leaves a journal on it, none makes a backup, and where
    one fails that is not caught in the block, or the disk takes no more, none is kept. The summaries are computed once,
    at the end. For files made of many acts that can be made again, such as the demo, never for anybody's own book.
    """
    ensure_book(book.path)
    connection = connect_write(book.path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.row_factory = sqlite3.Row
    book.writing.shared = connection
    try:
        connection.execute("BEGIN IMMEDIATE")
        claim_site(connection, book.path)
        book.writing.in_bulk = True
        yield
        book.writing.in_bulk = False
        with explained(book.path):  # most pages are written only now, so here a disk is full
            connection.execute("COMMIT")
        with act(book, "close", "") as transaction:
            transaction.touch_everything()
    finally:
        book.writing.in_bulk = False
        book.writing.shared = None
        connection.close()


def _record(
    connection: sqlite3.Connection,
    book: Book,
    verb: str,
    transaction: Transaction,
    merge_key: str,
    undoes: str | None,
    known: bool,
) -> None:
    """Write the act's line of history, or its new sentence where it continues one that is `known`."""
    if connection.execute("SELECT 1 FROM change WHERE tx = ? LIMIT 1", (transaction.tx,)).fetchone() is None:
        return
    forget_summaries(connection, but_of=transaction.tx)
    if known:
        connection.execute("UPDATE act SET sentence = ? WHERE tx = ?", (transaction.sentence, transaction.tx))
    else:
        connection.execute(
            "INSERT INTO act (tx, at, site, actor, verb, account_id, sentence, grain, undoes, batch_no)"
            " SELECT ?, ?, site, ?, ?, ?, ?, ?, ?, ? FROM state",
            (
                transaction.tx,
                transaction.now_ms,
                book.actor,
                verb,
                transaction.account_id,
                transaction.sentence,
                merge_key,
                undoes,
                transaction.batch_no,
            ),
        )


def _continued(connection: sqlite3.Connection, actor: str, merge_key: str, now: int) -> str | None:
    if not merge_key:
        return None
    last = connection.execute(
        "SELECT tx, at, actor, grain FROM act WHERE received = 0 AND site = (SELECT site FROM state)"
        " ORDER BY no DESC LIMIT 1"
    ).fetchone()
    if last is None or (last["actor"], last["grain"]) != (actor, merge_key) or now - last["at"] > SAME_ACT_MS:
        return None
    return str(last["tx"])


@contextmanager
def _transaction(
    book: Book, path: Path, dry_run: bool, references_at_end: bool
) -> Iterator[sqlite3.Connection]:
    """A writing connection with a transaction begun; what was not committed is rolled back."""
    shared = book.writing.shared if path == book.path else None
    if shared is not None and book.writing.in_bulk:
        with book.writing.acting(), _part(shared, keep=not dry_run):
            yield shared
        return
    connection = shared or connect_write(path)
    connection.row_factory = sqlite3.Row
    try:
        if references_at_end:
            connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        with book.writing.acting():
            yield connection
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if shared is None:
            connection.close()
        elif references_at_end:
            connection.execute("PRAGMA foreign_keys = ON")


@contextmanager
def _part(connection: sqlite3.Connection, keep: bool) -> Iterator[None]:
    """One act of the many in a transaction; undone where it fails or shall not be kept."""
    if not connection.in_transaction:  # a savepoint alone would keep this act, though those before are lost
        raise Refused("An earlier step could not be saved, so nothing was kept.")
    connection.execute("SAVEPOINT one_act")
    done = False
    try:
        yield
        done = keep
    finally:
        if connection.in_transaction:  # else the disk took no more, and SQLite has rolled back everything
            if not done:
                connection.execute("ROLLBACK TO one_act")
            connection.execute("RELEASE one_act")
