"""What was done for a customer: contacts, promises, offers, complaints."""

from __future__ import annotations

from sqlalchemy import Index, text

from winback_tui.store.log.tables import SyncedRow, optional_reference, reference


class Activity(SyncedRow, table=True):
    """A logged contact; `at` in UTC milliseconds."""

    __table_args__ = (Index("ix_activity_contact_day", "on_day", sqlite_where=text("channel <> 'internal'")),)

    account_id: str = reference("account.id")
    case_id: str | None = optional_reference("loss_case.id")
    step_id: str | None = optional_reference("step.id")
    person: str = ""
    at: int
    on_day: str
    by_id: str | None = optional_reference("rep.id")
    channel: str = "call"
    outcome: str = ""
    note: str = ""


class Promise(SyncedRow, table=True):
    """Something promised to the customer (playbook A5, B14)."""

    account_id: str = reference("account.id")
    case_id: str | None = optional_reference("loss_case.id")
    text: str
    due_on: str = ""
    kept_on: str = ""
    broken_on: str = ""


class Offer(SyncedRow, table=True):
    """Something offered; `cost` in minor units of `currency`."""

    account_id: str = reference("account.id")
    case_id: str | None = optional_reference("loss_case.id")
    kind: str
    cost: int = 0
    currency: str = ""
    made_on: str
    deadline_on: str = ""
    taken_on: str = ""
    refused_on: str = ""
    note: str = ""


class Complaint(SyncedRow, table=True):
    """A complaint with its severity 1-5 as the customer sees it; days are ISO, empty while open."""

    account_id: str = reference("account.id")
    on_day: str
    text: str
    severity: int = 2
    answered_on: str = ""
    resolved_on: str = ""


class Letter(SyncedRow, table=True):
    """A letter that was written; `sent_on` is '' until it is marked as sent, as the contact `activity_id`.

    `percent` is the discount that it names, 0 for none. A `held_out` one was due but not written, for comparison.
    """

    account_id: str = reference("account.id")
    case_id: str | None = optional_reference("loss_case.id")
    activity_id: str | None = optional_reference("activity.id")
    kind: str
    language: str = "en"
    percent: int = 0
    written_on: str
    sent_on: str = ""
    held_out: bool = False


class LetterObjection(SyncedRow, table=True):
    """An account's wish to get no more letters, kept for good; `note` is in their words."""

    __tablename__ = "letter_objection"

    account_id: str = reference("account.id")
    on_day: str
    note: str = ""


class Testimonial(SyncedRow, table=True):
    """What a returned customer lets us tell others, in their words (playbook section 10); `person` is who said it."""

    account_id: str = reference("account.id")
    on_day: str
    text: str
    person: str = ""
