"""Reading and writing the book without holding up the screen, and saying what was done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Literal, TypeVar

from textual.signal import Signal

from winback_tui.services.book.live_book import LiveBook
from winback_tui.tui.drawing.cells import showable

from .tabs import Tabs
from .views import ViewSpec

if TYPE_CHECKING:
    from winback_tui.store.book import Book

T = TypeVar("T")

READ_AFTER = 1.0
"""Seconds after which a toast counts as read."""


class ServiceRunner(Tabs):
    """The part of the program that calls services and shows toasts."""

    def __init__(self, book: Book, views: Sequence[ViewSpec]) -> None:
        super().__init__(book, views)
        self.book_changed: Signal[None] = Signal(self, "book-changed")
        """Published after every act; views reload when they hear it."""
        self._acts = asyncio.Lock()
        self._prepared = False
        self._toast_at = 0.0
        self._toast_kind = ""

    def prepare_to_act(self) -> None:
        """Loads the writing services while the user still types, so that the first save need not wait for them."""
        if not self._prepared:
            self._prepared = True
            Thread(
                target=import_module, args=("winback_tui.services.book.account_action",), daemon=True
            ).start()

    async def fetch(self, work: Callable[[], T]) -> T:
        """Runs reading work in a thread; a book of the past has one connection, which stays in this thread."""
        return work() if self.book.as_of else await asyncio.to_thread(work)

    async def act(self, work: Callable[[], T], message: str | Callable[[T], str] = "") -> T:
        """Runs one writing service in a thread, one after the other; then views reload and a toast says it."""
        self.busy_acting()
        async with self._acts:
            result = await asyncio.to_thread(work)
        self.changed(message(result) if callable(message) else message)
        return result

    def act_as(self, person: str) -> None:
        """From now on what is done here is recorded under this name."""
        book = self.book
        self.book = book.acted_by(person) if isinstance(book, LiveBook) else replace(book, actor=person)

    def book_taken_over(self) -> None:
        """Called before a whole book comes into the place of an empty one: nothing in it is news."""

    def busy_acting(self) -> None:
        """Called when an act begins."""

    def changed(self, message: str = "") -> None:
        """The book was written to: views reload, and a toast says what was done."""
        self.book_changed.publish(None)
        if message:
            self.tell(message)

    def tell(self, text: str, kind: Literal["information", "warning", "error"] = "information") -> None:
        """A toast, drawn literally. Longer texts and faults stay longer; said again, it takes the place of itself."""
        seconds = min(12.0, 3 + len(text) / 20 + (2 if kind == "error" else 0))
        text = "\n".join(showable(line) for line in text[:600].split("\n"))
        for same in [each for each in self._notifications if each.message == text]:
            self._unnotify(same, refresh=False)
        self._toast_at, self._toast_kind = monotonic(), kind
        self.notify(text, severity=kind, timeout=seconds, markup=False)

    def clear_read(self) -> None:
        """Before the next command: removes a message that was there long enough, so that it covers nothing."""
        if self._toast_kind == "information" and monotonic() - self._toast_at > READ_AFTER:
            self._toast_kind = ""
            self.clear_notifications()
