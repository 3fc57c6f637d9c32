"""A letter to a lost customer: the day it may be planned for, and what it may not say yet (playbook B20, W5)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.errors import Refused
from winback_tui.domain.wording.wording import full_day

from .facts import GateFacts
from .rules import causes_removed, true_that_we_changed


def repaired_by(facts: GateFacts) -> date | None:
    """The day on which the last open repair of a standing cause is due; None where none has a day."""
    return max(
        (fix.due_on for cause in facts.standing for fix in cause.fixes if fix.open and fix.due_on),
        default=None,
    )


def require_letter(facts: GateFacts, day: date) -> None:
    """Lets a letter be planned for `day`. Raises Refused (B20) for a day on which a cause will still stand.

    That is today, and every day before the last repair is due. A letter that asks why, before the interview, is free.
    """
    gate, due = causes_removed(facts), repaired_by(facts)
    if gate.closed and facts.interviews_finished and (day <= facts.today or (due is not None and day < due)):
        raise Refused(f"A letter cannot go out on {full_day(day)}: {gate.sentence}", gate.rule)


def not_to_be_said(facts: GateFacts) -> tuple[str, ...]:
    """What a letter may not claim now (W5: "we changed" only when it is true), one sentence; nothing if we changed."""
    causes, changed = causes_removed(facts), true_that_we_changed(facts)
    if causes.closed:
        return (f"A letter cannot yet say that we have changed: {causes.sentence}",)
    return (changed.sentence,) if changed.closed else ()
