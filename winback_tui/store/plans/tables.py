"""What is planned for an account, and what the team has chosen."""

from __future__ import annotations

from winback_tui.store.log.tables import SyncedRow, optional_reference, reference


class Plan(SyncedRow, table=True):
    """The strategy of a case; a persistence plan may gain steps, never lose them (playbook G2)."""

    case_id: str = reference("loss_case.id")
    strategy: str
    persistence: bool = False
    note: str = ""
    made_on: str


class Step(SyncedRow, table=True):
    """A dated next contact, of a plan or alone; `series` names the reminders that it is one of, '' for none."""

    account_id: str = reference("account.id")
    case_id: str | None = optional_reference("loss_case.id")
    plan_id: str | None = optional_reference("plan.id")
    on_day: str
    channel: str = "call"
    purpose: str = ""
    owner_id: str | None = optional_reference("rep.id")
    done_on: str = ""
    dropped_on: str = ""
    series: str = ""


class Setting(SyncedRow, table=True):
    """A setting of the team; `id` is its name, `value` JSON."""

    value: str
