"""The stages of an open case, and their words."""

from __future__ import annotations

from enum import StrEnum


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
        return _GLYPHS[self]


_GLYPHS = dict(zip(Stage, "✉○◔◑◕●✦◌■□", strict=True))
_SAYING_MORE = {"causes ": Stage.FIX, "waits ": Stage.WAITING}
"""How stage texts begin that say more than the name of the stage."""


def stage_in_words(text: str) -> Stage | None:
    """The stage that the words of a `StageView` are about; None for other words."""
    found = next((stage for stage in Stage if stage.value == text), None)
    return found or next((stage for begin, stage in _SAYING_MORE.items() if text.startswith(begin)), None)
