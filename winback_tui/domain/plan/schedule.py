"""From a strategy's step templates to dated steps, and the shift of dated steps past days off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from winback_tui.domain.days.work_calendar import WorkCalendar
from winback_tui.domain.wording.channels import Channel
from winback_tui.domain.wording.wording import full_day

from .steps import PlanStep, StepTemplate


def schedule(
    templates: Sequence[StepTemplate],
    start: date,
    owner_id: str,
    calendar: WorkCalendar,
    not_before: date | None = None,
) -> tuple[PlanStep, ...]:
    """Dated steps for `owner_id`, counted from `start`, on working days only and in their order.

    Contacts wait for `not_before` (playbook B16) and keep their spacing after it; internal tasks do not wait. Two
    contacts planned for different days never meet on one day.
    """
    contacts = [template.day for template in templates if template.channel != Channel.INTERNAL]
    first_contact = start + timedelta(days=min(contacts, default=0))
    wait = max(timedelta(), not_before - first_contact) if not_before else timedelta()
    steps: list[PlanStep] = []
    latest: tuple[int, date] | None = None
    for template in sorted(templates, key=lambda template: template.day):
        contact = template.channel != Channel.INTERNAL
        planned = start + timedelta(days=template.day) + (wait if contact else timedelta())
        day = calendar.working_day(planned, owner_id)
        if contact and latest and day <= latest[1]:
            together = template.day == latest[0]
            day = latest[1] if together else calendar.working_day(latest[1] + timedelta(days=1), owner_id)
        if contact:
            latest = (template.day, day)
        moved = _why_moved(planned, day, owner_id, calendar)
        steps.append(PlanStep(day, template.channel, template.purpose, owner_id, moved=moved))
    return tuple(sorted(steps, key=lambda step: step.on_day))


def shift_steps(steps: Sequence[PlanStep], calendar: WorkCalendar) -> tuple[PlanStep, ...]:
    """The open steps that fall on a day off, each on its new day; the others need no change."""
    moves = []
    for step in steps:
        if not step.open:
            continue
        day = calendar.working_day(step.on_day, step.owner_id)
        if day != step.on_day:
            moved = _why_moved(step.on_day, day, step.owner_id, calendar)
            moves.append(replace(step, on_day=day, moved=moved))
    return tuple(moves)


def _why_moved(planned: date, day: date, owner_id: str, calendar: WorkCalendar) -> str:
    if planned == day:
        return ""
    why = calendar.day_off(planned, owner_id) or "the contact before it"
    return f"moved from {full_day(planned)}: {why}"
