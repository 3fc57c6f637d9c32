"""The progress of a case in a few words: what is done, where it is now, what is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from winback_tui.domain.case.stage import Stage
from winback_tui.domain.wording.marks import RowMark

from .stage_of import CaseFacts, causes_to_fix, stage_of


class StepState(StrEnum):
    """The state of a step; each value is the glyph shown before its word."""

    DONE = RowMark.DONE
    NOW = RowMark.WHOLE
    OPEN = RowMark.NOTHING_YET


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step of a case: `Interview`, `Fix 1 of 2`."""

    words: str
    state: StepState


_NOW = {
    Stage.INTERVIEW: 0,
    Stage.DECIDE: 1,
    Stage.WAITING: 1,
    Stage.CLOSE: 1,
    Stage.FIX: 2,
    Stage.PLAN: 3,
    Stage.PLANNED: 4,
    Stage.CONTACTED: 5,
    Stage.LETTER: 4,
}
"""The step that each stage belongs to; a stage that leads nowhere has none."""


def case_steps(case: CaseFacts, returned: bool = False) -> tuple[CaseStep, ...]:
    """Interview, Decide, Fix, Plan, Contact, New order, each done, under way or open.

    A step out of order, such as a contact made before the interview, shows as done although an earlier one is open.
    Only an order completes the last: M11 (returned means a new order).
    """
    standing, causes = causes_to_fix(case)
    fixed = f"Fix {len(causes) - len(standing)} of {len(causes)}" if causes else "Fix"
    decided = case.verdict == "win-back"
    done = (
        ("Interview", bool(case.interviews_finished) and case.root_known),
        ("Decide", decided),
        (fixed, decided and not standing),
        ("Plan", case.planned and bool(case.responsible)),
        ("Contact", case.contacted_on is not None),
        ("New order", returned),
    )
    now = None if returned else _NOW.get(stage_of(case).stage)
    return tuple(
        CaseStep(words, StepState.DONE if over else StepState.NOW if at == now else StepState.OPEN)
        for at, (words, over) in enumerate(done)
    )
