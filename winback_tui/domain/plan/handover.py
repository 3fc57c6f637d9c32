"""Handing an account to another specialist (playbook G2, M10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from winback_tui.domain.errors import Refused

from .steps import PlanStep


def hand_over(
    steps: Sequence[PlanStep], to_id: str, to_name: str, lost_by_id: str = "", override: str = ""
) -> tuple[PlanStep, ...]:
    """The open steps that change hands, each with its new owner; done and dropped ones keep theirs.

    Raises Refused with rule M10 when the new owner is the one who lost the account and no written reason overrides
    it, and with rule G2 when nothing would change hands.
    """
    if lost_by_id and to_id == lost_by_id and not override:
        raise Refused(
            f"{to_name} lost this account; hand it to somebody else, or override with a written reason.",
            "M10",
        )
    changed = tuple(replace(step, owner_id=to_id) for step in steps if step.open and step.owner_id != to_id)
    if not changed:
        raise Refused(f"Every open step is already {to_name}'s; name somebody else.", "G2")
    return changed
