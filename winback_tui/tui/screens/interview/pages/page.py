"""What every page of an interview can do, and the page that has no answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual.widget import Widget

from winback_tui.domain.case.reasons import Reasons
from winback_tui.domain.case.voices import DataSentence
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.domain.interview.script import Question
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.tui.commands.command import HasCommands
from winback_tui.tui.screens.interview.boxes.no_text_input import NoTextInput
from winback_tui.tui.screens.interview.pages.jump_commands import JUMPS
from winback_tui.tui.screens.interview.saving.unsaved import Typed
from winback_tui.tui.widgets.key_footer import KeyFooter

END = "end"
"""Where a conversation stands when every page is behind it."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """What pages may show with their question: reason classes, what the data shows, overridden rules of the case."""

    reasons: Reasons
    data: Sequence[DataSentence]
    overridden: Sequence[str] = ()


class Page(HasCommands, Widget):
    """Shows one question at a time and reports every change of its answer."""

    DEFAULT_CSS = "Page { height: auto; width: 1fr; display: none; }"

    def __init__(self, known: PageContext, report: Callable[[Typed, bool], None], *, id: str) -> None:
        """`report` takes what was typed, and whether to save it at once."""
        super().__init__(id=id)
        self.known = known
        self.report = report
        self.moved: Callable[[], None] = lambda: None
        """Called when the conversation moves to another place of the same page."""
        self.question: Question | None = None
        self._enter_word = ""

    def ask(self, question: Question, record: InterviewRecord) -> None:
        """Shows this question with its answer."""
        self.question = question
        self.load(record)

    def changed_elsewhere(self, record: InterviewRecord) -> None:
        """The book holds another answer than a moment ago; the cursor stays where it can."""
        self.load(record)

    def load(self, record: InterviewRecord) -> None:
        """Shows the answer as `record` has it."""

    def target(self) -> Widget:
        """What gets the focus."""
        return self

    def place(self) -> InterviewPlace:
        """The current place of the conversation on this page."""
        return InterviewPlace(self.question.id if self.question else "")

    def enter(self) -> bool:
        """Enter was pressed; whether the page has something left to do before the next."""
        return False

    @property
    def enter_word(self) -> str:
        """What Enter does now, for the footer."""
        return "next"

    def mind_enter(self) -> None:
        """The footer says at once what Enter does now; called when that may have changed."""
        if self.display and self.enter_word != self._enter_word:
            self._enter_word = self.enter_word
            for footer in self.screen.query(KeyFooter):
                footer.refresh_commands()

    def problem(self) -> str:
        """What is wrong with the answer as typed; empty for nothing."""
        return ""

    @property
    def current(self) -> Question:
        """The question on the page."""
        assert self.question is not None
        return self.question

    def focus_here(self) -> None:
        """Gives the focus to the page, at once."""
        screen: Any = self.screen
        screen.set_focus(self.target(), scroll_visible=False)


class NotePage(NoTextInput, Page, can_focus=True):
    """Nothing to fill in: Enter goes on, a number goes to its question."""

    OWN_COMMANDS = JUMPS
    DEFAULT_CSS = "NotePage { height: 0; }"
