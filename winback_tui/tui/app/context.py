"""What a verb may know and use when it runs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

    from winback_tui.store.book import Book
    from winback_tui.tui.commands.command import Command

    from .app import WinbackApp
    from .progress import TaskProgress

T = TypeVar("T")


class CommandSubject(NamedTuple):
    """The account that a verb would act on: what is under the cursor, or what the screen is about."""

    account_id: str
    name: str
    case_id: str = ""
    row: Any = None
    """The row object under the cursor, where there is one: facts for `enabled` without another query."""


class Context(NamedTuple):
    """Where a verb was called, on what, and the ways to talk to the user."""

    app: WinbackApp
    screen: Screen[Any]
    node: DOMNode
    """The screen or widget whose verb it is."""
    subject: CommandSubject | None
    marked: Sequence[Hashable] = ()
    """Keys of the marked rows of the list, in their order."""
    verb: Command | None = None
    """The verb that runs; None while it is only looked at."""

    @property
    def book(self) -> Book:
        """The open book: the first argument of every service."""
        return self.app.book

    @property
    def read_only(self) -> str:
        """Empty, or the sentence why nothing can be changed."""
        return self.app.read_only

    async def ask(self, screen: Screen[T]) -> T | None:
        """Shows a dialog or full screen and waits for what it was dismissed with; None means Esc.

        The help of a dialog says what the verb does that asks by it.
        """
        from winback_tui.tui.screens.base.dialog import Dialog

        if isinstance(screen, Dialog) and self.verb is not None:
            screen.asked_for = self.verb.about
        return await self.app.push_screen_wait(screen)

    async def show(self, screen: Screen[Any]) -> None:
        """Shows a full screen and waits until it is left."""
        await self.app.push_screen_wait(screen)

    async def act(self, work: Callable[[], T], said: str | Callable[[T], str] = "") -> T:
        """Runs a writing service in a thread, tells the views to reload, and says what was done.

        `said` is the toast, or makes it from the result. A WinbackError goes through to the caller: the verb's
        runner turns it into a toast.
        """
        return await self.app.act(work, said)

    async def fetch(self, work: Callable[[], T]) -> T:
        """Runs a slow reading service in a thread."""
        return await self.app.fetch(work)

    async def long(
        self, title: str, work: Callable[[TaskProgress], T], said: Callable[[T], str] | None = None
    ) -> T | None:
        """Runs long writing work with a progress box and a way out; None when the user stopped it.

        The work calls `progress.step(done, total)`, which raises when it is to stop.
        """
        from winback_tui.tui.screens.base.progress import ProgressScreen

        box = ProgressScreen(title, work)
        result = await self.app.push_screen_wait(box)
        if box.fault is not None:
            raise box.fault
        if result is not None:
            self.app.changed(said(result) if said else "")
        return result

    def tell(self, text: str) -> None:
        """A short toast, drawn literally. Name the thing: `Plan saved for Acme: call on Tue 24 Nov`."""
        self.app.tell(text)
