"""Says when an order has brought an account back, and when such an order is removed again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from winback_tui.domain.errors import WinbackError
from winback_tui.domain.wording.wording import count
from winback_tui.tui.widgets.background import in_background

if TYPE_CHECKING:
    from winback_tui.tui.app.app import WinbackApp

TOLD_BY_NAME = 3


class ReturnsWatch:
    """Compares who is back before and after each change of the book, whoever made it."""

    def __init__(self, app: WinbackApp) -> None:
        self._app = app
        self._names: dict[str, str] | None = None
        self._one_by_one = asyncio.Lock()

    def begin(self) -> None:
        """Remembers who is back now; from then on every change is looked at."""
        self._app.book_changed.subscribe(self._app, lambda _: self._look(), immediate=True)
        self._look()

    def begin_again(self) -> None:
        """Another book has come into the place of this one: who is back in it is no news."""
        self._names = None

    def _look(self) -> None:
        in_background(self._app, self._compare, group="returns")

    async def _compare(self) -> None:
        try:
            async with self._one_by_one:
                await self._tell_differences()
        except WinbackError as fault:
            self._app.tell(str(fault), "error")

    async def _tell_differences(self) -> None:
        from winback_tui.services.returns.returns import latest_proofs, who_is_back

        book = self._app.book
        back = await self._app.fetch(lambda: who_is_back(book))
        before, self._names = self._names, {key: account.name for key, account in back.items()}
        if before is None:
            return
        fresh, gone = back.keys() - before.keys(), before.keys() - back.keys()
        self._app.came_back = frozenset((self._app.came_back | fresh) & back.keys())
        if fresh:
            proofs = await self._app.fetch(lambda: latest_proofs(book, set(fresh)))
            self._app.tell("↺ " + "\n↺ ".join(proofs[:TOLD_BY_NAME]) + _more(len(proofs)) + ".")
        if gone:
            names = ", ".join(sorted(before[key] for key in gone)[:TOLD_BY_NAME])
            self._app.tell(f"No longer back: {names}{_more(len(gone))}.", "warning")


def _more(number: int) -> str:
    return f", and {count(number - TOLD_BY_NAME, 'more account')}" if number > TOLD_BY_NAME else ""
