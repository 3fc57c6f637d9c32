"""The one function that lays a plot out, for the screen, for plain text and for SVG; exact to an eighth of a cell."""

from __future__ import annotations

from itertools import pairwise

from winback_tui.output.review.cells import cut, width_of

from .drawing import Drawing, DrawnBar, DrawnBox, DrawnDot, DrawnLine, DrawnWords
from .plot import Plot, PlotKind

EIGHTHS = 8
MARK, RUNNING = "▲", "◆"
"""Signs for a change of ours under the line of months, and for the share of the whole up to a bar."""
_LEAST_SHARE = 6
"""The longest bar keeps this part of the width, and at least eight cells; names may have the rest."""
_MOST_STEP = 4


def draw(plot: Plot, width: int = 76, height: int = 5) -> Drawing:
    """Lay a plot out in this many cells: bars and rows of a scatter need a row each, columns and lines `height`
    rows and those for marks and labels, boxes `height` rows together at least.
    """
    match plot.kind:
        case PlotKind.BARS:
            return _bars(plot, width)
        case PlotKind.COLUMNS:
            return _columns(plot, width, height)
        case PlotKind.LINE:
            return _line(plot, width, height)
        case PlotKind.SCATTER:
            return _scatter(plot, width)
        case PlotKind.CELLS:
            return _cells(plot, width)


def _bars(plot: Plot, width: int) -> Drawing:
    note = max((len(each) + 1 for each in plot.notes), default=0)
    names = max((width_of(each) for each in plot.labels), default=0)
    label = max(0, min(names, width - 1 - note - max(EIGHTHS, width // _LEAST_SHARE)))
    room = max(EIGHTHS, width - label - 1 - note)
    greatest = max([*plot.values, 0])
    bars, words = list[DrawnBar](), list[DrawnWords]()
    for row, (name, value) in enumerate(zip(plot.labels, plot.values, strict=True)):
        words.append(DrawnWords(0, row, cut(name, label)))
        length = _measured(value, greatest, room)
        if length:
            bars.append(DrawnBar(label + 1, row, length, 1))
        if plot.running:
            words.append(DrawnWords(label + 1 + round(plot.running[row] * (room - 1)), row, RUNNING))
        if plot.notes:
            words.append(DrawnWords(width - len(plot.notes[row]), row, plot.notes[row]))
    return Drawing(plot.title, width, len(plot.labels), tuple(bars), tuple(words))


def _columns(plot: Plot, width: int, height: int) -> Drawing:
    count = max(1, len(plot.values))
    step = max(1, min(_MOST_STEP, width // count))
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


def _line(plot: Plot, width: int, height: int) -> Drawing:
    greatest = max([*plot.values, 0])
    top = f"{greatest:,.0f}"
    axis = len(top) + 1
    step = max(1, (width - axis) // max(1, len(plot.values)))
    ys = [height - 0.125 - (value / greatest if greatest else 0) * (height - 0.25) for value in plot.values]
    points = [(axis + place * step + step / 2, y) for place, y in enumerate(ys)]
    words = [DrawnWords(0, 0, top)]
    if height > 1:
        words.append(DrawnWords(len(top) - 1, height - 1, "0"))
    words += [DrawnWords(axis + place * step + step // 2, height, MARK) for place in plot.marks]
    below = height + (1 if plot.marks else 0)
    words += [DrawnWords(axis + place * step, below, name) for place, name in enumerate(plot.labels) if name]
    lines = (DrawnLine(tuple(points)),) if points else ()
    return Drawing(plot.title, max(width, axis + step * len(points)), below + 1, (), tuple(words), lines)


def _scatter(plot: Plot, width: int) -> Drawing:
    label = max((width_of(each) for each in plot.labels), default=0) + 1
    step = max(1, (width - label) // max(1, len(plot.columns)))
    greatest = max([*plot.values, 0])
    words = [DrawnWords(0, row, name) for row, name in enumerate(plot.labels) if name]
    words += [
        DrawnWords(label + place * step, len(plot.labels), cut(name, max(1, step - 1)))
        for place, name in enumerate(plot.columns)
        if name
    ]
    dots = [
        DrawnDot(label + at % len(plot.columns) * step, at // len(plot.columns), value / greatest)
        for at, value in enumerate(plot.values)
        if value > 0
    ]
    return Drawing(plot.title, width, len(plot.labels) + 1, (), tuple(words), (), tuple(dots))


def _cells(plot: Plot, width: int) -> Drawing:
    label = max((width_of(each) for each in plot.labels), default=0) + 1
    count = max(1, len(plot.columns))
    edges = [label + round(place * (width - label) / count) for place in range(count + 1)]
    tall = 2 + max((note.count("\n") + 1 for note in plot.notes), default=1)
    greatest = max([*plot.values, 0])
    words = [
        DrawnWords(left + 1, 0, cut(name, right - left - 1))
        for name, (left, right) in zip(plot.columns, pairwise(edges), strict=True)
    ]
    words += [DrawnWords(0, 2 + row * tall, name) for row, name in enumerate(plot.labels)]
    boxes = []
    for at, value in enumerate(plot.values):
        row, place = divmod(at, count)
        left, broad = edges[place], edges[place + 1] - edges[place]
        boxes.append(DrawnBox(left, 1 + row * tall, broad, tall, value / greatest if greatest else 0))
        words += [
            DrawnWords(left + 1, 2 + row * tall + line, cut(text, broad - 2))
            for line, text in enumerate(plot.notes[at].split("\n"))
        ]
    return Drawing(plot.title, width, 1 + tall * len(plot.labels), words=tuple(words), boxes=tuple(boxes))


def _measured(value: float, greatest: float, longest: int) -> float:
    """A length in cells, in whole eighths; anything above zero is at least one of them."""
    if greatest <= 0 or value <= 0:
        return 0.0
    return max(1, round(value / greatest * longest * EIGHTHS)) / EIGHTHS
