"""What the first screen says until the first key: the interview that waits, and the tour of the demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winback_tui.domain.errors import WinbackError
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.case import HoldInterview
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.notice import DEMO_TOUR, StartNotice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from winback_tui.tui.app.app import WinbackApp


class FirstScreenNotice:
    """Shown once a session; while it is there, the key of the interview goes on with the one that waits."""

    def __init__(self, app: WinbackApp) -> None:
        self._app = app
        self._line: StartNotice | None = None
        self._over = False

    def begin(self) -> None:
        """Looks for what there is to say, while the keys work already."""
        in_background(self._app, self._say, group="notice")

    def key_pressed(self, key: str) -> None:
        """The first key: the lines go; any but the interview's own forgets which one waits."""
        keys = [each.strip() for each in self._app.keys_of(HoldInterview()).split(",")]
        if key not in keys:
            self._app.waiting_interview = None
        self.drop()

    def drop(self) -> None:
        """Takes the lines away."""
        self._over = True
        if self._line is not None:
            self._line.remove()
            self._line = None

    async def _say(self) -> None:
        lines: list[Sequence[Cell]] = list(DEMO_TOUR) if self._app.demo else []
        try:
            waiting = await self._app.fetch(self._waiting)
        except WinbackError:
            waiting = None  # the list says already that the book cannot be read
        if self._over or len(self._app.screen_stack) != 1:
            return
        if waiting is not None:
            subject, sentence = waiting
            self._app.waiting_interview = subject
            lines.append(
                ((sentence, "strong"), ("  ", ""), (self._app.key_of(HoldInterview()), "key"), " goes on")
            )
        headline = next(iter(self._app.screen.query("#headline")), None)
        if lines and headline is not None:
            self._line = StartNotice(lines)
            await self._app.screen.mount(self._line, before=headline)

    def _waiting(self) -> tuple[CommandSubject, str] | None:
        from winback_tui.services.interviews.waiting import waiting_interview

        found = None if self._app.read_only else waiting_interview(self._app.book)
        return (CommandSubject(found.account_id, found.account), found.sentence) if found else None
