"""The stages of an open case, and their words."""

from __future__ import annotations

from enum import StrEnum

from winback_tui.domain.wording.marks import RowMark


class Stage(StrEnum):
    """The stages of an open case in the order in which a manager goes through them."""

    LETTER = "to apologise"
    INTERVIEW = "to interview"
    DECIDE = "to decide"
    FIX = "to fix"
    PLAN = "to plan"
    PLANNED = "planned"
    CONTACTED = "contacted"
    WAITING = "waiting"
    CLOSE = "to close"
    FATE = "left to fate"

    @property
    def glyph(self) -> str:
        """One narrow character, different for every stage; shown with the words in every list."""
        return str(_GLYPHS[self])

    @property
    def ended(self) -> bool:
        """Whether only closing the case remains."""
        return self in (Stage.CLOSE, Stage.FATE)


_GLYPHS: dict[Stage, str] = {
    Stage.LETTER: RowMark.LETTER,
    Stage.INTERVIEW: RowMark.NOTHING_YET,
    Stage.DECIDE: RowMark.QUARTER,
    Stage.FIX: RowMark.HALF,
    Stage.PLAN: RowMark.THREE_QUARTERS,
    Stage.PLANNED: RowMark.WHOLE,
    Stage.CONTACTED: RowMark.ANSWERING,
    Stage.WAITING: RowMark.ON_HOLD,
    Stage.CLOSE: RowMark.TO_CLOSE,
    Stage.FATE: RowMark.LEFT_TO_FATE,
}
_SAYING_MORE = {f"{Stage.FIX} ": Stage.FIX, "waits ": Stage.WAITING}
"""How stage texts begin that say more than the name of the stage."""


def stage_in_words(text: str) -> Stage | None:
    """The stage that the words of a `StageView` are about; None for other words."""
    found = next((stage for stage in Stage if stage.value == text), None)
    return found or next((stage for begin, stage in _SAYING_MORE.items() if text.startswith(begin)), None)
