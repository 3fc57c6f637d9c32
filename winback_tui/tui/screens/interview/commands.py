"""What can be done on every page of an interview."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, Protocol, cast

from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from winback_tui.services.interviews.interviews import InterviewRecord
    from winback_tui.tui.app.context import Context


class RunningInterview(Protocol):
    """The interview on the screen."""

    record: InterviewRecord
    """Everything answered so far."""
    at: str
    """The id of the question on the screen."""

    @property
    def asks_whys(self) -> bool:
        """Whether Enter asks another why before it goes to the next question."""
        ...

    @property
    def enter_word(self) -> str:
        """What Enter does now."""
        ...

    @property
    def known_content(self) -> Any:
        """What the data show and what was answered so far."""
        ...

    @property
    def pages(self) -> Any:
        """The questions to ask now, in order."""
        ...

    def go_on(self) -> None:
        """What the page has left to do, then the next one."""
        ...

    def go_forth(self) -> None:
        """The next page."""
        ...

    def go_back(self) -> None:
        """The page before."""
        ...

    def go_to(self, question_id: str) -> None:
        """Any page."""
        ...

    def go_through_open(self) -> None:
        """The required questions without an answer, one after the other, then the summary again."""
        ...

    async def call_dropped(self) -> None:
        """Asks when it goes on, and leaves."""
        ...

    async def finish(self) -> None:
        """Saves everything and finishes."""
        ...

    async def leave(self) -> None:
        """Saves and leaves."""
        ...


def screen_of(context: Context) -> RunningInterview:
    """The interview on the screen."""
    return cast("RunningInterview", context.screen)


class NextPage(Command):
    id = "interview.next"
    keys = "enter"
    label = "go on"
    short = "next"
    about = "The next why, the next wish, or the next question. In a text alt+enter makes a new line."
    footer = 1

    def word(self, context: Context) -> str:
        return screen_of(context).enter_word

    def run(self, context: Context) -> None:
        screen_of(context).go_on()


class FollowingPage(Command):
    id = "interview.following"
    keys = "pagedown"
    label = "next question"
    about = "Go to the next question, even if this one is not finished."
    footer = 6

    def word(self, context: Context) -> str:
        """Where Enter asks another why, the footer says how to go on without one."""
        screen = screen_of(context)
        return super().word(context) if screen.asks_whys and screen.enter_word != self.label else ""

    def run(self, context: Context) -> None:
        screen_of(context).go_forth()


class PreviousPage(Command):
    id = "interview.previous"
    keys = "pageup,shift+tab"
    label = "previous question"
    short = "back"
    about = "Go back one question; all answers stay."
    footer = 7

    def run(self, context: Context) -> None:
        screen_of(context).go_back()


class Questions(Command):
    id = "interview.questions"
    keys = "tab"
    label = "all questions"
    short = "list"
    about = "See all questions with their answers; type a number to go there."
    footer = 8
    opens = True

    digit: str = ""
    """The first digit of a number, where it opened the list."""

    async def run(self, context: Context) -> None:
        screen = screen_of(context)
        target = await context.show("interview.questions", screen.pages, screen.record, screen.at, self.digit)
        if target is not None:
            screen.go_to(target)


class QuestionsFrom(Questions):
    """The same list, with a digit typed; it is reached by the number keys alone."""

    id = ""

    def __init__(self, digit: str) -> None:
        self.digit = digit


class FinishInterview(Command):
    id = "interview.finish"
    keys = "f2"
    label = "finish"
    about = "Finish the interview: root causes go into Causes, wishes into Conditions."
    writes = True

    def enabled(self, context: Context) -> str | None:
        return None if screen_of(context).record.answers else "Nothing is answered yet."

    def run(self, context: Context) -> Awaitable[None]:
        return screen_of(context).finish()


class FinishHere(FinishInterview):
    id = "interview.finish_here"
    keys = "enter"
    footer = 1


class AnswerOpen(Command):
    id = "interview.answer_open"
    keys = "enter"
    label = "go to the open question"
    short = "open question"
    about = "Go to the first required question without an answer; Enter there goes to the next open one, or back here."
    footer = 1

    def run(self, context: Context) -> None:
        screen_of(context).go_through_open()


class FinishAnyway(FinishInterview):
    id = "interview.finish_anyway"
    label = "finish anyway"
    footer = 2


class ShowKnown(Command):
    id = "interview.known"
    keys = "f6"
    label = "what our data show"
    short = "data"
    about = "Read what orders, complaints and contacts show about the time before the loss, and the answers so far."
    footer = 11
    opens = True

    def word(self, context: Context) -> str:
        return "" if context.screen.has_class("-wide") else super().word(context)

    def run(self, context: Context) -> None:
        from winback_tui.tui.screens.base.reader import DetailScreen

        context.app.push_screen(DetailScreen("What our data show", screen_of(context).known_content))


class CallDropped(Command):
    id = "interview.dropped"
    keys = "f8"
    label = "the call dropped, again at …"
    short = "call dropped"
    about = "Log that the call dropped, set when you call again, and leave; the interview continues where you stopped."
    footer = 10
    opens = True
    writes = True

    def run(self, context: Context) -> Awaitable[None]:
        return screen_of(context).call_dropped()


class AnotherPerson(Command):
    id = "interview.another"
    label = "interview somebody else there"
    about = "Buyer, user and owner each know a part. This interview stays as it is."
    writes = True

    async def run(self, context: Context) -> None:
        from .opening import begin_another

        await begin_another(context)


class LeaveInterview(Command):
    id = "interview.leave"
    keys = "escape"
    label = "leave"
    about = "Press it twice to leave the interview; next time it continues where you stopped."
    footer = 96
    stays = True

    def run(self, context: Context) -> Awaitable[None]:
        return screen_of(context).leave()


INTERVIEW_COMMANDS: tuple[type[Command], ...] = (
    NextPage,
    FollowingPage,
    PreviousPage,
    Questions,
    FinishInterview,
    ShowKnown,
    CallDropped,
    AnotherPerson,
    LeaveInterview,
)
