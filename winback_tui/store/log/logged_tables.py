"""Which tables are logged, by which row name, and which columns stay at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LOGGED_TABLES = (
    "rep",
    "segment",
    "competitor",
    "account",
    "former_name",
    "person",
    "snooze",
    "complaint",
    "rival_objection",
    "rival_assessment",
    "own_change",
    "sales_order",
    "import_batch",
    "loss_case",
    "interview",
    "answer",
    "why_node",
    "cause",
    "fix",
    "condition",
    "decision",
    "override",
    "plan",
    "step",
    "activity",
    "promise",
    "offer",
    "testimonial",
    "setting",
    "erasure",
)
"""Parents before children, so that rows can be written back in this order."""

BULK_TABLES = ("account", "sales_order")
"""Tables whose imported rows have no line of the log each: their batch is their line, its checksum their proof."""

HOME_COLUMNS = frozenset({"no", "batch_no"})
"""Numbers of this file only: never logged, never sent."""

ROW_NAME = {"sales_order": "key"}
"""The column that names a row in every copy of the book, where it is not `id`."""


@dataclass(frozen=True, slots=True)
class LocalReference:
    """A column that holds another row's home number; the log carries that row's id instead."""

    table: str
    column: str
    target: str


ACCOUNT_NO = LocalReference("sales_order", "account_no", "account")


def row_name(table: str) -> str:
    """The naming column of `table`."""
    return ROW_NAME.get(table, "id")


def logged_columns(columns: Sequence[str]) -> list[str]:
    """The columns of a table that the log carries."""
    return [column for column in columns if column not in HOME_COLUMNS]
