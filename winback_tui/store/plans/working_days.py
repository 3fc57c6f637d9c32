"""The days on which each employee works, as the team has written them down."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.days.work_calendar import Leave
from winback_tui.store.settings.settings import settings_under

LEAVE = "leave:"
"""Prefix of the settings that hold an employee's leave, by the employee's id: pairs of ISO days."""


def leave_of_all(connection: sqlite3.Connection) -> tuple[Leave, ...]:
    """Everybody's leave."""
    return tuple(
        Leave(rep_id, date.fromisoformat(first), date.fromisoformat(last))
        for rep_id, spans in settings_under(connection, LEAVE).items()
        for first, last in spans
    )
