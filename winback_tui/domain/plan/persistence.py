"""Playbook G2: a persistence plan fixes the number of contacts; the only change allowed is more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from winback_tui.domain.errors import Refused
from winback_tui.domain.wording.wording import count, full_day

from .steps import PlanStep


def contacts(steps: Sequence[PlanStep]) -> int:
    """How many contacts with the customer the plan holds, done or open."""
    return sum(step.contact for step in steps)


def keep_contacts(before: Sequence[PlanStep], after: Sequence[PlanStep], persistence: bool = True) -> None:
    """Lets a changed plan pass when it loses no contact; moving one to another day or channel is not a loss.

    `after` is the whole plan as it would be. With `persistence` false everything passes. Pass the state
    `before` the change too when the plan stops being a persistence plan, or is replaced by another one.
    Raises Refused with rule G2 naming the contact that would be lost.
    """
    if not persistence:
        return
    remaining = {step.id for step in after if step.contact}
    for step in before:
        if step.contact and step.id and step.id not in remaining:
            raise Refused(
                f"This is a persistence plan: the {step.channel} on {full_day(step.on_day)} may be moved"
                " but not removed, contacts can only be added.",
                "G2",
            )
    if contacts(after) < contacts(before):
        raise Refused(
            f"This is a persistence plan with {count(contacts(before), 'contact')}; the changed one would"
            f" have {contacts(after)}, contacts can only be added.",
            "G2",
        )


def keep_persistence(before: bool, after: bool, steps_open: int) -> None:
    """Refuses to turn a running persistence plan into an ordinary one, which could lose contacts (G2)."""
    if before and not after and steps_open:
        raise Refused(
            f"This is a persistence plan with {count(steps_open, 'step')} still open; keep to it.", "G2"
        )


def keep_span(steps: Sequence[PlanStep], moved: PlanStep, on_day: date) -> None:
    """Lets a contact of a persistence plan move to `on_day`.

    Raises Refused (G2) beyond the plan's last contact: a contact put off without end is one lost.
    """
    last = max((step.on_day for step in steps if step.contact), default=moved.on_day)
    if on_day > last:
        raise Refused(
            f"This is a persistence plan until {full_day(last)}: the {moved.channel} may be moved up to that day, no"
            " later; add a contact for a later day.",
            "G2",
        )


def require_ended(steps: Sequence[PlanStep], account: str) -> None:
    """Lets a case with a persistence plan be closed. Raises Refused (G2) while contacts of it are still open."""
    still_open = sum(step.contact and step.open for step in steps)
    if still_open:
        raise Refused(
            f"The persistence plan for {account} has {count(still_open, 'contact')} still open; make them, or decide"
            " to let the account go.",
            "G2",
        )
