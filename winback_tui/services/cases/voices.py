"""The three voices on one loss side by side, and where they differ (playbook M9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.case import why
from winback_tui.domain.case.data_voice import data_voice
from winback_tui.domain.case.reasons import Reasons
from winback_tui.domain.case.voices import DataSentence, Disagreement, Voices, disagreements
from winback_tui.domain.interview.script import SCALE_STEPS, Meaning
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.cases.loss_record import loss_record

from .diagnosis_input import diagnosis


@dataclass(frozen=True, slots=True)
class RepStatement:
    """What the rep says about the loss, in their words and as a reason class."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class CustomerStatement:
    """What one person at the customer says: the stated reason, and the root causes as (words, how sure 0 to 3)."""

    person: str
    stated: str
    stated_reason: str
    roots: tuple[tuple[str, int], ...]
    root_reason: str
    severity: int
    severity_ours: int


@dataclass(frozen=True, slots=True)
class VoiceComparison:
    """What each of the three voices says; `noted` is what the interviewer read in the data.

    `doubts` say why the customer's reason is not certain yet, over all interviews.
    """

    reps: tuple[RepStatement, ...]
    customers: tuple[CustomerStatement, ...]
    data: tuple[DataSentence, ...]
    noted: tuple[str, ...]
    differ: tuple[Disagreement, ...]
    doubts: tuple[str, ...]


def data_statements(book: Book, case: CaseHead) -> tuple[DataSentence, ...]:
    """What the order data says about the time before the loss, the most important first."""
    with book.read() as connection:
        record = loss_record(connection, case.account_id, case.account_no, case.lost_on)
    return tuple(data_voice(record))


def reasons_list(own: Path | None = None) -> Reasons:
    """The classes of reasons, with the user's own."""
    return load_reasons("en", own)


def compare(
    interviews: Sequence[InterviewRecord], data: Sequence[DataSentence], reasons: Reasons
) -> VoiceComparison:
    """The voices of all interviews of a case; `data` as `data_statements` gives it."""
    labels = reasons.labels
    reps: list[RepStatement] = []
    customers: list[CustomerStatement] = []
    differ: list[Disagreement] = []
    for record in interviews:
        voices = _voices(record, tuple(data))
        if voices.rep or voices.rep_code:
            reps.append(RepStatement(voices.rep, labels.get(voices.rep_code, voices.rep_code)))
        customers.append(
            CustomerStatement(
                record.head.person,
                voices.stated,
                labels.get(voices.stated_code, voices.stated_code),
                tuple((node.text, node.confidence) for node in why.roots(record.chain)),
                join_names(list(dict.fromkeys(labels.get(code, code) for code in _root_codes(record)))),
                voices.severity,
                voices.severity_ours,
            )
        )
        differ += disagreements(voices, labels)
    notes = [record.flow.value(Meaning.DATA_REASON) for record in interviews]
    return VoiceComparison(
        tuple(dict.fromkeys(reps)),
        tuple(customers),
        tuple(data),
        tuple(dict.fromkeys(each for each in notes if each)),
        tuple(dict.fromkeys(differ)),
        diagnosis(interviews, reasons).doubts,
    )


def _voices(record: InterviewRecord, data: tuple[DataSentence, ...]) -> Voices:
    flow = record.flow
    first = why.stated_why(record.chain)
    return Voices(
        flow.value(Meaning.REP_REASON),
        flow.value(Meaning.REP_CLASS),
        flow.value(Meaning.REFUSAL) or (first.text if first else ""),
        flow.value(Meaning.STATED_CLASS),
        "; ".join(node.text for node in why.roots(record.chain)),
        next(iter(_root_codes(record)), ""),
        data,
        _step(flow.value(Meaning.SEVERITY)),
        _step(flow.value(Meaning.SEVERITY_OURS)),
        tuple(_root_codes(record)[1:]),
    )


def _root_codes(record: InterviewRecord) -> list[str]:
    """The class of each root cause; that of the question alone where no why is marked as root."""
    codes = [code for _, code in record.root_classes] or [record.flow.value(Meaning.ROOT_CLASS)]
    return [code for code in codes if code]


def _step(value: str) -> int:
    return int(value) if value in SCALE_STEPS else 0
