"""Writing what was done for a customer: contacts, notes, promises, offers, complaints."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.account.complaints import ComplaintRecord
from winback_tui.domain.plan.offers import LedgerOffer
from winback_tui.store.read import day_text
from winback_tui.store.write import Transaction


def insert_activity(
    transaction: Transaction,
    account_id: str,
    case_id: str | None,
    *,
    channel: str,
    outcome: str,
    note: str,
    by_id: str | None,
    on_day: date,
    person: str = "",
    step_id: str | None = None,
) -> str:
    """Write a contact, or with the channel `internal` a note; returns its id."""
    return transaction.insert(
        "activity",
        account_id=account_id,
        case_id=case_id,
        step_id=step_id,
        person=person,
        at=transaction.now_ms,
        on_day=on_day.isoformat(),
        by_id=by_id,
        channel=channel,
        outcome=outcome,
        note=note,
    )


def insert_promise(
    transaction: Transaction,
    account_id: str,
    case_id: str | None,
    text: str,
    due_on: date | None,
    row_id: str = "",
) -> str:
    """Write what was promised; returns its id, a new one where none is given."""
    own_id = {"id": row_id} if row_id else {}
    return transaction.insert(
        "promise", account_id=account_id, case_id=case_id, text=text, due_on=day_text(due_on), **own_id
    )


def set_promise_text(transaction: Transaction, promise_id: str, text: str, due_on: date | None) -> None:
    """Change the words of a promise, and its day."""
    transaction.update("promise", promise_id, text=text, due_on=day_text(due_on))


def end_promise(transaction: Transaction, promise_id: str, day: date, *, was_kept: bool) -> None:
    """Record that a promise was kept, or broken, on this day."""
    transaction.update("promise", promise_id, **{"kept_on" if was_kept else "broken_on": day.isoformat()})


def remove_promise(transaction: Transaction, promise_id: str) -> None:
    """Remove a promise."""
    transaction.delete("promise", promise_id)


def insert_offer(
    transaction: Transaction, account_id: str, case_id: str | None, offer: LedgerOffer, note: str
) -> str:
    """Write an offer that nobody has answered; returns its id."""
    return transaction.insert(
        "offer",
        account_id=account_id,
        case_id=case_id,
        kind=offer.kind,
        cost=offer.cost.minor,
        currency=offer.cost.currency,
        made_on=offer.made_on.isoformat(),
        deadline_on=day_text(offer.deadline_on),
        note=note,
    )


def answer_offer(transaction: Transaction, offer_id: str, day: date, *, taken: bool) -> None:
    """Record that an offer was taken, or refused, on this day."""
    transaction.update(
        "offer",
        offer_id,
        taken_on=day.isoformat() if taken else "",
        refused_on="" if taken else day.isoformat(),
    )


def insert_complaint(transaction: Transaction, account_id: str, complaint: ComplaintRecord) -> str:
    """Write a complaint; returns its id."""
    return transaction.insert(
        "complaint",
        account_id=account_id,
        on_day=complaint.on_day.isoformat(),
        text=complaint.text,
        severity=complaint.severity,
        answered_on=day_text(complaint.answered_on),
        resolved_on=day_text(complaint.resolved_on),
    )


def set_complaint_days(transaction: Transaction, complaint_id: str, complaint: ComplaintRecord) -> None:
    """Write down when a complaint was answered and resolved."""
    transaction.update(
        "complaint",
        complaint_id,
        answered_on=day_text(complaint.answered_on),
        resolved_on=day_text(complaint.resolved_on),
    )


def insert_letter(
    transaction: Transaction,
    account_id: str,
    case_id: str | None,
    kind: str,
    language: str,
    percent: int,
    row_id: str = "",
    held_out: bool = False,
) -> str:
    """Record a letter as written today, or `held_out` for comparison; returns its id, a new one where none is given."""
    own_id = {"id": row_id} if row_id else {}
    return transaction.insert(
        "letter",
        account_id=account_id,
        case_id=case_id,
        kind=kind,
        language=language,
        percent=percent,
        written_on=transaction.today.isoformat(),
        held_out=held_out,
        **own_id,
    )


def set_letter_sent(transaction: Transaction, letter_id: str, day: date, activity_id: str) -> None:
    """Write down that a letter went out on this day, as this contact."""
    transaction.update("letter", letter_id, sent_on=day.isoformat(), activity_id=activity_id)


def insert_objection(transaction: Transaction, account_id: str, day: date, note: str) -> str:
    """Record that an account wants no more letters; returns its id."""
    return transaction.insert("letter_objection", account_id=account_id, on_day=day.isoformat(), note=note)
