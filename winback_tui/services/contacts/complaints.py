"""Complaints: logged with severity, answered, resolved (playbook L3, M12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from winback_tui.domain.account.complaints import ComplaintRecord, checked
from winback_tui.domain.case.severity import severity_of
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.text import clean
from winback_tui.domain.wording.wording import count
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.lookup import find_account, resolve_row
from winback_tui.store.book import Book
from winback_tui.store.contacts.complaints import ComplaintRow, complaints_of
from winback_tui.store.contacts.writes import insert_complaint, set_complaint_days


def log_complaint(
    book: Book,
    ref: str,
    text: str,
    severity: int = 2,
    on_day: date | None = None,
    answered_on: date | None = None,
    resolved_on: date | None = None,
    dry_run: bool = False,
) -> ActionResult:
    """Log what the account complains about; `severity` is 1 to 5 as the customer sees it.

    Raises BadInput without words, for a severity off the scale or impossible days.
    """
    account = find_account(book, ref)
    words = clean(text)
    if not words:
        raise BadInput(f"Write what {account.name} complains about.")
    mark = severity_of(severity)
    with account_action(book, "complaint", account, dry_run=dry_run) as transaction:
        facts = ComplaintRecord(on_day or transaction.today, severity, words, answered_on, resolved_on)
        checked(facts, transaction.today)
        complaint_id = insert_complaint(transaction, account.id, facts)
        transaction.sentence = (
            f"Complaint of {account.name} logged, severity {severity} of 5, {mark.name}"
            f" ({count(facts.marks, 'black mark')})"
        )
    return ActionResult(
        transaction.sentence, account.id, account.name, complaint_id, facts={"severity": severity}
    )


def answer_complaint(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Note the day of the answer to an open complaint: the only one, or that of this number, id or words."""
    return _change(book, ref, which, on_day, dry_run, resolved=False)


def resolve_complaint(
    book: Book, ref: str, which: str = "", on_day: date | None = None, dry_run: bool = False
) -> ActionResult:
    """Note the day on which a complaint was settled; without an answer before, that day is the answer too."""
    return _change(book, ref, which, on_day, dry_run, resolved=True)


def settle_complaint(book: Book, ref: str, which: str = "", dry_run: bool = False) -> ActionResult:
    """The next thing to note about an open complaint: that it was answered, or else that it was resolved."""
    account = find_account(book, ref)
    with book.read() as connection:
        waiting = [
            row.id
            for row in complaints_of(connection, account.id)
            if row.complaint.open and row.complaint.answered_on is None
        ]
    answered = which not in waiting if which else not waiting
    return _change(book, ref, which, None, dry_run, resolved=answered)


def _change(
    book: Book, ref: str, which: str, on_day: date | None, dry_run: bool, *, resolved: bool
) -> ActionResult:
    account = find_account(book, ref)
    with account_action(book, "complaint", account, dry_run=dry_run) as transaction:
        rows = [row for row in complaints_of(transaction.connection, account.id) if row.complaint.open]
        if not resolved:
            rows = [row for row in rows if row.complaint.answered_on is None]
        if not rows:
            raise Refused(f"{account.name} has no {'open' if resolved else 'unanswered'} complaint.")
        chosen: ComplaintRow = resolve_row(
            rows, which, lambda row: row.id, lambda row: row.complaint.text, f"complaint of {account.name}"
        )
        day = on_day or transaction.today
        answered = chosen.complaint.answered_on or day
        facts = replace(chosen.complaint, answered_on=answered, resolved_on=day if resolved else None)
        checked(facts, transaction.today)
        set_complaint_days(transaction, chosen.id, facts)
        transaction.sentence = (
            f"Complaint of {account.name} from {day_words(facts.on_day, transaction.today)}"
            f" {'resolved' if resolved else 'answered'} after"
            f" {count((day - facts.on_day).days, 'day')}"
        )
    return ActionResult(
        transaction.sentence, account.id, account.name, chosen.id, facts={"on": day.isoformat()}
    )
