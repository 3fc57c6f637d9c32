"""Short texts of a screen: a line whose pieces can be clicked, and a text that redraws only when it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Static

from winback_tui.tui.drawing.pieces import Piece, Sides, left_space, spread
from winback_tui.tui.drawing.tones import say


class SteadyWidget(Widget):
    """A part of a form. How far its content reaches does not have the whole form laid out once more, as the toolkit
    does with each part that is new: a form opens with one layout instead of two."""

    virtual_size = Reactive(Size(0, 0), layout=False)


class SteadyText(Static):
    """A text beside what one types: the same text again does not lay out the whole screen at every letter.

    Takes `Content` only; nothing of it is markup.
    """

    def __init__(
        self, text: Content | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        self._shown_text = text or Content()
        super().__init__(self._shown_text, id=id, classes=classes, markup=False)

    def tell(self, content: Content) -> None:
        """Shows this text from now on."""
        if not content.is_same(self._shown_text):
            self._shown_text = content
            self.update(content)


class ClickableLine(SteadyWidget):
    """Draws pieces from the left and from the right; subclasses say which, in `pieces`."""

    DEFAULT_CSS = """
    ClickableLine { height: 1; width: 1fr; }
    """

    _spans: Sequence[tuple[int, int, Callable[[], None]]] = ()

    def pieces(self, width: int) -> Sides:
        """What is on the left and what on the right in a line of `width` cells."""
        raise NotImplementedError

    def render(self) -> Content:
        """The line; where both sides do not fit, the left one is cut."""
        width = self.content_size.width
        left, right = sides = self.pieces(width)
        room, right_from = left_space(sides, width)
        self._spans = [*_spans(left, 0, room), *_spans(right, right_from, width)]
        return say(*spread(sides, width))

    def on_click(self, event: events.Click) -> None:
        """Does what the clicked piece stands for."""
        for start, end, clicked in self._spans:
            if start <= event.x < end:
                event.stop()
                clicked()
                return


def _spans(pieces: Sequence[Piece], at: int, end: int) -> list[tuple[int, int, Callable[[], None]]]:
    found: list[tuple[int, int, Callable[[], None]]] = []
    for piece in pieces:
        if piece.clicked is not None and at < end:
            found.append((at, min(at + piece.width, end), piece.clicked))
        at += piece.width
    return found
