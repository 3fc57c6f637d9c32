"""The review as text that can be read in a mail: 80 columns, no colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from winback_tui.domain.review.figure import Figure
from winback_tui.domain.review.review import Review
from winback_tui.output.guard import one_line
from winback_tui.output.wrapping import wrap_words

from .cells import fitted, stacked, width_of
from .figures import detail_words, value_words
from .panels.panel import Panel, PanelTable, tables_of
from .panels.panels import panels
from .plots.layout import draw
from .plots.text import as_text
from .short_panel import short_panels

WIDTH = 80
_LABEL, _VALUE = 38, 14
_LEAST_NAME = 16


def page(reviews: Sequence[Review], only: Sequence[str] = (), tables: bool = True) -> str:
    """Every review under a heading of its own; only the panels in `only`, where any is named.

    What has nothing to say is left out; one line at the end names the panels of which nothing is left.
    """
    parts = []
    for place, review in enumerate(reviews):
        lines = [heading(review), "=" * len(heading(review))]
        made = panels(review, further=place > 0)
        wanted = [each for each in made if not only or each.key in only or review.why]
        told, silent = short_panels(wanted, further=place > 0)
        for panel in told:
            lines += ["", *panel_lines(panel, tables)]
        lines += ["", *wrap(one_line(silent), WIDTH)] if silent else []
        parts.append("\n".join(lines))
    return "\n\n\n".join(parts)


def heading(review: Review) -> str:
    """`Review of 2026 so far · EUR · Ann Lee`."""
    parts = [f"Review of {review.period.words}", review.currency, review.group]
    return one_line(" · ".join(each for each in parts if each))


def panel_lines(panel: Panel, tables: bool = True, width: int = WIDTH) -> Iterator[str]:
    """One panel: heading, figures, plots, the tables behind them, and notes."""
    yield one_line(panel.title)
    yield "-" * len(one_line(panel.title))
    for figure in panel.figures:
        yield from figure_lines(figure, width, panel.parts.get(figure.key, ""))
    for plot in panel.plots:
        if plot.tells:
            yield ""
            if plot.title != panel.title:
                yield f"{plot.title}:"
            yield from as_text(draw(plot, width))
    for note in panel.notes:
        yield from wrap(one_line(note), width)
    for reference in panel.references:
        yield from wrap(f"Elsewhere: {reference}", width, subsequent_indent="    ")
    if tables:
        for table in tables_of(panel):
            yield ""
            yield from table_lines(table, width)


def figure_lines(figure: Figure, width: int = WIDTH, parts: str = "") -> Iterator[str]:
    """Label, value, and after them what a share is of, why there is no value, or the parts it is made of."""
    label = wrap(figure.label, _LABEL)
    detail = wrap(one_line(detail_words(figure) or parts), max(20, width - _LABEL - _VALUE - 3))
    for place in range(max(len(label), len(detail), 1)):
        left = label[place] if place < len(label) else ""
        value = value_words(figure) if not place else ""
        right = detail[place] if place < len(detail) else ""
        yield f"{left:{_LABEL}} {value:>{_VALUE}}  {right}".rstrip()


def table_lines(table: PanelTable, width: int = WIDTH) -> Iterator[str]:
    """The title, and the rows below it."""
    yield from wrap(f"{one_line(table.title)}:", width)
    yield from table_rows(table, width)


def table_rows(table: PanelTable, width: int = WIDTH) -> Iterator[str]:
    """The table in columns; where it is wider than the page, with the amounts of its sums below each other, and where
    that is too, each row's cells under its name.
    """
    cells = [[one_line(each) for each in row] for row in table.rows]
    widths = [max(width_of(each) for each in column) for column in zip(table.heading, *cells, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) > width and len(widths) > 2:
        lines = [table.heading, *(line for row in cells for line in stacked(row, table.numbers))]
        narrow = [max(width_of(each) for each in column) for column in zip(*lines, strict=True)]
        if len(lines) > len(cells) + 1 and sum(narrow) + 2 * (len(narrow) - 1) <= width:
            yield from (_row(line, narrow, table.numbers) for line in lines)
            return
    rest = sum(widths[1:]) + 2 * (len(widths) - 1)
    widths[0] = min(widths[0], max(_LEAST_NAME, width - rest))
    if len(widths) == 2 and widths[0] < max(width_of(row[0]) for row in cells):
        for name, cell in cells:
            yield from wrap(f"{name} {cell}", width, subsequent_indent="    ")
        return
    if widths[0] + rest <= width:
        for row in (table.heading, *cells):
            name, *further = wrap_words(row[0], widths[0], "", "  ", measure=width_of) or [""]
            yield _row([name, *row[1:]], widths, table.numbers)
            yield from further
        return
    for row in cells:
        parts = [f"{name.lower()} {cell}" for name, cell in zip(table.heading[1:], row[1:], strict=True)]
        yield from wrap(f"{row[0]}: {', '.join(parts)}", width, subsequent_indent="    ")


def _row(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> str:
    shown = [fitted(cell, room, number) for cell, room, number in zip(cells, widths, numbers, strict=True)]
    return "  ".join(shown).rstrip()
