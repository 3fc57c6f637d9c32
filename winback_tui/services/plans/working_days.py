"""Working days of the team: weekends, holidays and leave; plans pause on all of them."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.days.work_calendar import Leave, WorkCalendar
from winback_tui.domain.errors import NotFound
from winback_tui.domain.plan.schedule import shift_steps
from winback_tui.domain.text import clean_name
from winback_tui.domain.wording.wording import count
from winback_tui.playbook.holidays import days_off
from winback_tui.services.accounts.reps import REP, find_named
from winback_tui.services.book.account_action import ActionResult, day_words
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.accounts.reps import rep_names
from winback_tui.store.book import Book
from winback_tui.store.plans.steps import open_steps_of_owner
from winback_tui.store.plans.writes import set_step_day
from winback_tui.store.settings.settings import setting, settings_under
from winback_tui.store.write import act

YEARS_AHEAD = 3

LEAVE = "leave:"
"""Prefix of the settings that hold an employee's leave, by the employee's id: pairs of ISO days."""


def work_calendar(connection: sqlite3.Connection, today: date, *more: Leave) -> WorkCalendar:
    """The calendar that plans are scheduled on: settings `country`, `holidays`, and everybody's leave."""
    country, own = setting(connection, "country", ""), setting(connection, "holidays", [])
    holidays = days_off(country, own, range(today.year, today.year + YEARS_AHEAD + 1))
    return WorkCalendar(holidays, (*leave_of_all(connection), *more))


def leave_of_all(connection: sqlite3.Connection) -> tuple[Leave, ...]:
    """Everybody's leave."""
    return tuple(
        Leave(rep_id, date.fromisoformat(first), date.fromisoformat(last))
        for rep_id, spans in settings_under(connection, LEAVE).items()
        for first, last in spans
    )


def take_leave(book: Book, name: str, first: date, last: date, dry_run: bool = False) -> ActionResult:
    """Record an employee's leave, both days included; open steps that fall on it move to the next working day.

    Raises NotFound for an unknown employee, BadInput when the leave ends before it begins.
    """
    with act(book, "leave", "", dry_run=dry_run) as transaction:
        rep = find_named(transaction, REP, name)
        if rep is None:
            known = rep_names(transaction.connection)
            raise NotFound(f"No employee is called '{clean_name(name)}'.", known[:5])
        rep_id = rep.id
        leave = Leave(rep_id, first, last)
        spans = [*setting(transaction.connection, LEAVE + rep_id, []), [first.isoformat(), last.isoformat()]]
        write_setting(transaction, LEAVE + rep_id, spans)
        falling = [
            each
            for each in open_steps_of_owner(transaction.connection, rep_id)
            if first <= each.step.on_day <= last
        ]
        account_of = {each.step.id: each.account_id for each in falling}
        moves = shift_steps(
            [each.step for each in falling],
            work_calendar(transaction.connection, transaction.today, leave),
        )
        for step in moves:
            set_step_day(transaction, step.id, step.on_day)
            transaction.touch(account_of[step.id])
        moved = f"; {count(len(moves), 'step')} moved" if moves else ""
        span = f"{day_words(first, transaction.today)} to {day_words(last, transaction.today)}"
        transaction.sentence = f"{rep.name} is on leave from {span}{moved}"
    return ActionResult(transaction.sentence, "", "", rep_id, facts={"moved": len(moves)})
