"""Working days of the team: weekends, holidays and leave; plans pause on all of them."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.plan import Leave, WorkCalendar
from winback_tui.playbook.holidays import days_off
from winback_tui.store.read.settings import setting
from winback_tui.store.read.working_days import leave_of_all

YEARS_AHEAD = 3


def work_calendar(connection: sqlite3.Connection, today: date, *more: Leave) -> WorkCalendar:
    """The calendar that plans are scheduled on: settings `country`, `holidays`, and everybody's leave."""
    country, own = setting(connection, "country", ""), setting(connection, "holidays", [])
    holidays = days_off(country, own, range(today.year, today.year + YEARS_AHEAD + 1))
    return WorkCalendar(holidays, (*leave_of_all(connection), *more))
