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


def by_relevance(data: Sequence[DataSentence]) -> list[DataSentence]:
    """The sentences that hint at a reason first."""
    return sorted(data, key=lambda each: not each.points_to)


def data_content(known: PageContext) -> Content:
    """What the data show, for the pages on which one writes it down, on a screen too narrow for the pane."""
    lines = [say("· ", each.text) for each in by_relevance(known.data)]
    return Content("\n").join([say(("What our data show", "accent")), *lines]) if lines else Content()


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
        self._text.tell(known_content(self._known, record))


def known_content(known: PageContext, record: InterviewRecord) -> Content:
    """What the data show, and the answers so far."""
    return Content("\n").join(_lines(known, record))


def _lines(known: PageContext, record: InterviewRecord) -> Iterator[Content]:
    yield data_content(known) or say(
        ("What our data show\n", "accent"), ("nothing about the time before the loss", "muted")
    )
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
