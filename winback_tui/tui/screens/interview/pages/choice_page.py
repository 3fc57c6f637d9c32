"""Pages with a choice: a few ways, yes or no, or the classes of reasons in their groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.widget import Widget

from winback_tui.domain.case.reasons import ReasonGroup
from winback_tui.domain.interview.answer import NO, YES
from winback_tui.domain.interview.script import Choice, QuestionType
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.tui.screens.interview.boxes.choices import ChoiceList
from winback_tui.tui.screens.interview.saving.unsaved import Typed, TypedAnswer

from .page import Page, PageContext

YES_OR_NO = (Choice(YES, "Yes"), Choice(NO, "No"))


class ChoicePage(Page):
    """A list of choices; Enter takes the one under the cursor and goes on."""

    def __init__(self, known: PageContext, report: Callable[[Typed, bool], None], *, id: str) -> None:
        super().__init__(known, report, id=id)
        self.list = ChoiceList(self._chosen)

    def compose(self) -> ComposeResult:
        """The list."""
        yield self.list

    def target(self) -> Widget:
        """The list."""
        return self.list

    def load(self, record: InterviewRecord) -> None:
        """The choices, with the one that was made."""
        choices = YES_OR_NO if self.current.type is QuestionType.YES_NO else self.current.choices
        self.list.load(choices, record.given.get(self.current.id, ""), self._groups(choices))

    def enter(self) -> bool:
        """Takes the choice under the cursor on the way."""
        if self.list.here is not None:
            self.list.choose(self.list.cursor)
        return False

    def _chosen(self, code: str) -> None:
        self.report(TypedAnswer(self.current.id, code), True)

    def _groups(self, choices: Sequence[Choice]) -> Mapping[str, Sequence[str]]:
        reasons = {each.code: each for each in self.known.reasons.all}
        if len(choices) < 10 or not all(choice.code in reasons for choice in choices):
            return {}
        return {
            self.known.reasons.group_label(group): [
                choice.code for choice in choices if reasons[choice.code].group is group
            ]
            for group in ReasonGroup
        }
