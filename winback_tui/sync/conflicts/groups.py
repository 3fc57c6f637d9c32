"""Disputes grouped into conflicts: fields that belong together are decided together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from winback_tui.store.log.logged_tables import together

from .disputes import Dispute, disputed_rows, disputes_of
from .row_changes import Decisions


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
