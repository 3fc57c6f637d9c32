"""Notices what another window or program wrote into the book, and lets the views read it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from winback_tui.domain.errors import WinbackError
from winback_tui.services.book.day_scoring import DayScoring
from winback_tui.services.book.live_book import LiveBook
from winback_tui.tui.widgets.background import in_background

if TYPE_CHECKING:
    from winback_tui.tui.app.app import WinbackApp

EVERY = 2.0
"""Seconds between two looks at the file's header."""


class OutsideWatch:
    """Compares the version of the file; changes made by this window are known already.

    A book that was deleted, moved away or overwritten while it is shown is said once; what is typed stays.
    """

    def __init__(self, app: WinbackApp) -> None:
        self._app = app
        self._looking = False
        self._failures = Counter[str]()
        """Why the book cannot be looked at, and how many times in a row; empty while it can."""

    def begin(self) -> None:
        """Starts watching. A book of the past, or one that is not kept open, cannot change while it is shown."""
        book = self._app.book
        if isinstance(book, LiveBook) and book.as_of is None:
            self._app.book_changed.subscribe(self._app, lambda _: self._look(tell=False), immediate=True)
            self._scoring = DayScoring(book)
            self._app.set_interval(EVERY, self._look)
            self._look(tell=False)

    def _look(self, tell: bool = True) -> None:
        in_background(self._app, partial(self._compare, tell), group="outside")

    async def _compare(self, tell: bool) -> None:
        book = self._app.book
        assert isinstance(book, LiveBook)
        if self._looking:
            return
        self._looking = True
        try:
            await self._app.fetch(self._scoring.begin_if_due)
            changed = await self._app.fetch(book.changed_outside)
        except WinbackError as fault:
            self._cannot_look(str(fault))
            return
        finally:
            self._looking = False
        self._failures.clear()
        if changed and tell:
            self._app.changed()

    def _cannot_look(self, why: str) -> None:
        """Says why at the second look in a row: a colleague's write that takes a moment is no news."""
        self._failures = Counter({why: self._failures[why] + 1})
        if self._failures[why] == 2:
            self._app.tell(why, "error")
