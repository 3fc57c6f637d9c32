"""A plot as a run of words, for a place that has no room to draw it."""

from __future__ import annotations

from .plot import Plot, PlotKind


def as_words(plot: Plot) -> str:
    """`Lost per month: Nov 2026 1 · Oct 2026 9`: the values that are not zero, the latest month first; '' for a grid of
    dots, which is no list of values.
    """
    match plot.kind:
        case PlotKind.SCATTER:
            return ""
        case PlotKind.BARS:
            worded = [f"{label} {note}" for label, note in zip(plot.labels, plot.notes, strict=True)]
        case PlotKind.CELLS:
            places = [f"{label}, {column}" for label in plot.labels for column in plot.columns]
            worded = [f"{place} {note}" for place, note in zip(places, plot.notes, strict=True)]
        case _:
            worded = list(plot.notes)
    shown = [" ".join(each.split()) for each, value in zip(worded, plot.values, strict=True) if value]
    if plot.kind in (PlotKind.COLUMNS, PlotKind.LINE):
        shown.reverse()
    return f"{plot.title}: {' · '.join(shown)}"
