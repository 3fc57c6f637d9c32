"""A page to read that is computed while the keys still work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from winback_tui.domain.errors import WinbackError
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.style_sheet import style_sheet

from .base_screen import FullScreen


class PageScreen(FullScreen[None]):
    """Subclass it: `HEADING`, `WAITING`, and `page`."""

    DEFAULT_CSS = style_sheet(__file__)
    OWN_COMMANDS: ClassVar[Sequence[type[Command]]] = (Back,)
    HEADING: ClassVar[str] = ""
    WAITING: ClassVar[str] = ""
    """Shown until the page is there."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Static(say((self.WAITING, "muted")), id="page", markup=False)

    def page(self) -> Content:
        """The page. Runs in a thread: touch no widget."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Heading, page and keys."""
        yield TitleLine(self.HEADING)
        with VerticalScroll():
            yield self._text
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read now, and again after each act."""
        self._app.book_changed.subscribe(self, lambda _: self._begin())
        self._begin()

    def _begin(self) -> None:
        in_background(self, self._read, group="page", exclusive=True)

    async def _read(self) -> None:
        try:
            self._text.update(await self._app.fetch(self.page))
        except WinbackError as fault:
            self._text.update(say((str(fault), "warn")))
        self.query_one(KeyFooter).refresh_commands()
