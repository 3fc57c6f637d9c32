"""A panel of the review in few lines, for a page that shows all of them side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import wrap

from winback_tui.domain.review.figure import Figure
from winback_tui.output.guard import one_line

from .cells import cut, fitted, stacked, width_of
from .figures import value_words
from .panels.panel import Panel, PanelTable, tables_of
from .plots.layout import draw
from .plots.plot import Plot, PlotKind
from .plots.text import as_text

Part = tuple[str, str]
"""Some text and its style: '', `muted`, `strong`, `accent`, `good`, `bad`."""
_GAP = 2
_LEAST_PLOT = 3


def brief_lines(panel: Panel, width: int, height: int) -> list[list[Part]]:
    """At most `height` lines of `width` cells: the brief figures, then a plot, else a table, else the notes."""
    lines = [line for each in _brief(panel) for line in _figure(panel, each, width)]
    rest = height - len(lines)
    plot = panel.small or next((each for each in panel.plots if each.tells), None)
    if plot is not None and plot.tells:
        below = [[(cut(one_line(each), width), "strong")] for each in panel.below]
        if rest - len(below) < _LEAST_PLOT:
            below = []
        lines += [[(line, "accent")] for line in _plot(plot, width, rest - len(below))]
        lines += below
    elif table := panel.small_table or next(tables_of(panel), None):
        lines += _table(table, width, rest)
    elif not lines:
        lines += [[(line, "muted")] for note in _notes(panel) for line in wrap(one_line(note), max(8, width))]
    return lines[:height]


def _brief(panel: Panel) -> Iterator[Figure]:
    known = {each.key: each for each in panel.figures}
    for key in panel.brief:
        if key in known and (known[key].value is not None or known[key].denominator):
            yield known[key]


def _figure(panel: Panel, figure: Figure, width: int) -> Iterator[list[Part]]:
    value = value_words(figure)
    if figure.value is None:
        value = f"{figure.numerator or 0:,.0f} of {figure.denominator or 0:,.0f}"
    room = width - width_of(value) - 1
    label = figure.label
    if width_of(label) > room:  # What follows the comma is in the panel itself.
        label = label.partition(",")[0]
    if width_of(label) > room:
        yield [(fitted(label, width), "muted")]
        label = ""
    yield [(f"{fitted(label, room)} ", "muted"), (value, figure.tone or "strong")]
    parts, before = (
        panel.parts.get(figure.key, "") or _short(figure, width),
        panel.compared.get(figure.key, ""),
    )
    together = "; ".join(each for each in (parts, before) if each)
    for words in (together,) if width_of(together) <= width else (*parts.split("; "), before):
        if words:
            shown = words if width_of(words) <= width else words.partition(", ")[0]
            yield [(fitted(shown, width, right=True), "muted")]


def _short(figure: Figure, width: int) -> str:
    """As much of its meaning in few words as fits on one line: without what follows its last comma, then only what
    stands before the semicolon."""
    forms = (figure.short, figure.short.rpartition(", ")[0], figure.short.partition("; ")[0])
    return next((each for each in forms if each and width_of(each) <= width), forms[-1])


def _plot(plot: Plot, width: int, rest: int) -> Sequence[str]:
    """The plot where there is room for it; of bars the first ones."""
    if plot.kind is PlotKind.BARS:
        rows = max(0, min(rest, len(plot.values)))
        plot = replace(
            plot,
            labels=plot.labels[:rows],
            values=plot.values[:rows],
            notes=plot.notes[:rows],
            running=plot.running[:rows],
        )
    below = 1 + bool(plot.marks)
    drawing = draw(plot, width, max(1, rest - below))
    if drawing.height > rest or rest < min(_LEAST_PLOT, drawing.height):
        return ()
    return [cut(line, width) for line in as_text(drawing)]


def _table(table: PanelTable, width: int, rest: int) -> list[list[Part]]:
    """The first columns that fit, the first rows; the amounts of sums below each other where all rows fit so."""
    rows = [[one_line(each) for each in row] for row in table.rows[: max(0, rest - 1)]]
    tall = [line for row in rows for line in stacked(row, table.numbers)]
    if len(table.rows) <= len(rows) < len(tall) < rest and _width(table.heading, *rows) > width:
        rows = [list(line) for line in tall]
    widths = [max(width_of(each) for each in column) for column in zip(table.heading, *rows, strict=True)]
    taken = len(widths)
    while taken > 2 and sum(widths[:taken]) + _GAP * (taken - 1) > width:
        taken -= 1
    widths[0] = min(widths[0], max(4, width - sum(widths[1:taken]) - _GAP * (taken - 1)))

    def line(cells: Sequence[str]) -> str:
        shown = zip(cells[:taken], widths[:taken], table.numbers[:taken], strict=True)
        return cut((" " * _GAP).join(fitted(cell, room, right) for cell, room, right in shown), width)

    return [[(line(table.heading), "muted")], *([(line(row), "")] for row in rows)]


def _width(*rows: Sequence[str]) -> int:
    columns = zip(*rows, strict=True)
    return sum(max(map(width_of, column)) + _GAP for column in columns) - _GAP


def _notes(panel: Panel) -> Sequence[str]:
    return panel.notes or ("Nothing to show for this period.",)
