"""Interviews as data: what `winback interview --show --json` writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from winback_tui.domain.case.why import CONFIDENCE
from winback_tui.output.why_outline import outline

if TYPE_CHECKING:
    from winback_tui.domain.case.voices import DataSentence, Disagreement
    from winback_tui.domain.case.why import WhyTree
    from winback_tui.services.interviews.interviews import CaseInterviews, InterviewRecord


def interviews_data(
    now: CaseInterviews, data: Sequence[DataSentence], differ: Sequence[Disagreement]
) -> dict[str, Any]:
    """One object: every interview of the open case with its answers and whys, what the data says, where voices differ.

    `value` is the answer as kept (a choice by its code); `level` counts whys from 1, the stated reason.
    """
    return {
        "account_id": now.account.id,
        "account": now.account.name,
        "case_id": now.case.id if now.case else None,
        "interviews": [_interview(each) for each in now.interviews],
        "data": [{"rule": each.rule, "sentence": each.text} for each in data],
        "differ": [
            {"rule": each.rule, "between": list(each.between), "sentence": each.text} for each in differ
        ],
    }


def _interview(interview: InterviewRecord) -> dict[str, Any]:
    head = interview.head
    return {
        "interview_id": head.id,
        "person": head.person or None,
        "interviewer": head.interviewer or None,
        "channel": head.channel or None,
        "begun": datetime.fromtimestamp(head.started_at / 1000, UTC).isoformat(),
        "finished": head.finished,
        "script": head.script,
        "language": head.language,
        "answers": list(_answers(interview)),
    }


def _answers(interview: InterviewRecord) -> Iterator[dict[str, Any]]:
    for page in interview.flow.pages:
        value = interview.answers.get(page.id, "")
        if page.asks and value:
            yield {
                "question": page.id,
                "asked": page.label,
                "voice": page.voice.value if page.voice else None,
                "value": value,
                "whys": _whys(interview.whys.get(page.id, ())),
            }


def _whys(tree: WhyTree) -> list[dict[str, Any]]:
    return [
        {
            "level": line.level,
            "text": line.node.text,
            "stated": line.node.stated,
            "root": line.node.root,
            "sure": CONFIDENCE[line.node.confidence] if line.node.root else None,
        }
        for line in outline(tree)
    ]
