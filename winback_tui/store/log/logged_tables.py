"""Which tables are logged, by which column their rows are named, and which columns stay local."""

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
    "joined_wording",
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
    "letter",
    "letter_objection",
    "testimonial",
    "setting",
    "erasure",
)
"""Parents before children, so that rows can be written back in this order."""

BULK_TABLES = ("account", "sales_order")
"""Tables whose imported rows are not logged one by one: their batch is logged, and its checksum proves them."""

HOME_COLUMNS = frozenset({"no", "batch_no"})
"""Numbers used in this file only: never logged, never sent."""

ROW_NAME = {"sales_order": "key"}
"""The column that names a row in every copy of the book, where it is not `id`."""


TOGETHER = {
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
"""Fields that belong together: in a conflict all are taken from one side."""


@dataclass(frozen=True, slots=True)
class LocalReference:
    """A column with another row's local number; the log stores that row's id instead."""

    table: str
    column: str
    target: str


ACCOUNT_NO = LocalReference("sales_order", "account_no", "account")


def row_name(table: str) -> str:
    """The naming column of `table`."""
    return ROW_NAME.get(table, "id")


def logged_columns(columns: Sequence[str]) -> list[str]:
    """The columns of a table that are logged."""
    return [column for column in columns if column not in HOME_COLUMNS]


def together(table: str, column: str) -> str:
    """The name of the group of fields that this one belongs to; the field itself where there is no group."""
    for group in TOGETHER.get(table, ()):
        if column in group:
            return group[0]
    return column


def only_known(table: str, column: str, cited: str) -> bool:
    """Whether a change of `column` citing one of `cited` only means that its writer knew of it."""
    return column != cited and together(table, column) == together(table, cited)
