"""What a row, a field and a value are called where people decide about them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any

from winback_tui.domain.wording.wording import money_exact, percent
from winback_tui.store.log.install import declared_types
from winback_tui.store.log.rows import current_row
from winback_tui.store.settings.settings import usual_currency
from winback_tui.sync.conflicts.disputes import name_of_row


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
_MINOR = frozenset({"amount", "cost", "margin", "value"})
_DAYS = frozenset({"day", "on_day", "wait_until"})
_MOMENTS = frozenset({"at", "started_at", "finished_at"})
"""UTC milliseconds."""
_SHARES = frozenset({"chance"})
"""Shares of 1 in basis points."""


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


def field_kind(connection: sqlite3.Connection, table: str, column: str) -> FieldKind:
    """What the field holds."""
    if column in _NAMED:
        return FieldKind.EMPLOYEE if _NAMED[column] == "rep" else FieldKind.ROW
    if column.endswith("_id"):
        return FieldKind.ROW
    declared = declared_types(connection, table).get(column, "VARCHAR")
    if column in _YES_NO or declared == "BOOLEAN":
        return FieldKind.YES_NO
    if column in _SHARES:
        return FieldKind.SHARE
    if column in _MOMENTS:
        return FieldKind.MOMENT
    if declared == "INTEGER":
        return FieldKind.MONEY if column in _MINOR else FieldKind.NUMBER
    return FieldKind.DAY if column.endswith("_on") or column in _DAYS else FieldKind.TEXT


def currency_of(connection: sqlite3.Connection, account_id: str, values: Mapping[str, Any]) -> str:
    """The currency of a row's amounts: its own, else the account's, else that of most accounts."""
    if values.get("currency"):
        return str(values["currency"])
    above = current_row(connection, "account", account_id) if account_id else None
    return str((above or {}).get("currency") or "") or usual_currency(connection)


def shown(connection: sqlite3.Connection, table: str, column: str, value: Any, currency: str = "") -> str:
    """A value in words: names for ids, yes and no, amounts with their decimals and currency."""
    if value is None or value == "":
        return ""
    if column in _NAMED:
        return name_of_row(connection, _NAMED[column], value) or str(value)
    if column in _YES_NO:
        return "yes" if value else "no"
    if column in _MINOR and isinstance(value, int):
        return money_exact(value, currency)
    if column in _SHARES and isinstance(value, int):
        return percent(value / 10_000)
    if column in _MOMENTS and isinstance(value, int):
        return f"{datetime.fromtimestamp(value / 1000).astimezone():%Y-%m-%d %H:%M}"
    if table == "setting" and column == "value":
        return _setting_words(value)
    return str(value)


def _setting_words(value: str) -> str:
    try:
        told = json.loads(value)
    except ValueError:
        return str(value)
    return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
