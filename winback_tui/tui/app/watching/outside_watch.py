"""Notices what another window or program wrote into the book, and lets the views read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winback_tui.domain.errors import WinbackError
from winback_tui.services.book.day_scoring import DayScoring
from winback_tui.services.book.live_book import LiveBook

if TYPE_CHECKING:
    from winback_tui.tui.app.app import WinbackApp

EVERY = 2.0
"""Seconds between two looks at the file's header."""


class OutsideWatch:
    """Compares the version of the file; changes made by this window are known already."""

    def __init__(self, app: WinbackApp) -> None:
        self._app = app
        self._looking = False

    def begin(self) -> None:
        """Starts watching. A book of the past, or one that is not kept open, cannot change while it is shown."""
        book = self._app.book
        if isinstance(book, LiveBook) and book.as_of is None:
            self._app.book_changed.subscribe(self._app, lambda _: self._look(tell=False), immediate=True)
            self._scoring = DayScoring(book)
            self._app.set_interval(EVERY, self._look)
            self._look(tell=False)

    def _look(self, tell: bool = True) -> None:
        self._app.run_worker(self._compare(tell), group="outside")

    async def _compare(self, tell: bool) -> None:
        book = self._app.book
        assert isinstance(book, LiveBook)
        if self._looking:
            return
        self._looking = True
        try:
            await self._app.fetch(self._scoring.begin_if_due)
            changed = await self._app.fetch(book.changed_outside)
        except WinbackError:
            return
        finally:
            self._looking = False
        if changed and tell:
            self._app.changed()
