"""A line under the tabs that says why nothing can be changed."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from winback_tui.tui.drawing.pieces import banner
from winback_tui.tui.drawing.tones import say


class Banner(Widget):
    """Stays as long as the screen is read-only."""

    DEFAULT_CSS = """
    Banner { height: 1; width: 1fr; padding: 0 1; background: $surface; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(id="banner")
        self._text = text

    def render(self) -> Content:
        """The sentence."""
        return say(*banner(self._text))
