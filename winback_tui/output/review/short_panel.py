"""A panel for a mail: what is nothing is named in one line, instead of a line of zeros or dashes each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from winback_tui.domain.review.figure import Figure, Unit
from winback_tui.domain.wording.wording import count

from .panels.panel import Panel, PanelTable
from .plots.plot import PlotKind


def short_panel(panel: Panel, *, further: bool = False) -> Panel | None:
    """The panel without zeros, dashes and empty rows, and notes that name them; None where nothing is left.

    Without plots of a single value, and boxes whose numbers are in a table below. `further`: it follows another on the
    same page, which has said why a figure is not known.
    """
    if not (panel.figures or panel.plots or panel.tables):
        return panel
    told = [each for each in panel.figures if _tells(each)]
    left_out = [each for each in panel.figures if not _tells(each)]
    tables = [short for each in panel.tables if (short := _short_table(each)).rows]
    plots = [
        each for each in panel.plots if each.kind is not PlotKind.CELLS and sum(map(bool, each.values)) > 1
    ]
    if not (told or tables or plots):
        return None
    notes = [*_named(left_out, further), *panel.notes]
    return replace(panel, figures=told, plots=plots, tables=tables, notes=notes)


def short_panels(made: Iterable[Panel], *, further: bool = False) -> tuple[list[Panel], str]:
    """The panels that have something to say, and a sentence that names the others; '' where there are none."""
    found, silent = list[Panel](), list[str]()
    for panel in made:
        short = short_panel(panel, further=further)
        if short is None:
            silent.append(panel.title)
        else:
            found.append(short)
    return found, f"Nothing to say about: {'; '.join(silent)}." if silent else ""


def _tells(figure: Figure) -> bool:
    """Whether it has a value, or at least counts that are too few for one; a count or a sum of nothing does not."""
    if figure.value is None:
        return bool(figure.denominator) and figure.unit is Unit.SHARE
    return bool(figure.value) or figure.unit not in (Unit.COUNT, Unit.MONEY)


def _named(left_out: Sequence[Figure], further: bool) -> Iterator[str]:
    """Those that are zero in one line, and those without a value by the reason for that, unless it was given before."""
    zero = [each.label for each in left_out if each.value is not None]
    if zero:
        yield f"None: {'; '.join(zero)}."
    reasons: dict[str, list[str]] = {}
    for each in left_out:
        if each.value is None:
            reasons.setdefault("" if further else each.why, []).append(each.label)
    for why, labels in reasons.items():
        yield f"Not known: {'; '.join(labels)}. {why}".rstrip()


def _short_table(table: PanelTable) -> PanelTable:
    """Without the rows that have nothing in the columns that count; the title says how many these are."""
    if not table.counting:
        return table
    places = [
        place for place, row in enumerate(table.sorts) if any(_is_something(row[at]) for at in table.counting)
    ]
    left_out = len(table.rows) - len(places)
    if not left_out:
        return table
    return replace(
        table,
        title=f"{table.title} ({count(left_out, 'empty row')} left out)",
        rows=[table.rows[place] for place in places],
        sorts=[table.sorts[place] for place in places],
    )


def _is_something(value: float | str) -> bool:
    return value not in (0, float("-inf"), "")
