"""Merging other laptops' books into this one: all of them in one transaction, or none."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from winback_tui.domain.errors import Refused
from winback_tui.store.book import Book
from winback_tui.store.file.check.references import table_with_broken_reference
from winback_tui.store.file.erase.backups import BackupsWithout
from winback_tui.store.file.erase.erase import rewrite
from winback_tui.store.file.erase.redaction import names_of, redact_what_was_taken_out, redactor_for
from winback_tui.store.file.migrate import ensure_book
from winback_tui.store.file.open import connect_write, explained
from winback_tui.store.file.site import claim_site, remember_site
from winback_tui.store.log.chain import extend_chain
from winback_tui.store.log.logged_tables import LOGGED_TABLES
from winback_tui.store.log.rebuild import Rebuilder
from winback_tui.store.orders.batch import triggers_idle
from winback_tui.store.orders.imported_versions import Batches
from winback_tui.store.read import plain_rows
from winback_tui.store.returns.returns import counted_returns
from winback_tui.store.summary.due import are_most
from winback_tui.store.summary.refresh.touched import refresh_accounts
from winback_tui.store.summary.refresh.whole_book import refresh_all
from winback_tui.sync.bundle.source import Source
from winback_tui.sync.conflicts.disputes import disputes_of
from winback_tui.sync.conflicts.row_changes import Decisions, was_decided
from winback_tui.sync.conflicts.suspects import suspect_rows
from winback_tui.sync.laptops import take_laptops

from .batches import BatchIntake
from .changes import Received, RowName, take_changes
from .erasures import (
    ErasedElsewhere,
    empty_late_changes,
    empty_orders_of_nobody,
    erase_received,
    erased_accounts,
    erasures_met,
)
from .forks import goes_on, tell_forks_apart
from .vectors import covers, vector_of

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class FromPerson:
    """What came from one person: changes, orders the book did not have, conflicts they are part of, erasures."""

    person: str
    changes: int = 0
    orders_new: int = 0
    conflicts: int = 0
    erasures: int = 0


@dataclass(frozen=True, slots=True)
class Ahead:
    """A delta that starts after what this book has: set aside until the file that it `follows` arrives."""

    name: str
    person: str
    follows: str


class BackAgain(NamedTuple):
    """An account that a merge brought back, and the day of the order that proves it."""

    account: str
    ordered_on: date


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did. `returned`: accounts that are back through it, `answered` the ids of their cases; `ended`: what
    became of their plans. `fast_clocks`: persons whose clock is a day or more ahead, in days. `erased`: somebody was
    erased, told in `erasures`: the accounts `erased_accounts`, which this book called `erased_names`, and with them the
    rows `erased_rows`; `emptied`: a colleague had still written about somebody erased. `rewritten`: the file was
    rewritten without their bytes; `without`: the backups.
    """

    people: tuple[FromPerson, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    returned: tuple[BackAgain, ...] = ()
    conflicts_new: int = 0
    forked: int = 0
    fast_clocks: tuple[tuple[str, int], ...] = ()
    erased: bool = False
    erasures: tuple[ErasedElsewhere, ...] = ()
    rewritten: bool = True
    erased_accounts: frozenset[str] = frozenset()
    erased_names: frozenset[str] = frozenset()
    erased_rows: frozenset[str] = frozenset()
    without: BackupsWithout = field(default_factory=BackupsWithout)
    answered: frozenset[str] = frozenset()
    ended: tuple[str, ...] = ()
    emptied: bool = False


@dataclass
class _Work:
    connection: sqlite3.Connection
    batches: Batches
    received: Received = field(default_factory=Received)
    taken: list[Source] = field(default_factory=list)


class _Before(NamedTuple):
    """What this book held before a merge: imports by id, the numbers of those in force, accounts erased, rows in
    dispute, and the cases that an order had answered.
    """

    vector: dict[str, int]
    batches: frozenset[str]
    live: set[int]
    erased: set[str]
    disputed: set[tuple[str, str]]
    answered: dict[str, BackAgain]


class _Erasing(NamedTuple):
    """The accounts ever erased, and of the `new` ones what this book called them, the rows removed, and what is said.

    `emptied`: a colleague had still written about somebody erased.
    """

    all: set[str]
    new: set[str]
    names: set[str]
    rows: set[str]
    met: tuple[ErasedElsewhere, ...]
    emptied: bool


def merge(book: Book, sources: Sequence[Source], dry_run: bool = False) -> Merged:
    """Merge the changes, imports and erasures of these books into this one, in any order.

    With `dry_run` all of it is done and taken back. Raises Refused where a source holds what Winback never writes, and
    BookUnavailable; the book is untouched then.
    """
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to sync.")
    ensure_book(book.path)
    with explained(book.path), closing(connect_write(book.path)) as connection:
        plain_rows(connection, "PRAGMA foreign_keys = OFF")
        plain_rows(connection, "BEGIN IMMEDIATE")
        try:
            claim_site(connection, book.path)
            plain_rows(
                connection, "UPDATE state SET now = ?, tx = '', actor = ?", (book.clock.now_ms(), book.actor)
            )
            merged = merge_into(connection, sources, book.clock.today(), book.clock.now_ms())
            plain_rows(connection, "UPDATE state SET now = NULL, actor = ''")
            site, seq = plain_rows(connection, "SELECT site, seq FROM state").fetchone()
            if dry_run:
                plain_rows(connection, "ROLLBACK")
                return merged
            plain_rows(connection, "COMMIT")
        except (sqlite3.IntegrityError, KeyError) as fault:
            plain_rows(connection, "ROLLBACK")
            raise Refused(
                "The files contain rows that do not fit together, which Winback never writes; nothing was changed."
            ) from fault
        except BaseException:
            if connection.in_transaction:
                plain_rows(connection, "ROLLBACK")
            raise
        remember_site(book.path, site, seq)
    if merged.erased or merged.emptied:
        return replace(merged, rewritten=rewrite(book))
    return merged


def merge_into(connection: sqlite3.Connection, sources: Sequence[Source], today: date, now_ms: int) -> Merged:
    """The merge itself. The caller holds the transaction, foreign keys are not enforced on the connection."""
    work = _Work(connection, Batches(connection))
    before = _before(work, today)
    with triggers_idle(connection):
        ahead = _take_all(work, sources)
        erasing = _erase_elsewhere(connection, work.received, before.erased)
        rebuilder = Rebuilder(connection, work.batches)
        intake, emptied = _take_imports(work, rebuilder, before, erasing.all)
        if erasing.names:
            redact_what_was_taken_out(connection, redactor_for(connection, erasing.names))
        disputed = _note_disputes(connection, work.received.rows)
        for source in work.taken:
            take_laptops(connection, source)
        extend_chain(connection)
    _require_whole(connection, rebuilder.affected.orders_moved or bool(intake.numbers))
    _summarise(connection, today, rebuilder, intake, bool(erasing.new))
    new = {row: found for row, found in disputed.items() if row not in before.disputed}
    back = {
        case: account for case, account in _answered(connection, today).items() if case not in before.answered
    }
    return Merged(
        _people(connection, work.received, intake, new, erasing.new, before.vector),
        tuple(ahead),
        tuple(sorted(back.values())),
        sum(map(len, new.values())),
        len(work.received.forked),
        tuple(_fast_clocks(work.received, now_ms)),
        bool(erasing.new),
        erasing.met,
        erased_accounts=frozenset(erasing.new),
        erased_names=frozenset(erasing.names),
        erased_rows=frozenset(erasing.rows),
        answered=frozenset(back),
        emptied=erasing.emptied or emptied,
    )


def _before(work: _Work, today: date) -> _Before:
    connection = work.connection
    decisions = Decisions(connection)
    disputed = {
        (row[0], row[1])
        for row in _rows(connection, "SELECT tbl, row FROM disputed_row")
        if disputes_of(connection, row[0], row[1], decisions)
    }
    return _Before(
        vector_of(connection),
        frozenset(work.batches.numbers),
        set(work.batches.live),
        erased_accounts(connection),
        disputed,
        _answered(connection, today),
    )


def _erase_elsewhere(connection: sqlite3.Connection, received: Received, erased_before: set[str]) -> _Erasing:
    """Take out here who was erased elsewhere, and what colleagues still wrote about them; the names are read first."""
    erased = erased_accounts(connection)
    new = erased - erased_before
    met = erasures_met(connection, new)
    names, rows = set[str](), set[str]()
    if new:
        plain_rows(connection, "PRAGMA secure_delete = ON")
        names = {name for each in new for name in names_of(connection, each)}
        rows = erase_received(connection, new)
    return _Erasing(erased, new, names, rows, met, empty_late_changes(connection, received, erased))


def _take_imports(
    work: _Work, rebuilder: Rebuilder, before: _Before, erased: set[str]
) -> tuple[BatchIntake, bool]:
    """Take the imports, then build all rows anew from their changes; whether orders of somebody erased were emptied.

    The imports are rebuilt before the rest: which of them stand says which orders count.
    """
    connection, received = work.connection, work.received
    rebuilder.rebuild(row for row in received.rows if row[0] == "import_batch")
    work.batches.look_again()
    intake = BatchIntake(connection, work.batches, erased)
    known = set(before.batches)
    for source in work.taken:
        intake.take(source, known)
    old = {work.batches.numbers[batch] for batch in before.batches}
    intake.flip(before.live & old, work.batches.live & old)
    emptied = empty_orders_of_nobody(connection, received, erased)
    rebuilder.rebuild([*received.rows, *intake.rows], intake.rows)
    rebuilder.hold_accounts(intake.numbers)
    rebuilder.look_after_kept()
    return intake, emptied


def _take_all(work: _Work, sources: Sequence[Source]) -> list[Ahead]:
    """Merge every source that can be merged, again and again: one may bring what another waits for."""
    waiting = list(sources)
    while waiting:
        mine = vector_of(work.connection)
        ready = [
            source for source in waiting if covers(mine, source.since) and goes_on(work.connection, source)
        ]
        if not ready:
            break
        for source in ready:
            renaming = tell_forks_apart(work.connection, source)
            work.received.follow(renaming)
            take_changes(work.connection, source, work.batches, renaming, work.received)
            work.taken.append(source)
            waiting.remove(source)
    return [Ahead(source.name, source.person, source.follows) for source in waiting]


def _note_disputes(connection: sqlite3.Connection, rows: Iterable[RowName]) -> dict[RowName, list[Any]]:
    found: dict[RowName, list[Any]] = {}
    stay_for_others = {(row[0], row[1]) for row in _rows(connection, "SELECT tbl, row FROM kept_row")}
    waiting = {(row[0], row[1]) for row in _rows(connection, "SELECT tbl, row FROM waiting_row")}
    decisions = Decisions(connection)
    for name in sorted({*suspect_rows(connection, set(rows) - stay_for_others), *stay_for_others}):
        both = disputes_of(connection, *name, decisions, equal_too=True)
        if both or name in waiting or was_decided(connection, *name):
            plain_rows(connection, "INSERT OR IGNORE INTO disputed_row VALUES (?, ?)", name)
            if disputes := [each for each in both if len(each.heads) > 1]:
                found[name] = disputes
    return found


def _require_whole(connection: sqlite3.Connection, orders_moved: bool) -> None:
    """Orders are looked at only where some moved: there are millions of them."""
    moved = (table for table in LOGGED_TABLES if orders_moved or table != "sales_order")
    if broken := table_with_broken_reference(connection, moved):
        raise Refused(
            f"The merge would leave a row of {broken} without its parent record; nothing was changed. "
            "'winback check' shows whether this book is sound; if it is, ask for another file."
        )


def _summarise(
    connection: sqlite3.Connection, today: date, rebuilder: Rebuilder, intake: BatchIntake, erased: bool
) -> None:
    moved = rebuilder.affected.orders_moved or bool(intake.numbers)
    most = are_most(connection, len(rebuilder.affected.accounts) + len(intake.numbers))
    if rebuilder.affected.everything or erased or (moved and most):
        refresh_all(connection, today)
    else:
        refresh_accounts(connection, today, rebuilder.affected.accounts, intake.numbers, orders_moved=moved)


def _people(
    connection: sqlite3.Connection,
    received: Received,
    intake: BatchIntake,
    disputes: dict[RowName, list[Any]],
    erased: set[str],
    before: dict[str, int],
) -> tuple[FromPerson, ...]:
    found = {person: FromPerson(person, changes) for person, changes in received.changes.items()}
    orders = Counter[str]()
    for number, new in intake.new.items():
        row = plain_rows(
            connection, "SELECT actor FROM act WHERE batch_no = ? AND undoes IS NULL", (number,)
        ).fetchone()
        orders[row[0] if row else ""] += new
    conflicts: Counter[str] = Counter(
        person
        for each in disputes.values()
        for dispute in each
        for person in {head.actor for head in dispute.heads if head.change[1] > before.get(head.change[0], 0)}
    )
    erasures: Counter[str] = Counter(
        row[0]
        for account_id in erased
        for row in plain_rows(
            connection,
            "SELECT actor FROM change WHERE tbl = 'account' AND row = ? AND col = '!' LIMIT 1",
            (account_id,),
        )
    )
    for person in {*orders, *conflicts, *erasures}:
        known = found.get(person, FromPerson(person))
        found[person] = replace(
            known, orders_new=orders[person], conflicts=conflicts[person], erasures=erasures[person]
        )
    return tuple(sorted(found.values(), key=lambda one: (-one.changes, one.person)))


def _fast_clocks(received: Received, now_ms: int) -> Iterable[tuple[str, int]]:
    for person, wall in sorted(received.latest_wall.items()):
        if wall > now_ms + DAY_MS:
            yield person, (wall - now_ms) // DAY_MS


def _answered(connection: sqlite3.Connection, today: date) -> dict[str, BackAgain]:
    """The cases that an order answers, by id: who is back, and the order that proves it."""
    return {
        each.found.loss.case_id: BackAgain(each.account, each.found.order.day)
        for each in counted_returns(connection, today)
    }


def _rows(connection: sqlite3.Connection, sql: str) -> list[Any]:
    return plain_rows(connection, sql).fetchall()
