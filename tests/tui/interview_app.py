"""An interview in the program, driven by a pilot: keys in, screen text and book out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from tests.services.case_books import a_lost_account, an_account
from tests.tui.piloting import drawn, run_piloted, taken_in, until
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.interviews.interviews import InterviewRecord, interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.app.views import ViewSpec
from winback_tui.tui.commands.case import HoldInterview
from winback_tui.tui.commands.command import Command
from winback_tui.tui.screens.base.base_screen import BaseScreen
from winback_tui.tui.screens.interview.screen import InterviewScreen
from winback_tui.tui.screens.interview.standalone_app import InterviewApp

SIGNS = {"space": " ", "asterisk": "*", "plus": "+", "question_mark": "?"}
"""Keys that type a sign."""
Script = Callable[["InterviewPilot"], Awaitable[None]]


class InterviewPilot:
    """One interview on a screen."""

    def __init__(self, app: WinbackApp, pilot: Pilot[Any], book: Book, interview_id: str = "") -> None:
        self.app = app
        self.pilot = pilot
        self.book = book
        self.interview_id = interview_id

    async def press(self, *keys: str) -> None:
        """All at once, as fast as no one types; the program keeps them in order."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            letter = SIGNS.get(key) or (key if len(key) == 1 else None)
            event = events.Key(key, letter)
            event.set_sender(self.app)
            driver.send_message(event)
        await self.pilot.pause(0)

    async def type(self, text: str) -> None:
        await self.press(*("space" if letter == " " else letter for letter in text))
        await self.until(lambda: text[-20:].strip() in self.text.replace("│\n  │ ", ""), text)

    async def until(self, true: Callable[[], bool], _what: str = "") -> None:
        """Waits for something to become true; fails with the screen."""
        await until(self.pilot, true)

    async def saved(self) -> InterviewRecord:
        """Waits until all is saved, the last key too, or nothing is there to save; the interview as the book has it."""
        await taken_in(self.pilot)
        await self.until(lambda: "✓ saved" in self.text or "○ not answered yet" in self.text, "saved")
        return self.held

    async def at(self, question: str) -> None:
        await self.until(lambda: getattr(self.app.screen, "at", "") == question, question)

    @property
    def held(self) -> InterviewRecord:
        return interview_record(self.book, self.interview_id)

    @property
    def screen(self) -> InterviewScreen:
        screen = self.app.screen
        assert isinstance(screen, InterviewScreen), screen
        return screen

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return drawn(self.app)


def hold(
    folder: Path,
    script: Script,
    size: tuple[int, int] = (80, 24),
    account: str = "Acme",
    which: str = "long",
    person: str = "Ana Silva",
) -> Book:
    """Begins an interview with an account that was lost, and runs `script` over its screen."""
    book, account_id, _ = a_lost_account(folder, account)
    begun = start_interview(book, account_id, person, which, channel="call")
    resume(book, begun.id, script, size)
    return book


def resume(book: Book, interview_id: str, script: Script, size: tuple[int, int] = (80, 24)) -> None:
    """Runs `script` over the screen of an interview that was begun."""

    app = InterviewApp(LiveBook.of(book), interview_id)

    async def run(pilot: Pilot[Any]) -> None:
        session = InterviewPilot(app, pilot, book, interview_id)
        await session.until(lambda: isinstance(app.screen, InterviewScreen), "the interview")
        await session.until(lambda: bool(session.screen.at), "a page")
        await script(session)

    run_piloted(app, run, size)


class OneAccount(BaseScreen, Screen[None]):
    """A screen about one account."""

    OWN_COMMANDS: ClassVar[tuple[type[Command], ...]] = (HoldInterview,)

    def subject(self) -> CommandSubject | None:
        app: Any = self.app
        return CommandSubject(app.account_id, app.account_name)

    def compose(self) -> Any:
        yield Widget()


class AccountApp(WinbackApp):
    """The program with that screen alone."""

    CSS_PATH = InterviewApp.CSS_PATH

    def __init__(self, book: Book, account_id: str, account_name: str) -> None:
        super().__init__(book, views=(ViewSpec(1, "one", "One", "tests.tui.interview_app:OneAccount"),))
        self.account_id = account_id
        self.account_name = account_name


def from_account(book: Book, account_id: str, script: Script, name: str = "Acme") -> None:
    """Runs `script` over the screen of one account."""

    app = AccountApp(LiveBook.of(book), account_id, name)

    async def run(pilot: Pilot[Any]) -> None:
        await script(InterviewPilot(app, pilot, book))

    run_piloted(app, run, (80, 24))


__all__ = ["InterviewPilot", "OneAccount", "a_lost_account", "an_account", "from_account", "hold", "resume"]
