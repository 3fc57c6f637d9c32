"""Counts the open conflicts for the head of the views, after each change of the book."""

from __future__ import annotations

from asyncio import sleep
from typing import TYPE_CHECKING

from winback_tui.domain.errors import WinbackError
from winback_tui.tui.drawing.tab_line import CONFLICTS
from winback_tui.tui.widgets.background import in_background

if TYPE_CHECKING:
    from winback_tui.tui.app.app import WinbackApp

AFTER = 0.3
"""Seconds of rest: while one decision follows another, the screen that decides keeps the number itself."""


class ConflictsWatch:
    """One count at a time; a newer change is counted next."""

    def __init__(self, app: WinbackApp) -> None:
        self._app = app

    def begin(self) -> None:
        """Counts now, and after every change. The past has no conflicts to decide."""
        if self._app.book.as_of is None:
            self._app.book_changed.subscribe(self._app, lambda _: self._look(), immediate=True)
            self._look()

    def _look(self) -> None:
        in_background(self._app, self._count, group="conflicts", exclusive=True)

    async def _count(self) -> None:
        await sleep(AFTER)
        from winback_tui.services.book.conflict_hint import count_conflicts

        book = self._app.book
        try:
            number = await self._app.fetch(lambda: count_conflicts(book))
        except WinbackError:
            return
        self._app.count(CONFLICTS, number or None)
