"""An interview without the views around it: what `winback interview ACCOUNT` shows. Leaving it ends the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from winback_tui.domain.errors import Refused
from winback_tui.services.book import opening as window_lock
from winback_tui.services.interviews.interviews import case_interviews, interview_record
from winback_tui.services.settings.own_settings import own_settings, settings_file
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.start import run_quickly
from winback_tui.tui.app.views import ViewSpec
from winback_tui.tui.commands.keys import read_keymap
from winback_tui.tui.screens.base.base_screen import BaseScreen
from winback_tui.tui.widgets.background import in_background

from .opening import show_interview

if TYPE_CHECKING:
    from winback_tui.store.book import Book


class InterviewApp(WinbackApp):
    """One interview."""

    CSS_PATH = str(Path(__file__).parents[2] / "app" / "app.tcss")

    def __init__(
        self,
        book: Book,
        interview_id: str,
        own: Path | None = None,
        *,
        theme: str = "",
        keymap: Mapping[str, str] | None = None,
    ) -> None:
        behind = ViewSpec(
            1, "interview", "Interview", "winback_tui.tui.screens.interview.standalone_app:Behind"
        )
        super().__init__(book, views=(behind,), theme=theme, keymap=keymap)
        self.interview_id = interview_id
        self.own = own


class Behind(BaseScreen, Screen[None]):
    """The empty place from which the interview opens."""

    def on_mount(self) -> None:
        """Opens it."""
        in_background(self, self._hold)

    async def _hold(self) -> None:
        app = cast("InterviewApp", self.app)
        record = interview_record(app.book, app.interview_id, app.own)
        now = case_interviews(app.book, record.head.account_id, app.own)
        await show_interview(app.context(self), record, now, app.own)
        app.leave()


def open_interview(book: Book, interview_id: str, own: Path | None = None) -> int:
    """Shows the interview until the user leaves it; returns the exit code.

    Raises Refused where another window holds the book, BadInput for a fault in the user's own settings or keys.
    """
    with window_lock.hold_book_lock(book.path) as ours:
        if not ours:
            raise Refused("This book is open in another window; do the interview there, or close it first.")
        theme, keymap = own_settings().theme, read_keymap(settings_file().with_name("keys.toml"))
        return run_quickly(lambda: InterviewApp(book, interview_id, own, theme=theme, keymap=keymap))
