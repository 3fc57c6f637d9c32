"""Steps that plan and stop themselves: the reminders of a quote, and the watch after a return."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .steps import StepTemplate

QUOTE, WATCH = "quote", "watch"
"""The kinds of series; a step carries the kind and what it is about, such as `quote:2026-11-22`."""

REMINDER_DAYS = (0, 1, 6)
"""Days after which a quote is followed up: at once, next day, after five to seven (playbook section 10)."""
FRESH_DAYS = 7
"""A quote asked for longer ago gets no more reminders: only the sign mentions it."""


def reminders(what: str) -> tuple[StepTemplate, ...]:
    """After they asked for `what` (a quote, a price list): at once, next day, after five to seven days (T3)."""
    # imported here, because every list needs the kinds above
    from winback_tui.domain.wording.channels import Channel

    from .steps import StepTemplate

    at_once, next_day, later = REMINDER_DAYS
    return (
        StepTemplate(at_once, Channel.MAIL, f"Send the {what}"),
        StepTemplate(next_day, Channel.CALL, f"Ask whether the {what} arrived"),
        StepTemplate(later, Channel.CALL, f"Ask what they think of the {what}"),
    )


def quote_series(asked_on: date) -> str:
    """The series of what was asked for on this day."""
    return f"{QUOTE}:{asked_on.isoformat()}"


def watch_series(case_id: str) -> str:
    """The series of the return that answers this case."""
    return f"{WATCH}:{case_id}"
