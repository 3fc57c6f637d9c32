"""Promises to a customer, tracked until they are kept: A5, B14 (promise only what we will keep)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.days.day_in_text import day_in_text
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.wording import full_day
from winback_tui.services.book.account_action import ActionResult, account_action, day_words, iso
from winback_tui.services.book.clock import day_done
from winback_tui.services.book.lookup import find_account, resolve_row
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import open_case_of
from winback_tui.store.contacts.promises import PromiseRow, promises_of
from winback_tui.store.contacts.writes import end_promise, insert_promise
from winback_tui.store.write import Transaction


def make_promise(
    book: Book, ref: str, text: str, due_on: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Record what was promised to the account, and by when: the day given, or the one in its words.

    Raises BadInput without words or for a day in the past.
    """
    account = find_account(book, ref)
    what = clean_line(text)
    if not what:
        raise BadInput(f"Write what was promised to {account.name}.")
    with account_action(book, "promise", account, dry_run=dry_run) as transaction:
        if due_on is not None and due_on < transaction.today:
            raise BadInput(f"{full_day(due_on)} is in the past; promise it for today or a later day.")
        due_on = due_on or day_in_text(what, transaction.today)
        case = open_case_of(transaction.connection, account.id)
        promise_id = insert_promise(transaction, account.id, case.id if case else None, what, due_on)
        by = f" by {day_words(due_on, transaction.today)}" if due_on else ""
        transaction.sentence = f"Promised to {account.name}: {what}{by}"
    warnings = () if due_on else ("A promise without a day is easily forgotten; give it one.",)
    return ActionResult(
        transaction.sentence, account.id, account.name, promise_id, warnings, {"due_on": iso(due_on) or None}
    )


def keep_promise(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Note that a promise was kept. `which` is its number, id or words; the only open one where empty."""
    return _end(book, ref, which, on_day, dry_run, was_kept=True)


def break_promise(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Note that a promise was broken; the comparison of the three voices will show it (playbook M8)."""
    return _end(book, ref, which, on_day, dry_run, was_kept=False)


def _end(
    book: Book, ref: str, which: str, on_day: date | None, dry_run: bool, *, was_kept: bool
) -> ActionResult:
    account = find_account(book, ref)
    word = "kept" if was_kept else "broken"
    with account_action(book, "promise", account, dry_run=dry_run) as transaction:
        row = _open_promise(transaction, account, which)
        day = day_done(on_day, transaction.today, f"Marking '{row.text[:60]}' as {word}")
        end_promise(transaction, row.id, day, was_kept=was_kept)
        late = was_kept and row.due_on is not None and day > row.due_on
        transaction.sentence = f"Promise to {account.name} {word}{', late' if late else ''}: {row.text}"
    facts = {f"{word}_on": day.isoformat()}
    return ActionResult(transaction.sentence, account.id, account.name, row.id, facts=facts)


def _open_promise(transaction: Transaction, account: AccountRef, which: str) -> PromiseRow:
    rows = [row for row in promises_of(transaction.connection, account.id) if row.open]
    if not rows:
        raise Refused(f"{account.name} has no open promise.")
    return resolve_row(
        rows, which, lambda row: row.id, lambda row: row.text, f"open promise to {account.name}"
    )
