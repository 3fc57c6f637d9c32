"""The reasons that the interviews of a case name, one by one and together."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.domain.case import why
from winback_tui.domain.case.diagnosis import Diagnosis, StatedReason, diagnose
from winback_tui.domain.case.reasons import Reasons
from winback_tui.domain.interview.answer import YES
from winback_tui.domain.interview.script import Meaning
from winback_tui.services.interviews.interviews import InterviewRecord

UNNAMED = "other"
"""The class of a reason that nobody has put into a class yet."""


def stated_reasons(record: InterviewRecord) -> list[StatedReason]:
    """The reasons that one interview names: the root cause, and the stated reason where it is another one."""
    flow, roots = record.flow, why.roots(record.chain)
    stated, root = flow.value(Meaning.STATED_CLASS), flow.value(Meaning.ROOT_CLASS)
    if not root and not stated:
        if not record.chain and not flow.value(Meaning.REFUSAL):
            return []
        stated, root = ("", UNNAMED) if roots else (UNNAMED, "")
    found = []
    if root:
        human = flow.value(Meaning.HUMAN) == YES
        found.append(
            StatedReason(
                record.head.id,
                record.head.person,
                root,
                root=bool(roots),
                confidence=max((node.confidence for node in roots), default=0),
                human=human,
                whom=flow.value(Meaning.HUMAN_WHO) if human else "",
                promise_broken=flow.value(Meaning.PROMISE_BROKEN) if human else "",
            )
        )
    if stated and stated != root:
        found.append(StatedReason(record.head.id, record.head.person, stated))
    return found


def diagnosis(interviews: Sequence[InterviewRecord], reasons: Reasons) -> Diagnosis:
    """What several interviews of a case say together."""
    groups = {each.code: each.group.value for each in reasons.all}
    stated = [reason for record in interviews for reason in stated_reasons(record)]
    return diagnose(stated, groups, reasons.labels)
