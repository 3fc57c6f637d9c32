"""A plot as large as a place has room for."""

from __future__ import annotations

from .layout import draw
from .plot import Plot, PlotKind
from .text import as_text

_USUAL_ROWS, _MOST_ROWS = 4, 10
"""What months side by side need for one to be seen beside the next, and what is high enough for any."""
_LEAST_BARS = 3
"""Fewer bars of many say nothing: it is their order that counts, and the list has it."""


def fitted(plot: Plot, width: int, rows: int | None) -> list[str]:
    """Its lines of `width` cells. Months grow and shrink with the rows, None for any number; in a single row they stand
    without their labels. Of bars the first may stand alone, grids are whole. Empty where there is no room.
    """
    usual = as_text(draw(plot, width, _USUAL_ROWS))
    if rows is None:
        return usual
    match plot.kind:
        case PlotKind.COLUMNS if rows == 1:
            return as_text(draw(plot, width, 1))[:1]
        case PlotKind.COLUMNS | PlotKind.LINE:
            height = min(_MOST_ROWS, rows - (len(usual) - _USUAL_ROWS))
            return as_text(draw(plot, width, height)) if height > 0 else []
        case PlotKind.BARS:
            return usual if min(len(usual), _LEAST_BARS) <= rows else []
        case _:
            return usual if len(usual) <= rows else []
