"""What is plotted: values with their labels, before its width is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class PlotKind(StrEnum):
    """BARS are below each other, as for causes and funnels; COLUMNS are side by side, a LINE joins months.

    SCATTER and CELLS are grids of rows and columns: dots by their number, and boxes with words.
    """

    BARS = "bars"
    COLUMNS = "columns"
    LINE = "line"
    SCATTER = "scatter"
    CELLS = "cells"


@dataclass(frozen=True, slots=True)
class Plot:
    """Values with their labels; `notes` come after bars and into boxes, line by line. Those of columns and lines say
    month and value for a place that has no room to draw them.

    `labels`: of bars, columns and points each one, '' for none; of grids those of the rows, the top one first,
    while `columns` names the columns and `values` go row by row. `marks`: places on a line where a change of ours
    was. `running`: what the bars so far are of the whole, 0 to 1.
    """

    title: str
    kind: PlotKind
    labels: Sequence[str]
    values: Sequence[float]
    notes: Sequence[str] = ()
    marks: Sequence[int] = ()
    columns: Sequence[str] = ()
    running: Sequence[float] = ()

    @property
    def tells(self) -> bool:
        """Whether there is anything to see."""
        return any(self.values)
