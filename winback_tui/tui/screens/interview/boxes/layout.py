"""Heights that follow their content, and text broken into lines by terminal cells."""

from __future__ import annotations

from textual.widget import Widget

from winback_tui.tui.drawing.cells import showable, width_of


def measure_again(*widgets: Widget) -> None:
    """Asks for the height of these once more after the next drawing.

    The toolkit keeps a height that was measured between two changes of the same moment, as in a burst of keys.
    """
    for widget in widgets:
        widget.call_after_refresh(widget.refresh, layout=True)


def wrap_hanging(lead: str, text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, the first behind `lead`, the others indented as far."""
    indent = " " * min(width_of(lead), max(0, width - 10))
    lines: list[str] = []
    line, empty = lead, True
    for word in showable(text).split():
        for piece in _pieces(word, max(4, width - len(indent))):
            gap = "" if empty else " "
            if not empty and width_of(line) + width_of(piece) + 1 > width:
                lines.append(line)
                line, gap = indent, ""
            line, empty = f"{line}{gap}{piece}", False
    return [*lines, line]


def _pieces(word: str, width: int) -> list[str]:
    """A word too long for a line, cut where it must be."""
    pieces, piece, size = [], "", 0
    for letter in word:
        wide = width_of(letter)
        if size + wide > width:
            pieces.append(piece)
            piece, size = "", 0
        piece, size = piece + letter, size + wide
    return [*pieces, piece]
