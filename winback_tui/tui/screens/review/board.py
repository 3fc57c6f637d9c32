"""The panels of the review side by side, where the terminal is large enough; one is opened as a list of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from winback_tui.output.review.board import brief_lines
from winback_tui.output.review.panels.panel import Panel
from winback_tui.tui.drawing.cells import showable
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.widgets.style_sheet import style_sheet

PLACES = ("customers", "money", "win-back", "causes", "changes", "team", "map", "complaints")
"""The panels from left to right, row by row, by their keys."""
BOARD_WIDTH, BOARD_HEIGHT = 110, 32
"""From this size on the panels stand side by side."""


class BoardPanel(Static, can_focus=True):
    """One panel: title in its border, a few figures, a plot."""

    class Opened(Message):
        """Enter or a click on it."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,z", "open", "open", show=False)]
    """Enter is a command of the screen, which the bottom line names."""

    def __init__(self, key: str) -> None:
        super().__init__(id=f"panel-{key}", markup=False)
        self.key = key
        self._panel: Panel | None = None

    def show(self, panel: Panel | None) -> None:
        """Another review."""
        self._panel = panel
        self.border_title = Content(showable(panel.short or panel.title)) if panel else None
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Another number of lines."""
        self._draw()

    def on_click(self) -> None:
        """The same as Enter."""
        self.action_open()

    def action_open(self) -> None:
        """Asks to be shown whole."""
        if self._panel is not None:
            self.post_message(self.Opened(self.key))

    def _draw(self) -> None:
        width, height = self.content_size
        if self._panel is None or not width:
            self.update("")
            return
        lines = brief_lines(self._panel, width, height)
        self.update(Content("\n").join(say(*line) for line in lines))


class ReferencePanel(Static):
    """What others have measured, at the side."""

    _texts: Sequence[str] = ()

    def show(self, panels: Sequence[Panel]) -> None:
        """Those of all panels."""
        self.border_title = Content("Elsewhere")
        self._texts = [each for panel in panels for each in panel.references]
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """More or less room."""
        self._draw()

    def _draw(self) -> None:
        """As many as fit whole: half a sentence says the wrong thing."""
        width, height = self.content_size
        shown, taken = list[str](), 0
        for text in self._texts if width else ():
            taken += len(wrap(text, width)) + 1
            if taken > height + 1:
                break
            shown.append(text)
        self.update(say("\n\n".join(shown)))


class ReviewBoard(Widget):
    """All panels; the arrows go from one to the next."""

    DEFAULT_CSS = style_sheet(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,tab", "step(1)", "next panel", show=False),
        Binding("left,h,shift+tab", "step(-1)", "previous panel", show=False),
        Binding("down,j", "row(1)", "panel below", show=False),
        Binding("up,k", "row(-1)", "panel above", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="board")
        self._panels = [BoardPanel(key) for key in PLACES]
        self._references = ReferencePanel(id="references", markup=False)

    def compose(self) -> ComposeResult:
        """The grid, and what others measured beside it."""
        with Grid(id="panels"):
            yield from self._panels
        yield self._references

    def show(self, panels: Sequence[Panel], references: bool) -> None:
        """The panels of a review; without one for a key its place stays empty."""
        known = {each.key: each for each in panels}
        for each in self._panels:
            each.show(known.get(each.key))
        self._references.show(panels)
        self.set_class(references and any(each.references for each in panels), "-references")

    def go_to(self, key: str) -> None:
        """Put the focus on this panel, the first where there is none of that key."""
        self.screen.set_focus(next((each for each in self._panels if each.key == key), self._panels[0]))

    @property
    def focused_key(self) -> str:
        """The key of the panel with the focus, of the first where none has it."""
        return next((each.key for each in self._panels if each.has_focus), self._panels[0].key)

    def action_step(self, by: int) -> None:
        """The next or the previous panel, round and round."""
        at = (PLACES.index(self.focused_key) + by) % len(PLACES)
        self.go_to(PLACES[at])

    def action_row(self, by: int) -> None:
        """The panel of the row below or above that lies nearest."""
        own = next((each for each in self._panels if each.has_focus), self._panels[0])
        rows = sorted({each.region.y for each in self._panels})
        wanted = rows[(rows.index(own.region.y) + by) % len(rows)]
        middle = own.region.x + own.region.width // 2
        self.go_to(
            min(
                (each for each in self._panels if each.region.y == wanted),
                key=lambda each: abs(each.region.x + each.region.width // 2 - middle),
            ).key
        )
