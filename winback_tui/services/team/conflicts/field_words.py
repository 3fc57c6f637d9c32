"""What a row, a field and a value are called where people decide about them."""

from __future__ import annotations

from enum import Enum


class FieldKind(Enum):
    """What a field holds, and so how its value is shown and typed."""

    TEXT = "text"
    MONEY = "amount"
    DAY = "day"
    YES_NO = "yes or no"
    EMPLOYEE = "employee"
    SHARE = "share"
    NUMBER = "whole number"
    MOMENT = "time"
    ROW = "another row"


ROWS = {
    "account": ("account", "name"),
    "activity": ("contact", "outcome"),
    "answer": ("answer", "question"),
    "cause": ("cause", "reason"),
    "competitor": ("rival", "name"),
    "complaint": ("complaint", "text"),
    "condition": ("condition", "text"),
    "decision": ("decision", "verdict"),
    "fix": ("fix", "what"),
    "former_name": ("former name", "name"),
    "import_batch": ("import", "file"),
    "interview": ("interview", "person"),
    "joined_wording": ("joined wording", "wording"),
    "loss_case": ("case", "lost_on"),
    "offer": ("offer", "kind"),
    "override": ("override", "reason"),
    "own_change": ("own change", "what"),
    "person": ("person", "name"),
    "plan": ("plan", "strategy"),
    "promise": ("promise", "text"),
    "rep": ("employee", "name"),
    "rival_assessment": ("assessment of a rival", "found"),
    "rival_objection": ("objection", "objection"),
    "sales_order": ("order", "number"),
    "segment": ("segment", "name"),
    "setting": ("setting", "id"),
    "snooze": ("put aside", "until_on"),
    "step": ("plan step", "purpose"),
    "testimonial": ("testimonial", "text"),
    "why_node": ("why", "text"),
}
"""By table: the word for a row, and the column by which people recognise it."""


_FIELDS = {
    "account_id": "account",
    "account_no": "account",
    "at": "time",
    "beyond": "out of reach",
    "by_id": "by",
    "external_id": "customer number",
    "contract_ends_on": "contract ends",
    "welcome_ends_on": "welcome discount ends",
    "gone_reason": "gone for good",
    "day": "date",
    "on_day": "date",
    "linked_to": "merged into",
    "lost_by_id": "lost by",
    "owner_id": "owner",
    "responsible_id": "responsible",
    "decided_by_id": "decided by",
    "interviewer_id": "interviewer",
    "competitor_id": "rival",
    "-": "deleted or not",
}
YES_NO = {
    "active",
    "decision_maker",
    "fixable",
    "human",
    "hunts_price",
    "pays_badly",
    "persistence",
    "reference_customer",
    "refers_others",
    "root",
    "stated",
}
NAME_COLUMNS = {
    "owner_id": "rep",
    "responsible_id": "rep",
    "lost_by_id": "rep",
    "by_id": "rep",
    "decided_by_id": "rep",
    "interviewer_id": "rep",
    "competitor_id": "competitor",
    "account_id": "account",
    "account_no": "account",
    "linked_to": "account",
}
MINOR = frozenset({"amount", "cost", "margin", "value"})
DAYS = frozenset({"day", "on_day", "wait_until"})
MOMENTS = frozenset({"at", "started_at", "finished_at"})
"""Columns that hold instants in UTC milliseconds."""
SHARES = frozenset({"chance"})
"""Columns that hold shares of 1 in basis points."""


def field_name(table: str, column: str) -> str:
    """A field in words."""
    return _FIELDS.get(column, column.removesuffix("_id").removesuffix("_on").replace("_", " "))
