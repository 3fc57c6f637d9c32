"""Plots of the review: one function says where each bar and word stands, the same for text and for SVG.

A drawing is measured in cells of a terminal; bars are as exact as an eighth of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from winback_tui.output.guard import one_line

from .cells import cut, placed, width_of

EIGHTHS = 8
_WIDE = " ▏▎▍▌▋▊▉█"
_HIGH = " ▁▂▃▄▅▆▇█"
_LABEL = 26
"""Cells for the name of a bar; longer ones are cut."""
_CELL_W, _CELL_H = 8, 16


class PlotKind(StrEnum):
    """Bars lie under each other, as causes and funnels do; columns stand side by side, as months do."""

    BARS = "bars"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Plot:
    """Values with their labels; `notes` come after the bars, under columns only the labels that are not ''."""

    title: str
    kind: PlotKind
    labels: Sequence[str]
    values: Sequence[float]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar in cells from the upper left corner; one of its sides is a whole number of cells."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class DrawnWords:
    """Words that begin in this cell."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where every part of a plot is; `width` and `height` in cells."""

    title: str
    width: int
    height: int
    bars: tuple[DrawnBar, ...]
    words: tuple[DrawnWords, ...]


def draw(plot: Plot, width: int = 76, height: int = 5) -> Drawing:
    """Lay a plot out in so many cells; bars need a row each, columns take `height` rows and one for the labels."""
    if plot.kind is PlotKind.BARS:
        return _bars(plot, width)
    return _columns(plot, width, height)


def as_text(drawing: Drawing) -> list[str]:
    """The drawing in eighth blocks, line by line, without trailing blanks."""
    rows = [[" "] * drawing.width for _ in range(drawing.height)]
    for bar in drawing.bars:
        for y in range(int(bar.y), min(drawing.height, _above(bar.y + bar.height))):
            for x in range(int(bar.x), min(drawing.width, _above(bar.x + bar.width))):
                rows[y][x] = _block(bar, x, y)
    for words in drawing.words:
        for place, sign in placed(words.text):
            _put(rows[words.y], words.x + place, sign)
    return ["".join(row).rstrip() for row in rows]


def as_svg(drawing: Drawing) -> str:
    """The drawing as one SVG element that stands by itself, its words escaped."""
    width, height = drawing.width * _CELL_W, drawing.height * _CELL_H
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}"'
        f' font-family="monospace" font-size="13"><title>{escape(one_line(drawing.title))}</title>'
    ]
    for bar in drawing.bars:
        gap = 2 if bar.height == 1 else 0
        parts.append(
            f'<rect x="{bar.x * _CELL_W:g}" y="{bar.y * _CELL_H + gap:g}" width="{bar.width * _CELL_W:g}"'
            f' height="{bar.height * _CELL_H - 2 * gap:g}" fill="#2f6f8f"/>'
        )
    for words in drawing.words:
        parts.append(
            f'<text x="{words.x * _CELL_W}" y="{(words.y + 1) * _CELL_H - 4}" fill="currentColor"'
            f' xml:space="preserve">{escape(one_line(words.text))}</text>'
        )
    return "".join([*parts, "</svg>"])


def _put(row: list[str], place: int, sign: str) -> None:
    """Write a sign into its cells; the second of a wide one holds nothing."""
    size = max(1, width_of(sign))
    if place + size <= len(row):
        row[place] = sign
        for further in range(place + 1, place + size):
            row[further] = ""


def _bars(plot: Plot, width: int) -> Drawing:
    label = min(_LABEL, width * 2 // 5, max((width_of(each) for each in plot.labels), default=0))
    note = max((len(each) for each in plot.notes), default=0)
    room = max(EIGHTHS, width - label - 1 - (note + 1 if note else 0))
    greatest = max([*plot.values, 0])
    bars, words = list[DrawnBar](), list[DrawnWords]()
    for row, (name, value) in enumerate(zip(plot.labels, plot.values, strict=True)):
        words.append(DrawnWords(0, row, cut(name, label)))
        length = _measured(value, greatest, room)
        if length:
            bars.append(DrawnBar(label + 1, row, length, 1))
        if plot.notes:
            words.append(DrawnWords(width - len(plot.notes[row]), row, plot.notes[row]))
    return Drawing(plot.title, width, len(plot.labels), tuple(bars), tuple(words))


def _columns(plot: Plot, width: int, height: int) -> Drawing:
    count = max(1, len(plot.values))
    step = max(1, min(4, width // count))
    broad = max(1, step - 1)
    greatest = max([*plot.values, 0])
    bars, words = list[DrawnBar](), list[DrawnWords]()
    for place, (name, value) in enumerate(zip(plot.labels, plot.values, strict=True)):
        tall = _measured(value, greatest, height)
        if tall:
            bars.append(DrawnBar(place * step, height - tall, broad, tall))
        if name:
            words.append(DrawnWords(place * step, height, name))
    return Drawing(plot.title, max(width, count * step), height + 1, tuple(bars), tuple(words))


def _measured(value: float, greatest: float, longest: int) -> float:
    """A length in cells, in whole eighths; what is above nothing is at least one of them."""
    if greatest <= 0 or value <= 0:
        return 0.0
    return max(1, round(value / greatest * longest * EIGHTHS)) / EIGHTHS


def _block(bar: DrawnBar, x: int, y: int) -> str:
    across = min(1.0, bar.x + bar.width - x)
    up = min(1.0, y + 1 - bar.y)
    if across < 1:
        return _WIDE[round(across * EIGHTHS)]
    return _HIGH[round(up * EIGHTHS)]


def _above(number: float) -> int:
    return int(-(-number // 1))
