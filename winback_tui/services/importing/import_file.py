"""Taking an understood file into the book: one act, whole or not at all."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b, file_digest
from pathlib import Path

from winback_tui.domain.account.order import MONEY_KINDS, OrderKind
from winback_tui.domain.ids import derived_id
from winback_tui.intake import NonOrderCounts, OddityWarnings, Reading, Understanding
from winback_tui.intake.rows.records import OrderBatch
from winback_tui.services.book.backups import back_up_before
from winback_tui.services.import_same import settle_same_orders
from winback_tui.services.plans.steps import end_answered_plans
from winback_tui.services.returns.returns import answered_cases
from winback_tui.store.accounts.matching import AccountIntake
from winback_tui.store.book import Book
from winback_tui.store.orders.batch import next_batch_no, own_batch, past_import, triggers_idle
from winback_tui.store.orders.order_intake import OrderCounts, OrderIntake
from winback_tui.store.settings.settings import setting
from winback_tui.store.write import Transaction, act

from .account_details import write_details
from .erased_rows import ErasedRows
from .progress import Pace, Progress, paced
from .report import KEPT_PROBLEMS, ImportReport, say_repeated, to_be_kept, together

_UNCLEAR = OrderKind.UNCLEAR.value
_REAL, _CREDIT = (kind.value for kind in MONEY_KINDS)


def import_file(
    book: Book, known: Understanding, progress: Progress | None = None, dry_run: bool = False
) -> ImportReport:
    """Take every good row of the file into the book.

    The same file again changes nothing. Raises NeedsHuman while a question that must be answered is open,
    BadInput when the file breaks off; then, and when `progress` raises, the book stays as it was. A book that was
    written to since its last backup is backed up first.
    """
    if not dry_run:
        back_up_before(book, "import")
    report = ImportReport(
        known.name,
        known.system,
        known.source,
        known.encoding.name,
        known.layout.delimiter,
        notes=list(known.notes),
        dry_run=dry_run,
    )
    with (
        _quick(),
        paced(progress, known.rows) as pace,
        act(book, "import", "", dry_run=dry_run) as transaction,
    ):
        before = answered_cases(transaction.connection, transaction.today)
        _take(transaction, known, report, pace)
        transaction.sentence = report.sentence
        if report.batch_no is not None:
            after = answered_cases(transaction.connection, transaction.today)
            new = {case_id: told for case_id, told in after.items() if case_id not in before}
            report.returned = sorted(new.values())
            if dropped := end_answered_plans(transaction, new):
                report.notes.append(f"{dropped}, because they are back.")
    if dry_run:
        report.batch_no = None
    return report


def _take(transaction: Transaction, known: Understanding, report: ImportReport, pace: Pace) -> None:
    connection = transaction.connection
    number = next_batch_no(connection)
    repeated = past_import(connection, _digest(known))
    if repeated is not None:
        say_repeated(report, repeated)
        return
    reading, odd, uncounted = Reading(known), OddityWarnings(), NonOrderCounts(known.deals)
    rows_of: Counter[int] = Counter()
    accounts = AccountIntake(connection, known.source, number)
    orders = OrderIntake(connection, number, transaction.now_ms)
    erased = ErasedRows(connection, known.source, accounts)
    with triggers_idle(connection):
        for read in reading:
            batch = erased.taken_out(read, reading.accounts)
            _note(report, batch, known.what)
            odd.add(batch)
            uncounted.add(batch)
            numbers = accounts.match(reading.accounts, batch.accounts)
            if known.what == "accounts":
                rows_of.update(numbers)
            else:
                orders.take(
                    batch.keys,
                    numbers,
                    batch.numbers,
                    batch.days,
                    batch.amounts,
                    batch.currencies,
                    batch.margins,
                    batch.kinds,
                )
            pace.read(reading.fraction, report.rows)
        pace.settle(connection)
        if orders.compares and known.what == "orders":
            settle_same_orders(connection, known)
        taken = orders.finish()
    if report.kinds[_UNCLEAR]:
        report.unclear = list(known.unknown_kinds)
    report.warnings = [*uncounted.sentences(), *odd.sentences(transaction.today, reading.twice)]
    report.together = together(report, setting(connection, "rates"))
    met = write_details(transaction, known.source, accounts, reading.accounts)
    report.accounts_new = len(met.new)
    report.accounts_matched = len(met.same) + len(met.changed)
    if known.what == "accounts":
        new, same, changed = (sum(rows_of[no] for no in group) for group in (met.new, met.same, met.changed))
        taken = OrderCounts(new, same, changed, touched=taken.touched)
    report.new, report.same, report.changed = taken.new, taken.same, taken.changed
    report.kept_by_hand = taken.kept_by_hand
    report.rows = report.new + report.same + report.changed + report.refused + report.skipped
    if not report.new and not report.changed and not report.accounts_new:
        return
    transaction.insert(
        "import_batch",
        no=number,
        id=own_batch(transaction.tx),
        file=known.name,
        source=known.source,
        digest=_digest(known),
        at=transaction.now_ms,
        rows=report.rows,
        new=report.new,
        same=report.same,
        changed=report.changed,
        refused=report.refused,
        skipped=report.skipped,
        told=to_be_kept(report),
    )
    report.batch_no = transaction.batch_no = number
    if taken.touched is None:
        transaction.touch_everything()
    else:
        transaction.touch_numbers(taken.touched | met.new | met.changed)


def taken_before(book: Book, file: Path) -> ImportReport | None:
    """What an earlier import took from exactly these bytes; None for a file that is not known.

    Costs a look at the bytes, no understanding of them. Raises BookUnavailable.
    """
    if not (file.is_file() and book.exists()):
        return None
    with file.open("rb") as stream:
        digest = file_digest(stream, lambda: blake2b(digest_size=16)).hexdigest()
    with book.read() as connection:
        past = past_import(connection, digest, any_reading=True)
    if past is None:
        return None
    report = ImportReport(file.name, "", past.source, "", "")
    say_repeated(report, past)
    return report


def _digest(known: Understanding) -> str:
    """The digest of the bytes, and one of how they were understood."""
    understood = (
        known.what,
        known.encoding.name,
        known.layout,
        known.header_row,
        sorted(known.columns.items()),
        known.account_from,
        known.title_column,
        known.date,
        known.decimal,
        known.currency,
        sorted(known.kinds.items()),
        known.choices.same,
        known.shape,
    )
    return f"{known.digest} {derived_id(known.source, repr(understood))}"


def _note(report: ImportReport, batch: OrderBatch, what: str) -> None:
    report.refused += len(batch.refused)
    report.skipped += len(batch.skipped)
    report.refusals += list(batch.refused)[: max(0, KEPT_PROBLEMS - len(report.refusals))]
    report.leavings += list(batch.skipped)[: max(0, KEPT_PROBLEMS - len(report.leavings))]
    report.rows += len(batch.rows) + len(batch.refused) + len(batch.skipped)
    if what == "accounts":
        return
    report.kinds.update(batch.kinds)
    report.lines += len(batch.rows) + sum(len(rows) - 1 for rows in batch.lines.values())
    if _CREDIT in batch.kinds:
        _note_credits(report, batch)
    for currency in set(batch.currencies):
        sums: dict[str, int] = {}
        for day, amount, code, kind in zip(
            batch.days, batch.amounts, batch.currencies, batch.kinds, strict=True
        ):
            if amount > 0 and kind == _REAL and code == currency:
                sums[day] = sums[day] + amount if day in sums else amount
        for day, total in sums.items():
            report.months[day[:7], currency] += total
            report.totals[currency] += total
        if sums:
            newest = date.fromisoformat(max(sums))
            report.last_day = max(report.last_day or newest, newest)


def _note_credits(report: ImportReport, batch: OrderBatch) -> None:
    for day, amount, code, kind in zip(batch.days, batch.amounts, batch.currencies, batch.kinds, strict=True):
        if kind == _CREDIT:
            report.credits[code] -= abs(amount)
            report.credit_months[day[:7], code] -= abs(amount)


@contextmanager
def _quick() -> Iterator[None]:
    """Millions of short-lived rows make no cycles: collecting garbage would only cost time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
