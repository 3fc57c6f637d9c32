"""Disputes grouped to conflicts: fields that say one thing between them are decided together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from .disputes import Decisions, Dispute, disputed_rows, disputes_of

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
"""Fields that say one thing between them: taken from one side together."""


def together(table: str, column: str) -> str:
    """The name of the group of fields that this one belongs to; the field itself where it stands alone."""
    for group in TOGETHER.get(table, ()):
        if column in group:
            return group[0]
    return column


def open_groups(connection: sqlite3.Connection) -> Iterator[tuple[Dispute, ...]]:
    """The disputes behind every open conflict: much quicker than the conflicts themselves."""
    decisions = Decisions(connection)
    for table, row in disputed_rows(connection):
        yield from groups_of(connection, table, row, decisions)


def groups_of(
    connection: sqlite3.Connection, table: str, row: str, decisions: Decisions | None = None
) -> list[tuple[Dispute, ...]]:
    """The disputes of a row; those about fields that belong together are one conflict."""
    groups: dict[str, list[Dispute]] = {}
    for dispute in disputes_of(connection, table, row, decisions):
        groups.setdefault(together(table, dispute.column), []).append(dispute)
    return [tuple(group) for group in groups.values()]
