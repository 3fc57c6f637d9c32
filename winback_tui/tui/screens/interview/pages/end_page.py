"""The last page: the three voices side by side, where they differ, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from winback_tui.domain.case.severity import severity_of
from winback_tui.domain.case.why import CONFIDENCE
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.services.cases.voices import CustomerStatement, VoiceComparison, compare
from winback_tui.services.interviews.interviews import InterviewRecord, case_interviews
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.interview.boxes.known_pane import by_relevance
from winback_tui.tui.screens.interview.boxes.no_text_input import NoTextInput
from winback_tui.tui.screens.interview.commands import (
    AnswerOpen,
    FinishAnyway,
    FinishHere,
    RunningInterview,
)
from winback_tui.tui.screens.interview.pages.jump_commands import JUMPS

from .page import END, Page, PageContext

if TYPE_CHECKING:
    from winback_tui.store.book import Book

STACKED = 66
"""Cells below which the voices stand below each other."""


class EndPage(NoTextInput, Page, can_focus=True):
    """What the rep, the customer and the data say."""

    INSTEAD = "There is nothing to type on this page."
    OWN_COMMANDS = (FinishHere, AnswerOpen, FinishAnyway, *JUMPS)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(2)", "down", show=False),
        Binding("up,k", "scroll(-2)", "up", show=False),
        Binding("pagedown,ctrl+d", "scroll_page(1)", "page down", show=False),
        Binding("pageup,ctrl+u", "scroll_page(-1)", "page up, then the question before", show=False),
    ]

    _missing = False

    def compose(self) -> ComposeResult:
        """What is open before all else, three columns, and what follows from them."""
        yield Static(id="open", markup=False)
        with Horizontal(id="voices"):
            for name in ("rep", "customer", "data"):
                yield Static(id=f"voice-{name}", classes="voice", markup=False)
        yield Static(id="differ", markup=False)
        yield Static(id="ready", markup=False)

    def action_scroll(self, by: int) -> None:
        """Some lines down or up."""
        self.screen.query_one("#page").scroll_relative(y=by, animate=False)

    def action_scroll_page(self, way: int) -> None:
        """A page down or up; up from the top is the question before."""
        page = self.screen.query_one("#page")
        if way < 0 and page.scroll_offset.y <= 0:
            cast("RunningInterview", self.screen).go_back()
        else:
            page.scroll_relative(y=way * max(1, page.size.height - 2), animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """Columns that would be too narrow stand below each other."""
        self.set_class(event.size.width < STACKED, "-stacked")

    def load(self, record: InterviewRecord) -> None:
        """Whether something needed is open decides what Enter does."""
        self._missing = bool(record.flow.missing)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter finishes, or goes to what is open."""
        if action != "command" or parameters[0] not in (FinishHere.id, AnswerOpen.id, FinishAnyway.id):
            return True
        return (parameters[0] == FinishHere.id) != self._missing

    def place(self) -> InterviewPlace:
        """The end."""
        return InterviewPlace(END)

    def compare(self, found: VoiceComparison, still_open: tuple[str, ...], finished: bool) -> None:
        """Shows the comparison of all interviews of the case."""
        self._put("#voice-rep", _lines(("The rep", *_rep(found))))
        self._put("#voice-customer", _lines(("The customer", *_customers(found))))
        self._put("#voice-data", _lines(("The data", *_data(found))))
        differ = [say("≠ ", each.text) for each in found.differ]
        differ += [say("? ", each) for each in found.doubts]
        none = [say(("They do not contradict each other.", "muted"))]
        self._put("#differ", [say(("Where they differ", "accent")), *(differ or none)])
        lacks = [say(("! ", "warn"), each) for each in still_open]
        ready = "Finished; changes here update causes and conditions at once."
        if not finished:
            ready = "Nothing required is missing. Enter finishes: causes and conditions go into the case."
        done = [say(("✓ ", "good"), (ready, "muted"))]
        self._put("#open", [say(("Still open", "accent")), *lacks] if lacks else [])
        self._put("#ready", [] if lacks else done)

    def _put(self, where: str, lines: list[Content]) -> None:
        place = self.query_one(where, Static)
        place.update(Content("\n").join(lines))
        place.display = bool(lines)


def _lines(parts: tuple[str | Content, ...]) -> list[Content]:
    title, *rest = parts
    return [
        say((str(title), "accent")),
        *(each if isinstance(each, Content) else Content(each) for each in rest),
    ]


def _rep(found: VoiceComparison) -> Iterator[Content]:
    for word in found.reps:
        if word.text:
            yield say(f"“{word.text}”")
        if word.reason:
            yield say(("→ ", "muted"), (word.reason, "strong"))
    if not found.reps:
        yield say(("not asked", "muted"))


def _customers(found: VoiceComparison) -> Iterator[Content]:
    for word in found.customers:
        if len(found.customers) > 1:
            yield say((word.person or "somebody", "muted"))
        yield from _customer(word)


def _customer(word: CustomerStatement) -> Iterator[Content]:
    if word.stated:
        yield say(("first  ", "muted"), f"“{word.stated}”")
    if word.stated_reason:
        yield say(("→ ", "muted"), word.stated_reason)
    for text, confidence in word.roots:
        sure = f", {CONFIDENCE[confidence]}" if confidence else ""
        yield say((f"◆ root cause{sure}  ", "good"), text)
    if not word.roots:
        yield say(("no root cause yet", "warn"))
    if word.root_reason:
        yield say(("→ ", "muted"), (word.root_reason, "strong"))
    if word.severity:
        ours = f"   we: {word.severity_ours}" if word.severity_ours else ""
        yield say(severity_of(word.severity).words, (ours, "muted"))


def _data(found: VoiceComparison) -> Iterator[Content]:
    for noted in found.noted:
        yield say(("noted  ", "muted"), noted)
    noted = "\n".join(found.noted)
    new = [sentence for sentence in found.data if sentence.text not in noted]
    for sentence in by_relevance(new):
        yield say("· ", sentence.text)
    if not found.data and not found.noted:
        yield say(("nothing on record", "muted"))


def compare_interviews(
    book: Book, record: InterviewRecord, known: PageContext, own: Path | None
) -> tuple[VoiceComparison, tuple[str, ...]]:
    """What the rep, the customer and the data say in all interviews of the case, and what this one lacks."""
    from winback_tui.services.interviews.finish import missing_answers

    others = [
        each
        for each in case_interviews(book, record.head.account_id, own).interviews
        if each.head.id != record.head.id
    ]
    mine = sorted([*others, record], key=lambda each: (each.head.started_at, each.head.id))
    return compare(mine, known.data, known.reasons), missing_answers(record)
