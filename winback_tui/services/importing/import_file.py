"""Importing an understood file into the book: one act, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from winback_tui.collector import collector_paused
from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.ids import derived_id
from winback_tui.domain.wording.wording import count
from winback_tui.intake import Understanding
from winback_tui.intake.reader_version import READER_VERSION
from winback_tui.services.book.after_commit import after_commit
from winback_tui.services.book.backups import back_up_before
from winback_tui.services.returns.returns import answered_cases
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.file.checksums import cover_small_book
from winback_tui.store.log.undoing.resettle import apply_corrections
from winback_tui.store.orders.batch import next_batch_no, next_version, own_batch, past_import, triggers_idle
from winback_tui.store.orders.colliding_numbers import part_colliding_numbers
from winback_tui.store.orders.last_orders import last_orders
from winback_tui.store.orders.order_intake import OrderCounts
from winback_tui.store.orders.orders import has_no_orders
from winback_tui.store.plans.series import stop_answered_reminders
from winback_tui.store.returns.returns import returns_answering
from winback_tui.store.settings.settings import setting
from winback_tui.store.write import Transaction, act

from .account_details import AccountsMet, write_details
from .newer_export import KnownBeginning, NotContinued, beginning_to_note, known_beginning
from .progress import Pace, Progress, paced
from .reading_again import ReadingAgain, digest_of_file
from .report import ImportReport, ReturnedAccount, batch_details, repeated_report
from .row_intake import RowIntake
from .same_orders import settle_same_orders

_BETTER = "An older version of Winback read it; 'winback import --again --dry-run {file}' shows what changes."
_PARTED = (
    "{orders} with the same number as another customer's order of another day and amount: both are kept."
)
NEW_SHOWN = 8
"""New orders that a dry run shows."""
_UNCLEAR = OrderKind.UNCLEAR.value


def import_file(
    book: Book,
    known: Understanding,
    progress: Progress | None = None,
    dry_run: bool = False,
    again: bool = False,
) -> ImportReport:
    """Import every good row of the file.

    The same file again changes nothing, unless it is to be read `again`: then the orders that an earlier reading of it
    brought and this one does not have are taken out. Raises NeedsHuman while a question that must be answered is open,
    BadInput when the file breaks off; then, and when `progress` raises, the book stays as it was. A book that was
    written to since its last backup is backed up first.
    """
    if not dry_run:
        back_up_before(book, "import")
    try:
        return _imported(book, known, progress, dry_run, again, whole=again)
    except NotContinued:
        return _imported(book, known, progress, dry_run, again, whole=True)


def _imported(
    book: Book, known: Understanding, progress: Progress | None, dry_run: bool, again: bool, whole: bool
) -> ImportReport:
    """The import as one act; unless the `whole` file is to be read, without the beginning that is in the book.

    Raises NotContinued where it must be read after all.
    """
    with (
        collector_paused(),  # 200,000 rows took 3.6 s of processor time with collection and 3.0 s without
        paced(progress, known.rows) as pace,
        act(book, "import", "", references_at_end=_fills(book), dry_run=dry_run) as transaction,
    ):
        past = None if again else past_import(transaction.connection, _digest(known))
        reread = ReadingAgain.of(transaction, known.digest) if again else None
        report = (
            _import_rows(transaction, known, pace, reread, whole)
            if past is None
            else repeated_report(known.name, past, known.notes)
        )
        if dry_run and known.what != "accounts":
            report.new_orders = last_orders(transaction.connection, min(report.new, NEW_SHOWN))
        transaction.sentence = report.sentence
    if dry_run:
        return replace(report, batch_no=None, dry_run=True)
    if report.changes_book and book.writing.shared is None:
        with after_commit(f"{known.name} is imported; its checksum is left to the next backup."):
            cover_small_book(book.path)
    return report


def _fills(book: Book) -> bool:
    """Whether the book has no orders yet, so that all that are in it at the end are new."""
    if not book.exists():
        return True
    with book.read() as connection:
        return has_no_orders(connection)


class _Written(NamedTuple):
    """What was written: the report, the numbers of the accounts that changed (None: all), the earliest day of their
    changed orders (None: anything about them may have changed), and what to note for a newer export of the file.
    """

    report: ImportReport
    touched: Set[int] | None
    since: date | None
    beginning: Mapping[str, Any] | None


def _import_rows(
    transaction: Transaction, known: Understanding, pace: Pace, again: ReadingAgain | None, whole: bool
) -> ImportReport:
    """Write the rows and what follows from them: the batch that they are, the cases that they answer."""
    number = next_batch_no(transaction.connection)
    version = next_version(transaction.connection, transaction.now_ms)
    before = answered_cases(transaction.connection, transaction.today)
    above = None if whole else known_beginning(transaction.connection, known)
    report, touched, since, beginning = _write_rows(transaction, known, number, version, pace, again, above)
    if not report.changes_book:
        return report
    transaction.batch_no = number
    transaction.insert(
        "import_batch",
        no=number,
        id=own_batch(transaction.tx),
        file=known.name,
        source=known.source,
        digest=_digest(known),
        at=version,
        rows=report.rows,
        new=report.new,
        same=report.same,
        changed=report.changed,
        refused=report.refused,
        skipped=report.skipped,
        told=batch_details(report, beginning),
    )
    if touched is None:
        transaction.touch_everything()
    else:
        transaction.touch_numbers(touched, since)
    after = answered_cases(transaction.connection, transaction.today)
    answered = {case_id: account for case_id, account in after.items() if case_id not in before}
    dropped, returned = _answer(transaction, answered) if answered else ("", [])
    notes = [*report.notes, f"{dropped} after the return."] if dropped else report.notes
    stop_answered_reminders(transaction)
    return replace(report, batch_no=number, returned=sorted(answered.values()), notes=notes, back=returned)


def _answer(transaction: Transaction, answered: Mapping[str, str]) -> tuple[str, list[ReturnedAccount]]:
    """End the plans of the cases that the orders answer, and watch over those that returned.

    Returns how much was dropped from the plans, in words, and who returned. What plans need is imported only here: it
    takes 30 ms.
    """
    from winback_tui.services.plans.series import plan_watch
    from winback_tui.services.plans.steps import end_answered_plans

    dropped, returned = end_answered_plans(transaction, answered), []
    for back in returns_answering(transaction.connection, transaction.today, answered):
        account = AccountRef(back.account_id, back.account_no, back.account)
        plan_watch(transaction, account, back.found)
        transaction.touch(account.id)
        returned.append(ReturnedAccount(account.id, account.name, back.found.order.day))
    return dropped, returned


def _write_rows(
    transaction: Transaction,
    known: Understanding,
    number: int,
    version: int,
    pace: Pace,
    again: ReadingAgain | None,
    above: KnownBeginning | None,
) -> _Written:
    """Write orders and accounts as batch `number`, their rows of this `version`; of a file whose beginning is known
    only what is below it.
    """
    connection = transaction.connection
    rows = RowIntake(connection, known, number, version, above)
    of_orders, reading, accounts, orders = rows.of_orders, rows.reading, rows.accounts, rows.orders
    rows.take(pace)
    if again is not None and of_orders and orders.compares:
        again.take_out_orders()
    parted = 0
    with triggers_idle(connection):
        if of_orders and orders.compares and again is None:
            parted = part_colliding_numbers(connection)
        if of_orders and orders.compares:
            settle_same_orders(connection, known)
        counts_of = orders.finish()
    met = write_details(transaction, known.source, accounts, reading.accounts)
    with triggers_idle(connection):
        apply_corrections(connection, number)
    if again is not None:
        again.take_out_accounts()
    touched = None if counts_of.touched is None else counts_of.touched | met.new | met.changed
    if not of_orders:
        new, same, changed = (
            sum(rows.rows_of[no] for no in group) for group in (met.new, met.same, met.changed)
        )
        counts_of = OrderCounts(new, same, changed)
    if above:
        counts_of = replace(counts_of, same=counts_of.same + above.orders[0])
    report = _report(transaction, known, rows, counts_of, met, above)
    if parted:
        report.notes.append(_PARTED.format(orders=count(parted, "order")))
    if again is not None:
        report.removed, report.read_again = len(again.gone), again.sentences(counts_of.changed)
    beginning = (
        beginning_to_note(
            connection, known, reading, rows.totals, counts_of, accounts, above, rows.named_above
        )
        if of_orders and again is None and report.changes_book
        else None
    )
    only_orders = of_orders and again is None and not (met.new or met.changed or counts_of.kept_by_hand)
    return _Written(report, touched, counts_of.since if only_orders else None, beginning)


def _report(
    transaction: Transaction,
    known: Understanding,
    rows: RowIntake,
    counts_of: OrderCounts,
    met: AccountsMet,
    above: KnownBeginning | None,
) -> ImportReport:
    """What the rows brought, those above a known beginning's end among them."""
    totals = rows.totals
    matched = len(met.same | met.changed) + (above.accounts - len(rows.named_above) if above else 0)
    return ImportReport(
        known.name,
        known.system,
        known.source,
        known.encoding.name,
        known.layout.delimiter,
        rows=counts_of.new + counts_of.same + counts_of.changed + totals.refused + totals.skipped,
        new=counts_of.new,
        same=counts_of.same,
        changed=counts_of.changed,
        refused=totals.refused,
        skipped=totals.skipped,
        accounts_new=len(met.new),
        accounts_matched=matched,
        kept_by_hand=counts_of.kept_by_hand,
        lines=totals.lines,
        kinds=totals.kinds,
        totals=totals.by_currency,
        months=totals.by_month,
        credits=totals.credits,
        credit_months=totals.credits_by_month,
        unclear=list(known.unknown_kinds) if totals.kinds[_UNCLEAR] else [],
        refusals=totals.refusals,
        skipped_rows=totals.skipped_rows,
        notes=[*known.notes, *([above.note] if above else [])],
        together=totals.in_one_currency(setting(transaction.connection, "rates")),
        warnings=rows.warnings(transaction.today),
        last_day=totals.last_day,
    )


def taken_before(book: Book, file: Path) -> ImportReport | None:
    """The report of an earlier import of exactly these bytes; None for an unknown file.

    It only hashes the bytes and does not interpret them. Raises BookUnavailable.
    """
    if not (file.is_file() and book.exists()):
        return None
    digest = digest_of_file(file)
    with book.read() as connection:
        past = past_import(connection, digest, any_reading=True)
    if past is None:
        return None
    notes = () if past.reader >= READER_VERSION else (_BETTER.format(file=file.name),)
    return repeated_report(file.name, past, notes)


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
        known.choices.repeats,
        known.shape,
        *filter(None, [known.choices.signs]),
    )
    return f"{known.digest} {derived_id(known.source, repr(understood))}"
