"""What is planned, done, promised and offered."""

from __future__ import annotations

from winback_tui.store.file.row import SyncedRow, optional_reference, reference


class Plan(SyncedRow, table=True):
    """The strategy of a case; a persistence plan may gain steps, never lose them (playbook G2)."""

    case_id: str = reference("loss_case.id")
    strategy: str
    persistence: bool = False
    note: str = ""
    made_on: str


class Step(SyncedRow, table=True):
    """A dated next contact, of a plan or alone."""

    account_id: str = reference("account.id")
    case_id: str | None = optional_reference("loss_case.id")
    plan_id: str | None = optional_reference("plan.id")
    on_day: str
    channel: str = "call"
    purpose: str = ""
    owner_id: str | None = optional_reference("rep.id")
    done_on: str = ""
    dropped_on: str = ""


class Activity(SyncedRow, table=True):
    """A logged contact; `at` in UTC milliseconds."""

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


class Setting(SyncedRow, table=True):
    """A choice of the team; `id` is its name, `value` JSON."""

    value: str
