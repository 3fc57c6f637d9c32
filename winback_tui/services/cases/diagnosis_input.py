"""The reasons that the interviews of a case name, one by one and together."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.domain.case.diagnosis import Diagnosis, StatedReason, diagnose
from winback_tui.domain.case.reasons import Nature, Reasons
from winback_tui.domain.interview.answer import YES
from winback_tui.domain.interview.script import Meaning
from winback_tui.services.interviews.interviews import InterviewRecord

UNNAMED = "other"
"""The class of a reason that nobody has classified yet."""


def stated_reasons(record: InterviewRecord, reasons: Reasons | None = None) -> list[StatedReason]:
    """The reasons that one interview names: each root cause, and the stated reason where it is not among them.

    A human failure belongs to the first root that is about a person, else to the first (M8).
    """
    flow = record.flow
    stated = flow.value(Meaning.STATED_CLASS)
    roots = [(root.text, root.confidence, code) for root, code in record.root_classes]
    reached = bool(roots)
    if not roots and flow.value(Meaning.ROOT_CLASS):
        roots = [("", 0, flow.value(Meaning.ROOT_CLASS))]
    if not stated and not roots:
        if not record.chain and not flow.value(Meaning.REFUSAL):
            return []
        stated = UNNAMED
    if roots and not stated and not any(code for _, _, code in roots):
        roots = [(text, sure, UNNAMED) for text, sure, _ in roots]
    classes = [code or stated or UNNAMED for _, _, code in roots]
    failed = _about_a_person(classes, reasons) if flow.value(Meaning.HUMAN) == YES else -1
    found = [
        StatedReason(
            record.head.id,
            record.head.person,
            classes[place],
            root=reached,
            confidence=sure,
            human=place == failed,
            whom=flow.value(Meaning.HUMAN_WHO) if place == failed else "",
            promise_broken=flow.value(Meaning.PROMISE_BROKEN) if place == failed else "",
            text=text,
            nth=classes[: place + 1].count(classes[place]),
        )
        for place, (text, sure, _) in enumerate(roots)
    ]
    if stated and stated not in classes:
        found.append(StatedReason(record.head.id, record.head.person, stated))
    return found


def _about_a_person(classes: Sequence[str], reasons: Reasons | None) -> int:
    natures = {each.code: each.natures for each in reasons.all} if reasons else {}
    return next((n for n, code in enumerate(classes) if Nature.HUMAN in natures.get(code, ())), 0)


def diagnosis(interviews: Sequence[InterviewRecord], reasons: Reasons) -> Diagnosis:
    """What several interviews of a case say together."""
    groups = {each.code: each.group.value for each in reasons.all}
    stated = [reason for record in interviews for reason in stated_reasons(record, reasons)]
    return diagnose(stated, groups, reasons.labels)
