"""Exit interviews: one run of a script with one person, what was answered, and the whys."""

from __future__ import annotations

from winback_tui.store.log.tables import SyncedRow, optional_reference, reference


class Interview(SyncedRow, table=True):
    """One run of a script with one person; `position` is the current question."""

    case_id: str = reference("loss_case.id")
    person: str = ""
    interviewer_id: str | None = optional_reference("rep.id")
    channel: str = ""
    script: str
    script_version: int = 1
    language: str = "en"
    position: str = ""
    started_at: int
    finished_at: int | None = None


class Answer(SyncedRow, table=True):
    """An answer as given."""

    interview_id: str = reference("interview.id")
    question: str
    value: str = ""


class WhyRow(SyncedRow, table=True):
    """One 'why' of the chain (playbook M9); `confidence` 0 (not said) to 3 (sure)."""

    __tablename__ = "why_node"

    interview_id: str = reference("interview.id")
    question: str
    parent_id: str | None = optional_reference("why_node.id")
    ordinal: int = 0
    text: str = ""
    stated: bool = False
    root: bool = False
    confidence: int = 0
