"""A drawing as lines of text: bars in eighth blocks, lines in dots of braille, boxes in box signs."""

from __future__ import annotations

from itertools import pairwise

from winback_tui.output.review.cells import placed, width_of

from .drawing import Drawing, DrawnBar, DrawnBox, DrawnDot, DrawnLine
from .layout import EIGHTHS

_WIDE = " ▏▎▍▌▋▊▉█"
_HIGH = " ▁▂▃▄▅▆▇█"
_DOTS = "·•●"
_BRAILLE = 0x2800
_ACROSS, _DOWN = 2, 4
_DOT_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille character, row by row."""


def as_text(drawing: Drawing) -> list[str]:
    """The drawing line by line, without trailing blanks."""
    rows = [[" "] * drawing.width for _ in range(drawing.height)]
    for bar in drawing.bars:
        for y in range(int(bar.y), min(drawing.height, _above(bar.y + bar.height))):
            for x in range(int(bar.x), min(drawing.width, _above(bar.x + bar.width))):
                rows[y][x] = _block(bar, x, y)
    for line in drawing.lines:
        _stroke(rows, line)
    for dot in drawing.dots:
        rows[dot.y][dot.x] = _dot(dot)
    for box in drawing.boxes:
        _frame(rows, box)
    for words in drawing.words:
        for place, sign in placed(words.text):
            _put(rows[words.y], words.x + place, sign)
    return ["".join(row).rstrip() for row in rows]


def _put(row: list[str], place: int, sign: str) -> None:
    """Write a character into its cells; the second cell of a wide one stays empty."""
    size = max(1, width_of(sign))
    if place + size <= len(row):
        row[place] = sign
        for further in range(place + 1, place + size):
            row[further] = ""


def _block(bar: DrawnBar, x: int, y: int) -> str:
    across = min(1.0, bar.x + bar.width - x)
    up = min(1.0, y + 1 - bar.y)
    if across < 1:
        return _WIDE[round(across * EIGHTHS)]
    return _HIGH[round(up * EIGHTHS)]


def _stroke(rows: list[list[str]], line: DrawnLine) -> None:
    bits: dict[tuple[int, int], int] = {}
    ends = list(pairwise(line.points)) or [(each, each) for each in line.points]
    for (x1, y1), (x2, y2) in ends:
        steps = max(1, round(max(abs(x2 - x1) * _ACROSS, abs(y2 - y1) * _DOWN)))
        for at in range(steps + 1):
            x = round((x1 + (x2 - x1) * at / steps) * _ACROSS - 0.5)
            y = round((y1 + (y2 - y1) * at / steps) * _DOWN - 0.5)
            cell = (y // _DOWN, x // _ACROSS)
            bits[cell] = bits.get(cell, 0) | _DOT_BITS[y % _DOWN][x % _ACROSS]
    for (y, x), found in bits.items():
        if 0 <= y < len(rows) and 0 <= x < len(rows[y]):
            rows[y][x] = chr(_BRAILLE + found)


def _dot(dot: DrawnDot) -> str:
    return _DOTS[min(len(_DOTS) - 1, int(dot.size * len(_DOTS)))]


def _frame(rows: list[list[str]], box: DrawnBox) -> None:
    right, bottom = box.x + box.width - 1, box.y + box.height - 1
    for x in range(box.x + 1, right):
        rows[box.y][x] = rows[bottom][x] = "─"
    for y in range(box.y + 1, bottom):
        rows[y][box.x] = rows[y][right] = "│"
    rows[box.y][box.x], rows[box.y][right] = "╭", "╮"
    rows[bottom][box.x], rows[bottom][right] = "╰", "╯"


def _above(number: float) -> int:
    return int(-(-number // 1))
