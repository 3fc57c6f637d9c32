"""What a row, a field and a value are called where people decide about them."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from winback_tui.sync.conflicts.disputes import name_of_row

_ROWS = {
    "account": ("account", "name"),
    "activity": ("contact", "outcome"),
    "answer": ("answer", "question"),
    "cause": ("cause", "reason"),
    "competitor": ("rival", "name"),
    "complaint": ("complaint", "text"),
    "condition": ("condition", "text"),
    "decision": ("decision", "verdict"),
    "fix": ("fix", "what"),
    "import_batch": ("import", "file"),
    "interview": ("interview", "person"),
    "loss_case": ("case", "lost_on"),
    "offer": ("offer", "kind"),
    "override": ("override", "reason"),
    "person": ("person", "name"),
    "plan": ("plan", "strategy"),
    "promise": ("promise", "text"),
    "rep": ("employee", "name"),
    "sales_order": ("order", "number"),
    "segment": ("segment", "name"),
    "setting": ("setting", "id"),
    "snooze": ("put aside", "until_on"),
    "step": ("plan step", "purpose"),
    "why_node": ("why", "text"),
}
"""A table's row in words, and the column that names it to people."""

_TOGETHER = {
    "activity": (("on_day", "at", "outcome"),),
    "complaint": (("answered_on", "resolved_on"),),
    "condition": (("term", "text"),),
    "decision": (("verdict", "reason", "wait_until", "review_on"),),
    "loss_case": (("closed_on", "outcome", "closing_note"),),
    "offer": (("kind", "cost", "currency"), ("taken_on", "refused_on")),
    "promise": (("kept_on", "broken_on"),),
    "sales_order": (("amount", "currency", "kind"),),
    "snooze": (("until_on", "reason", "ended_on"),),
    "step": (("done_on", "dropped_on"),),
}
"""Fields that say one thing between them: taken from one side together."""

_FIELDS = {
    "account_id": "account",
    "account_no": "account",
    "at": "time",
    "beyond": "out of reach",
    "by_id": "by",
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
_YES_NO = {
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
_NAMED = {
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
_MINOR = frozenset({"amount", "cost", "margin"})


def row_name(connection: sqlite3.Connection, table: str, row: str, values: dict[str, Any]) -> str:
    """A row in words: plan step "Call about the new carrier"."""
    word, column = _ROWS.get(table, (table, "id"))
    named = row if column == "id" else shown(connection, table, column, values.get(column))
    return f'{word} "{named}"' if named else word


def field_name(table: str, column: str) -> str:
    """A field in words."""
    return _FIELDS.get(column, column.removesuffix("_id").removesuffix("_on").replace("_", " "))


def together(table: str, column: str) -> str:
    """The name of the group of fields that this one belongs to; the field itself where it stands alone."""
    for group in _TOGETHER.get(table, ()):
        if column in group:
            return group[0]
    return column


def shown(connection: sqlite3.Connection, table: str, column: str, value: Any) -> str:
    """A value in words: names for ids, yes and no, amounts with their decimals."""
    if value is None or value == "":
        return ""
    if column in _NAMED:
        return name_of_row(connection, _NAMED[column], value) or str(value)
    if column in _YES_NO:
        return "yes" if value else "no"
    if column in _MINOR and isinstance(value, int):
        return f"{value / 100:,.2f}"
    if table == "setting" and column == "value":
        try:
            told = json.loads(value)
        except ValueError:
            return str(value)
        return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
    return str(value)
