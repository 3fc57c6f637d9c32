"""Pages with a text: a free answer, a number, what the data shows, and the conditions they name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import TextArea

from winback_tui.domain.case import conditions
from winback_tui.domain.interview.script import Meaning, QuestionType
from winback_tui.domain.text import NOTE_LIMIT
from winback_tui.services.interviews.answers import fault_of
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.interview.boxes.answer_box import AnswerBox
from winback_tui.tui.screens.interview.boxes.layout import measure_again
from winback_tui.tui.screens.interview.saving.unsaved import Typed, TypedAnswer
from winback_tui.tui.widgets.line import SteadyText

from .page import Page, PageContext

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

EXAMPLES = 'price at most 12.50 EUR   delivery at most 3 days   product "…" back   by 2026-12-01'


class CopyData(Command):
    id = "interview.take_data"
    keys = "f3"
    label = "copy what the data shows"
    short = "copy these"
    about = "Copy the sentences from the data into the answer."
    footer = 4

    def title(self, context: Context) -> str:
        return self.label if cast("TextPage", context.node).takes_data else ""

    def enabled(self, context: Context) -> str | None:
        page = cast("TextPage", context.node)
        if not page.takes_data:
            return "This page is not about the data."
        return None if page.known.data else "There is no data about the time before the loss."

    def run(self, context: Context) -> None:
        cast("TextPage", context.node).take_data()


class TextPage(Page):
    """A box, and below it what is understood or wrong."""

    OWN_COMMANDS = (CopyData,)

    def __init__(self, known: PageContext, report: Callable[[Typed, bool], None], *, id: str) -> None:
        super().__init__(known, report, id=id)
        self.box = AnswerBox(self._typed, limit=NOTE_LIMIT)
        self._below = SteadyText(classes="below")

    def compose(self) -> ComposeResult:
        """The box and the line below."""
        yield self.box
        yield self._below

    def target(self) -> Widget:
        """The box."""
        return self.box

    def load(self, record: InterviewRecord) -> None:
        """The text so far, the cursor at its end."""
        self.box.load(record.given.get(self.current.id, ""))
        self._explain()

    def changed_elsewhere(self, record: InterviewRecord) -> None:
        """A text that is the same keeps its cursor."""
        if self.box.entered_text() != record.given.get(self.current.id, ""):
            self.load(record)

    def problem(self) -> str:
        """What keeps the text from being an answer."""
        if self.current.type is QuestionType.NUMBER or self.current.type is QuestionType.CONDITION:
            return fault_of(self.current, self.box.entered_text())
        return ""

    @property
    def _on_a_wish(self) -> bool:
        """Whether the cursor is on a line with a wish."""
        if self.question is None or self.question.type is not QuestionType.CONDITION:
            return False
        return bool(self.box.document.get_line(self.box.cursor_location[0]).strip())

    @property
    def enter_word(self) -> str:
        """On a wish Enter goes to the line of the next one."""
        if self.question is None or self.question.type is not QuestionType.CONDITION:
            return super().enter_word
        return "next wish, twice: go on" if self._on_a_wish else "next question"

    @on(TextArea.SelectionChanged)
    def _moved_in_text(self) -> None:
        self.mind_enter()

    def enter(self) -> bool:
        """One wish a line: Enter in the list of wishes makes a new line, until one is left empty."""
        if not self._on_a_wish:
            return False
        row, _ = self.box.cursor_location
        self.box.move_cursor(self.box.document.end if row == self.box.document.line_count - 1 else (row, 0))
        if row == self.box.document.line_count - 1:
            self.box.action_new_line()
        else:
            self.box.move_cursor((row + 1, len(self.box.document.get_line(row + 1))))
        return True

    @property
    def takes_data(self) -> bool:
        """Whether this is where the interviewer notes what the data show."""
        return self.question is not None and self.question.means is Meaning.DATA_REASON

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The command that copies the data is offered only on its own page."""
        return self.takes_data if parameters == (CopyData.id,) else True

    def take_data(self) -> None:
        """Writes down every sentence of the data that is not in the text yet."""
        text = self.box.text.rstrip()
        new = [each.text for each in self.known.data if each.text not in text]
        if new:
            self.box.load(text)
            self.box.insert("\n".join([*([""] if text else []), *new]))

    def _typed(self) -> None:
        self.report(TypedAnswer(self.current.id, self.box.entered_text()), False)
        self._explain()
        self.mind_enter()

    def _explain(self) -> None:
        if self.current.type is QuestionType.CONDITION:
            content = self._wishes()
        else:
            problem = self.problem()
            content = say((f"↑ {problem}", "bad")) if problem else Content()
        self._below.tell(content)
        self._below.display = bool(content.plain)
        if content.plain:
            measure_again(self._below)

    def _wishes(self) -> Content:
        """Each wish as it was understood; what cannot be checked is a matter for people."""
        problem = self.problem()
        lines = [line.strip() for line in self.box.text.split("\n") if line.strip()]
        if problem:
            return say((f"↑ {problem}", "bad"))
        if not lines:
            return say(("One condition a line. Checked automatically: ", "muted"), EXAMPLES)
        content = [say(*_understood(line)) for line in lines]
        return Content("\n").join([*content, say(("Enter on an empty line goes on.", "muted"))])


def _understood(line: str) -> tuple[Cell, ...]:
    wish = conditions.read(line)
    if wish.checkable:
        return (("○ ", "muted"), wish.in_words, ("  will be checked automatically", "muted"))
    return (("○ ", "muted"), line, ("  somebody has to check it", "muted"))
