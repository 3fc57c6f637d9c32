"""Choosing a theme by seeing it: the whole program changes with the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.columns import ListColumn
from winback_tui.tui.screens.base.base_screen import Modal
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.list.window_table import WindowTable
from winback_tui.tui.widgets.style_sheet import style_sheet

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme as the list shows it."""

    key: str
    words: str


class KeepTheme(Command):
    id = "theme.keep"
    keys = "enter"
    label = "keep"
    about = "Keep the theme under the cursor."
    footer = 1

    def run(self, context: Context) -> None:
        context.screen.dismiss(None)


class ThemeList(WindowTable):
    """Enter is left to the box."""

    OWN_COMMANDS = (KeepTheme,)


class ThemeScreen(Modal[None]):
    """Arrows show, Enter keeps, Esc brings the former theme back."""

    DEFAULT_CSS = style_sheet(__file__)
    COLUMNS: ClassVar[tuple[ListColumn[ThemeRow], ...]] = (
        ListColumn("theme", "Theme", lambda row: row.words, 16, 10, grows=True, sorts=False),
    )

    def __init__(self, themes: Mapping[str, str]) -> None:
        """`themes`: name and words of each."""
        super().__init__()
        self._rows = [ThemeRow(name, words) for name, words in themes.items()]
        self._before = ""
        self.table = ThemeList(self.COLUMNS, id="themes")

    def compose(self) -> ComposeResult:
        """A small box at the top right, so that the screen under it can be seen."""
        self._before = self._app.theme
        names = [row.key for row in self._rows]
        at = names.index(self._before) if self._before in names else 0
        self.table.show(ListRows(self._rows), keep=False, at=at)
        with Vertical(id="box") as box:
            box.border_title = Content("Theme")
            yield self.table
            yield KeyFooter()

    def on_mount(self) -> None:
        """The list has the keys."""
        self.set_focus(self.table)

    @on(WindowTable.Highlighted)
    def _show(self, event: WindowTable.Highlighted) -> None:
        if event.row is not None and self._app.theme != event.row.key:
            self._app.theme = event.row.key

    def action_back(self) -> None:
        """The theme from before."""
        self._app.theme = self._before
        super().action_back()
