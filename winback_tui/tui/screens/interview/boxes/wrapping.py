"""Breaking a text into lines by terminal cells, with a hanging indent."""

from __future__ import annotations

from winback_tui.tui.drawing.cells import showable, width_of


def hung(lead: str, text: str, width: int) -> list[str]:
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
