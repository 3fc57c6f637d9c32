"""Checking a whole book, and recomputing what can be recomputed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, replace

from winback_tui.domain.errors import Refused, WinbackError
from winback_tui.domain.wording.wording import count
from winback_tui.services.importing.reading_again import files_of_older_readings
from winback_tui.store.book import Book
from winback_tui.store.file.check.file import (
    ChangedTables,
    changed_since_backup,
    checksum_faults,
    count_faults,
    count_unchecked_imports,
    file_faults,
    reference_faults,
    schema_faults,
    trigger_faults,
)
from winback_tui.store.file.check.log import log_faults
from winback_tui.store.file.check.summaries import summary_faults
from winback_tui.store.file.open import connect_read
from winback_tui.store.log.chain import chain_faults

SHOWN = 3
"""A finding names this many errors; the rest are counted."""

BEFORE = "before repair"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One check of the book and its result; `repairable` where recomputing would help."""

    question: str
    good: bool
    says: str
    repairable: bool = False


@dataclass(frozen=True, slots=True)
class _Question:
    question: str
    faults: Callable[..., Iterator[str]]
    good: str
    repairable: bool = False
    of_changed: bool = False
    """Whether only tables that changed since the last backup need to be looked at."""


QUESTIONS = (
    _Question("file", file_faults, "Every page and index is intact.", of_changed=True),
    _Question("tables", schema_faults, "Every table and index is Winback's own.", repairable=True),
    _Question("references", reference_faults, "Every row belongs to a record that exists.", of_changed=True),
    _Question("triggers", trigger_faults, "Every change is recorded.", repairable=True),
    _Question("log", log_faults, "Every field matches the log."),
    _Question("history", chain_faults, "No recorded change was edited later."),
    _Question("imports", checksum_faults, "Imported rows are unchanged since their import."),
    _Question("counts", count_faults, "The counts of every import add up."),
    _Question("summaries", summary_faults, "The lists match the orders.", repairable=True),
)

LONGEST = QUESTIONS[-1]
"""Half of the time of all of them."""


def check(book: Book) -> Generator[CheckFinding, None, None]:
    """Run every check in turn. Raises BookUnavailable when the file cannot be opened at all.

    A new day is scored first, as before every read: acts of a day that nobody has read yet score their own
    accounts only.
    """
    with suppress(WinbackError, ValueError, KeyError, TypeError), replace(book, as_of=None).read():
        pass
    with closing(connect_read(book.path, foreign_parts=True)) as connection:
        yield from _answers(book)
        yield _older_readings(connection)


def _answers(book: Book) -> Iterator[CheckFinding]:
    """The answers in the order of the questions, on two cores.

    The lists are recomputed in Python while SQLite checks the file, which does not block Python. Each has its own
    connection. Whoever stops listening interrupts both.
    """
    with ExitStack() as left:
        lanes = [left.enter_context(closing(connect_read(book.path, foreign_parts=True))) for _ in range(2)]
        workers = [ThreadPoolExecutor(1) for _ in lanes]
        changed = workers[0].submit(changed_since_backup, lanes[0], book.path)
        asked = []
        for question in QUESTIONS:
            lane = int(question is LONGEST)
            since = [changed] if question.of_changed else []
            asked.append(workers[lane].submit(_answer, lanes[lane], question, since))
        try:
            for answer in asked:
                yield answer.result()
        finally:
            for worker, connection in zip(workers, lanes, strict=True):
                worker.shutdown(wait=False, cancel_futures=True)
                connection.interrupt()
                worker.shutdown()


def repair(book: Book, dry_run: bool = False) -> str:
    """Remove what is not Winback's, recompute the summaries, restore the log's triggers, write the file compactly.

    What people entered is not touched. A copy is made first, apart from the backups, as it may be damaged. Returns in
    words what was done; raises BookUnavailable where there is no book, or one that cannot be repaired.
    """
    from winback_tui.store.file.backups.backup import copy_as_it_is
    from winback_tui.store.file.check.repair import repair_derived

    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to repair.")
    connect_read(book.path, foreign_parts=True).close()
    if dry_run:
        return "Triggers and summaries would be repaired, after a backup of the book as it is."
    copy = copy_as_it_is(book.path, BEFORE, book.clock.now())
    foreign = repair_derived(book.path, book.clock.today())
    taken_out = f"Removed, because Winback did not create it: {', '.join(foreign)}. " if foreign else ""
    return f"{taken_out}Triggers and summaries repaired; the book as it was is kept as {copy}."


def _older_readings(connection: sqlite3.Connection) -> CheckFinding:
    """Which imports a newer reader may read better; nothing is damaged by them."""
    try:
        files = files_of_older_readings(connection)
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as fault:
        return _unreadable("readings", fault)
    if not files:
        return CheckFinding("readings", True, "Every file was read by this version of the reader.")
    file_names = ", ".join(files[:SHOWN]) + (f" and {len(files) - SHOWN} more" if len(files) > SHOWN else "")
    sentence = (
        f"An older version read {file_names}; 'winback import --again --dry-run FILE' shows what changes."
    )
    return CheckFinding("readings", True, sentence)


def _answer(
    connection: sqlite3.Connection, question: _Question, since: list[Future[ChangedTables | None]]
) -> CheckFinding:
    try:
        faults = list(question.faults(connection, *(each.result() for each in since)))
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as fault:
        return _unreadable(question.question, fault)
    if faults:
        more = f", and {count(len(faults) - SHOWN, 'more error')}" if len(faults) > SHOWN else ""
        answer = f"{'; '.join(faults[:SHOWN])}{more}."
        return CheckFinding(question.question, False, answer[0].upper() + answer[1:], question.repairable)
    answer = question.good
    if question.question == "imports" and (number := count_unchecked_imports(connection)):
        answer = f"{answer} {count(number, 'import')} not checked yet; the next backup adds their checksums."
    return CheckFinding(question.question, True, answer)


def _unreadable(question: str, fault: Exception) -> CheckFinding:
    return CheckFinding(question, False, f"It cannot be read completely ({fault}).")
