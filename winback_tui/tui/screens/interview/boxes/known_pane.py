"""The pane next to the question: what the data shows, and the answers so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from winback_tui.domain.case import why
from winback_tui.domain.case.voices import DataSentence
from winback_tui.domain.interview.answer import conditions_of
from winback_tui.domain.interview.script import Meaning
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.interview.pages.page import PageContext
from winback_tui.tui.widgets.line import SteadyText

SENTENCES = 2
"""Sentences of the data in the line of a narrow screen."""


def by_relevance(data: Sequence[DataSentence]) -> list[DataSentence]:
    """The sentences that hint at a reason first."""
    return sorted(data, key=lambda each: not each.points_to)


def data_line(known: PageContext) -> Content:
    """The most telling sentences, for a screen too narrow for the pane."""
    answers = [each.text for each in by_relevance(known.data)[:SENTENCES]]
    return say(("The data shows: ", "accent"), (" ".join(answers), "")) if answers else Content()


class KnownPane(VerticalScroll, can_focus=False):
    """Shown next to the question on a wide screen."""

    def __init__(self, known: PageContext) -> None:
        super().__init__(id="known")
        self._known = known
        self._text = SteadyText()

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._text

    def show(self, record: InterviewRecord) -> None:
        """What is known now."""
        self._text.tell(Content("\n").join(self._lines(record)))

    def _lines(self, record: InterviewRecord) -> Iterator[Content]:
        yield say(("What the data shows", "accent"))
        for sentence in by_relevance(self._known.data):
            yield say("· ", sentence.text)
        if not self._known.data:
            yield say(("nothing about the time before the loss", "muted"))
        answers = list(_answers_so_far(record))
        if answers:
            yield say(("\nAnswers so far", "accent"))
        for name, words in answers:
            yield say((f"{name}  ", "muted"), words)


def _answers_so_far(record: InterviewRecord) -> Iterator[tuple[str, str]]:
    flow = record.flow
    if refusal := flow.value(Meaning.REFUSAL):
        yield "said first", f"“{refusal}”"
    for node in why.roots(record.chain):
        yield "root cause", node.text
    for wish in conditions_of(flow.value(Meaning.CONDITIONS)):
        yield "wants", wish
    if rep := flow.value(Meaning.REP_REASON):
        yield "the rep", rep
    if changes := flow.value(Meaning.OWN_CHANGES):
        yield "we changed", changes
