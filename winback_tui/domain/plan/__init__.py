"""The plan of a return: strategy, dated steps, and the rules that hold a plan together (section 6)."""

from __future__ import annotations

from winback_tui.domain.days.holidays import holidays
from winback_tui.domain.days.work_calendar import Leave, WorkCalendar

from .fatigue import ContactLimit, guard, overload
from .handover import hand_over
from .persistence import contacts, keep_contacts, keep_persistence, keep_span, require_ended
from .schedule import schedule, shift_steps
from .steps import PlanStep, StepTemplate
from .strategy import Means, Proposal, Strategy, propose

__all__ = [
    "ContactLimit",
    "Leave",
    "Means",
    "PlanStep",
    "Proposal",
    "StepTemplate",
    "Strategy",
    "WorkCalendar",
    "contacts",
    "guard",
    "hand_over",
    "holidays",
    "keep_contacts",
    "keep_persistence",
    "keep_span",
    "overload",
    "propose",
    "require_ended",
    "schedule",
    "shift_steps",
]
