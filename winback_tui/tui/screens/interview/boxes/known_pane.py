"""What is known beside the question: the data, and what was said so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from winback_tui.domain.case import why
from winback_tui.domain.case.voices import DataSentence
from winback_tui.domain.interview.answer import conditions_of
from winback_tui.domain.interview.script import Meaning
from winback_tui.domain.wording.phrasing import rule_reference
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.interview.pages.page import PageContext
from winback_tui.tui.widgets.line import SteadyText

SENTENCES = 2
"""Sentences of the data in the line of a narrow screen."""


def telling(data: Sequence[DataSentence]) -> list[DataSentence]:
    """The sentences that hint at a reason first."""
    return sorted(data, key=lambda each: not each.points_to)


def data_line(known: PageContext) -> Content:
    """The most telling sentences, for a screen without room beside."""
    told = [each.text for each in telling(known.data)[:SENTENCES]]
    return say(("The data say: ", "accent"), (" ".join(told), "")) if told else Content()


class KnownPane(VerticalScroll, can_focus=False):
    """Stands beside the question where there is room."""

    def __init__(self, known: PageContext) -> None:
        super().__init__(id="known")
        self._known = known
        self._text = SteadyText()

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._text

    def show(self, held: InterviewRecord) -> None:
        """What is known now."""
        self._text.tell(Content("\n").join(self._lines(held)))

    def _lines(self, held: InterviewRecord) -> Iterator[Content]:
        yield say(("The data say", "accent"))
        for sentence in telling(self._known.data):
            yield say("· ", sentence.text, (f"  {rule_reference(sentence.rule)}", "muted"))
        if not self._known.data:
            yield say(("nothing about the time before the loss", "muted"))
        told = list(_told(held))
        if told:
            yield say(("\nSaid so far", "accent"))
        for name, words in told:
            yield say((f"{name}  ", "muted"), words)


def _told(held: InterviewRecord) -> Iterator[tuple[str, str]]:
    flow = held.flow
    if refusal := flow.value(Meaning.REFUSAL):
        yield "first", f"“{refusal}”"
    for node in why.roots(held.chain):
        yield "root", node.text
    for wish in conditions_of(flow.value(Meaning.CONDITIONS)):
        yield "wants", wish
    if rep := flow.value(Meaning.REP_REASON):
        yield "the rep", rep
    if changes := flow.value(Meaning.OWN_CHANGES):
        yield "we changed", changes
