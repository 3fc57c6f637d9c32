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

    held: InterviewRecord
    """Everything answered so far."""
    at: str
    """The id of the question on the screen."""

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

    def run(self, context: Context) -> None:
        screen_of(context).go_on()


class FollowingPage(Command):
    id = "interview.following"
    keys = "pagedown"
    label = "next question"
    about = "Go to the next question, whatever is still to do on this one."

    def run(self, context: Context) -> None:
        screen_of(context).go_forth()


class PreviousPage(Command):
    id = "interview.previous"
    keys = "pageup,shift+tab"
    label = "question before"
    short = "back"
    about = "Go back to the question before; everything answered stays."
    footer = 7

    def run(self, context: Context) -> None:
        screen_of(context).go_back()


class Questions(Command):
    id = "interview.questions"
    keys = "tab"
    label = "all questions"
    short = "questions"
    about = "See all questions with their answers, and go to any of them."
    footer = 8

    async def run(self, context: Context) -> None:
        screen = screen_of(context)
        target = await context.show("interview.questions", screen.pages, screen.held, screen.at)
        if target is not None:
            screen.go_to(target)


class FinishInterview(Command):
    id = "interview.finish"
    keys = "f2"
    label = "finish"
    about = "Call the interview finished: roots become causes, wishes become conditions of return."
    writes = True

    def enabled(self, context: Context) -> str | None:
        return None if screen_of(context).held.answers else "Nothing is answered yet."

    def run(self, context: Context) -> Awaitable[None]:
        return screen_of(context).finish()


class FinishHere(FinishInterview):
    id = "interview.finish_here"
    keys = "enter"
    footer = 1


class AnswerOpen(Command):
    id = "interview.answer_open"
    keys = "enter"
    label = "answer what is open"
    short = "what is open"
    about = "Go to the first question that is needed and has no answer yet."
    footer = 1

    def run(self, context: Context) -> None:
        screen = screen_of(context)
        screen.go_to(screen.held.flow.missing[0].id)


class FinishAnyway(FinishInterview):
    id = "interview.finish_anyway"
    label = "finish as it is"
    footer = 2


class AnotherPerson(Command):
    id = "interview.another"
    label = "interview somebody else of this account"
    about = "Every person tells a part: the buyer, the user, the owner. This interview stays as it is."
    writes = True

    async def run(self, context: Context) -> None:
        from .opening import begin_another

        await begin_another(context)


class LeaveInterview(Command):
    id = "interview.leave"
    keys = "escape"
    label = "leave"
    about = "Leave the interview; it goes on at the same word next time."
    footer = 96
    stays = True

    def run(self, context: Context) -> Awaitable[None]:
        return screen_of(context).leave()


INTERVIEW_VERBS: tuple[type[Command], ...] = (
    NextPage,
    FollowingPage,
    PreviousPage,
    Questions,
    FinishInterview,
    AnotherPerson,
    LeaveInterview,
)
