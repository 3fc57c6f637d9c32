"""Promises to a customer, tracked until they are kept (playbook A5, B14)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.days.day_in_text import day_in_text
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.wording import full_day
from winback_tui.services.book.account_action import ActionResult, account_action, day_words, iso
from winback_tui.services.book.clock import day_done
from winback_tui.services.book.lookup import find_account, resolve_row
from winback_tui.services.cases.open_case import open_case_of
from winback_tui.store.book import Book
from winback_tui.store.contacts.promises import PromiseRow, promises_of
from winback_tui.store.plans.tables import Promise
from winback_tui.store.write import Transaction


def make_promise(
    book: Book, ref: str, text: str, due_on: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Note what was promised to the account, and by when: the day given, else the one that the words name.

    Raises BadInput without words or for a day gone by.
    """
    account = find_account(book, ref)
    what = clean_line(text)
    if not what:
        raise BadInput(f"Say what was promised to {account.name}.")
    with account_action(book, "promise", account, dry_run=dry_run) as transaction:
        if due_on is not None and due_on < transaction.today:
            raise BadInput(f"{full_day(due_on)} has gone by; promise it for today or a later day.")
        due_on = due_on or day_in_text(what, transaction.today)
        case = open_case_of(transaction.connection, account)
        promise = Promise(
            account_id=account.id, case_id=case.id if case else None, text=what, due_on=iso(due_on)
        )
        transaction.add(promise)
        by = f" by {day_words(due_on, transaction.today)}" if due_on else ""
        transaction.sentence = f"Promised to {account.name}: {what}{by}"
    warnings = () if due_on else ("A promise without a day is easily forgotten; give one (A5).",)
    return ActionResult(
        transaction.sentence, account.id, account.name, promise.id, warnings, {"due_on": iso(due_on) or None}
    )


def keep_promise(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Note that a promise was kept. `which` is its number, id or words; the only open one where empty."""
    return _end(book, ref, which, on_day, dry_run, "kept_on", "Kept")


def break_promise(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Note that a promise was broken: the data's voice will say so (playbook M8)."""
    return _end(book, ref, which, on_day, dry_run, "broken_on", "Broken")


def _end(
    book: Book, ref: str, which: str, on_day: date | None, dry_run: bool, column: str, word: str
) -> ActionResult:
    account = find_account(book, ref)
    with account_action(book, "promise", account, dry_run=dry_run) as transaction:
        row = _picked(transaction, account.id, account.name, which)
        day = day_done(on_day, transaction.today, f"{word}: '{row.text[:60]}'")
        promise = transaction.get(Promise, row.id)
        setattr(promise, column, day.isoformat())
        transaction.add(promise)
        late = word == "Kept" and row.due_on is not None and day > row.due_on
        transaction.sentence = f"{word} for {account.name}{', late' if late else ''}: {row.text}"
    return ActionResult(
        transaction.sentence, account.id, account.name, row.id, facts={column: day.isoformat()}
    )


def _picked(transaction: Transaction, account_id: str, name: str, which: str) -> PromiseRow:
    rows = [row for row in promises_of(transaction.connection, account_id) if row.open]
    if not rows:
        raise Refused(f"No promise to {name} is open.")
    return resolve_row(rows, which, lambda row: row.id, lambda row: row.text, f"open promise to {name}")
