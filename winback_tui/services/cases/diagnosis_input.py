"""What each interview tells of the reasons, and what they tell together."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.domain.case import why
from winback_tui.domain.case.diagnosis import Diagnosis, StatedReason, diagnose
from winback_tui.domain.case.reasons import Reasons
from winback_tui.domain.interview.answer import YES
from winback_tui.domain.interview.script import Meaning
from winback_tui.services.interviews.interviews import InterviewRecord

UNNAMED = "other"
"""The class of a reason that nobody has classed yet."""


def stated_reasons(held: InterviewRecord) -> list[StatedReason]:
    """What one interview tells: the root, and the stated reason where it is another one."""
    flow, roots = held.flow, why.roots(held.chain)
    stated, root = flow.value(Meaning.STATED_CLASS), flow.value(Meaning.ROOT_CLASS)
    if not root and not stated:
        if not held.chain and not flow.value(Meaning.REFUSAL):
            return []
        stated, root = ("", UNNAMED) if roots else (UNNAMED, "")
    told = []
    if root:
        human = flow.value(Meaning.HUMAN) == YES
        told.append(
            StatedReason(
                held.head.id,
                held.head.person,
                root,
                root=bool(roots),
                confidence=max((node.confidence for node in roots), default=0),
                human=human,
                whom=flow.value(Meaning.HUMAN_WHO) if human else "",
                promise_broken=flow.value(Meaning.PROMISE_BROKEN) if human else "",
            )
        )
    if stated and stated != root:
        told.append(StatedReason(held.head.id, held.head.person, stated))
    return told


def diagnosis(interviews: Sequence[InterviewRecord], reasons: Reasons) -> Diagnosis:
    """What several interviews of a case tell together."""
    groups = {each.code: each.group.value for each in reasons.all}
    return diagnose([told for held in interviews for told in stated_reasons(held)], groups, reasons.labels)
