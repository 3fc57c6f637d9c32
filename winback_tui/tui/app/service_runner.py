"""Reading and writing the book without holding up the screen, and saying what was done."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, TypeVar

from textual.notifications import Notify
from textual.signal import Signal
from textual.widgets._toast import ToastRack

from winback_tui.services.book.live_book import LiveBook
from winback_tui.tui.drawing.cells import showable

from .tabs import Tabs
from .views import ViewSpec

if TYPE_CHECKING:
    from winback_tui.store.book import Book

T = TypeVar("T")

MessageKind: TypeAlias = Literal["information", "warning", "error"]
KINDS: Sequence[MessageKind] = ("information", "warning", "error")
"""In rising order of weight."""
READ_AFTER = 1.0
"""Seconds after which a message counts as read."""
LONGEST = 600
"""Characters of a message that are shown."""
MOST_KEPT = 50
"""Messages that can be read again."""
FORM_MODULE = "winback_tui.tui.screens.contact.contact_dialog"
"""It brings in the form that is opened most, and with it what every form has."""


class Flash(NamedTuple):
    """The message that is shown; `last` is what was said last of it."""

    text: str
    kind: MessageKind
    last: str


class Message(NamedTuple):
    """What was said, and when (UTC)."""

    at: datetime
    text: str
    kind: MessageKind


class ServiceRunner(Tabs):
    """The part of the program that calls services and says what was done."""

    def __init__(self, book: Book, views: Sequence[ViewSpec]) -> None:
        super().__init__(book, views)
        self.book_changed: Signal[None] = Signal(self, "book-changed")
        """Published after every act; views reload when they hear it."""
        self._acts = asyncio.Lock()
        self._prepared = False
        self.messages: deque[Message] = deque(maxlen=MOST_KEPT)
        """What was said in this session, the latest last."""
        self._flash: Flash | None = None
        self._flash_at = 0.0

    def prepare_to_act(self) -> None:
        """Loads the writing services while the user still types, so that the first save need not wait for them."""
        if not self._prepared:
            self._prepared = True
            Thread(
                target=import_module, args=("winback_tui.services.book.account_action",), daemon=True
            ).start()

    def prepare_forms(self) -> None:
        """Loads what forms are made of, so that the first one opens as fast as the next."""
        Thread(target=import_module, args=(FORM_MODULE,), daemon=True).start()

    async def fetch(self, work: Callable[[], T]) -> T:
        """Runs reading work in a thread; a book of the past has one connection, which stays in this thread."""
        return work() if self.book.as_of else await asyncio.to_thread(work)

    async def act(self, work: Callable[[], T], message: str | Callable[[T], str] = "") -> T:
        """Runs one writing service in a thread, one after the other; then views reload and a message says it."""
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
        """The book was written to: views reload, and a message says what was done."""
        self.book_changed.publish(None)
        if message:
            self.tell(message)

    def tell(self, text: str, kind: MessageKind = "information") -> None:
        """The flash above the keys, drawn literally; there is only one.

        Another message takes its place, except that the one before it, of what was done or of a fault, is kept in
        front where nobody could have read it yet; all are in the list of messages. Longer texts and faults stay
        longer.
        """
        text = "\n".join(showable(line) for line in text[:LONGEST].split("\n"))
        now, last = monotonic(), text
        self.messages.append(Message(self.book.clock.now(), text, kind))
        unread = self._flash if now - self._flash_at < READ_AFTER else None
        before = (
            unread and unread.kind != "warning" and not unread.text.endswith("…")
        )  # that was under way and is done
        if unread and before and not (unread.text in text or text in unread.text):
            text, kind = f"{unread.last}\n{text}", max(kind, unread.kind, key=KINDS.index)
        self._clear_shown()
        self._flash_at, self._flash = now, Flash(text, kind, last)
        seconds = min(12.0, 3 + len(text) / 20 + (2 if kind == "error" else 0))
        self.notify(text, severity=kind, timeout=seconds, markup=False)

    def _refresh_notifications(self) -> None:
        """Shows the flash on the screen that is on top by then. The toolkit keeps to the one that was on top when it
        was said; where a box has opened since, the flash would stand under the box as well."""
        self.call_later(self._show_flash)

    def _show_flash(self) -> None:
        for rack in self.screen.query(ToastRack) if self.screen_stack else ():
            if self._notifications or rack.display:  # hiding what is hidden would lay out the whole screen
                rack.show(self._notifications)

    def on_notify(self, event: Notify) -> None:
        """Drops a message that another replaced before the toolkit took it up."""
        if self._flash is None or event.notification.message != self._flash.text:
            event.prevent_default()

    def clear_read(self) -> None:
        """Before the next command: removes a message that was there long enough, so that it covers nothing."""
        flash = self._flash
        if flash and flash.kind == "information" and monotonic() - self._flash_at > READ_AFTER:
            self._flash = None
            self._clear_shown()

    def _clear_shown(self) -> None:
        """Takes the message away, also one that was told so lately that the toolkit has not drawn it yet.

        The toolkit removes the toasts that it finds drawn; one still being mounted would stay beside the next.
        """
        self.clear_notifications()
        for screen in self.screen_stack:
            screen.query("ToastHolder").remove()
