"""Draws the lines of a list as strips, each row once until it changes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from winback_tui.tui.drawing.columns import ListColumn, SizedColumn, empty_columns, place, widest_cells
from winback_tui.tui.drawing.list_lines import MARGIN, Run, heading_line, row_line
from winback_tui.tui.drawing.tone_words import LINE_TONES
from winback_tui.tui.drawing.tones import line_style

MOST_KEPT = 600
"""Drawn rows kept."""


class RowPainter:
    """Belongs to one widget, whose component classes give the colours."""

    def __init__(self, widget: Widget, columns: Sequence[ListColumn[Any]]) -> None:
        self._widget = widget
        self.columns = list(columns)
        self.placed: list[SizedColumn[Any]] = []
        self._width = -1
        self._skipped = 0
        self._sorted_by = ""
        self._widest = [0] * len(self.columns)
        self._empty: frozenset[int] = frozenset()
        """Places of the columns in which no row of the list has anything."""
        self._measured: set[Hashable] = set()
        """Keys of the rows that `_widest` knows."""
        self._strips: dict[tuple[Hashable, bool, bool, bool, bool | None], Strip] = {}
        self._styles: dict[tuple[str, str], Style] = {}

    def arrange(self, width: int, rows: Iterable[Any], sorted_by: str) -> None:
        """Gives the columns the widths that suit what stands in the rows in sight and in those met before."""
        fresh = [row for row in rows if row is not None and row.key not in self._measured]
        widest = list(map(max, self._widest, widest_cells(self.columns, fresh)))
        self._measured.update(row.key for row in fresh)
        if (width, widest, sorted_by) != (self._width, self._widest, self._sorted_by) or not self.placed:
            self._width, self._widest, self._sorted_by = width, widest, sorted_by
            self._place()

    def _place(self) -> None:
        filled = self._filled()
        optional = [at for at in filled if self.columns[at].leaves]
        skipped = optional[: self._skipped]
        shown = [at for at in filled if at not in skipped]
        self.placed = place(
            [self.columns[at] for at in shown],
            self._width - MARGIN,
            widest=[self._widest[at] for at in shown],
            sorted_by=self._sorted_by,
        )
        self._strips.clear()

    def _filled(self) -> list[int]:
        """Places of the columns that have something, and of the one that the list is sorted by."""
        return [
            at
            for at, column in enumerate(self.columns)
            if at not in self._empty or column.id == self._sorted_by
        ]

    def pan(self, by: int) -> bool:
        """Leaves out one optional column more or less on the left; False where nothing is gained."""
        hidden = len(self._filled()) - len(self.placed) - self._skipped
        if (by > 0 and hidden <= 0) or (by < 0 and self._skipped == 0):
            return False
        self._skipped += by
        self._place()
        return True

    def forget_rows(self, everything: Sequence[Any] = ()) -> None:
        """The list has other rows; with `everything` in it, a column that is empty in all of them leaves."""
        self.forget_cells()
        self._widest = [0] * len(self.columns)
        empty = empty_columns(self.columns, everything) if everything else frozenset()
        if empty != self._empty:
            self._empty = empty
            if self.placed:
                self._place()

    def forget_cells(self) -> None:
        """Cells of the same rows have other contents. Columns stay as wide as they were, so that nothing that is
        being read moves, unless a wider text wants more."""
        self._strips.clear()
        self._measured.clear()

    def forget_styles(self) -> None:
        """Colours have changed."""
        self._styles.clear()
        self._strips.clear()

    def row(self, row: Any, at_cursor: bool, marked: bool, bar: bool | None) -> Strip:
        """The line of one row; `bar` is None without a scroll bar, else whether its thumb is here."""
        name = (row.key, at_cursor, at_cursor and self._widget.has_focus, marked, bar)
        strip = self._strips.get(name)
        if strip is None:
            if len(self._strips) > MOST_KEPT:
                self._strips.clear()
            strip = self._strips[name] = self._draw_row(row, *name[1:])
        return strip

    def _draw_row(self, row: Any, at_cursor: bool, focus: bool, marked: bool, bar: bool | None) -> Strip:
        under = ("cursor" if focus else "away") if at_cursor else ""
        return self._strip(row_line(self.placed, row, self._width, under, marked, bar))

    def heading(self, sorted_by: str, falling: bool) -> Strip:
        """The titles; a small arrow at an edge where columns had no room."""
        missing = len(self._filled()) - len(self.placed) - self._skipped > 0
        return self._strip(
            heading_line(self.placed, self._width, sorted_by, falling, self._skipped > 0, missing)
        )

    def _strip(self, runs: Sequence[Run]) -> Strip:
        segments = [Segment(run.text, self._style(run.under, run.tone)) for run in runs]
        return Strip(segments, self._width)

    def empty_line(self, message: Content, y: int, height: int) -> Strip:
        """Line `y` of a centred message."""
        plain = self._style("")
        lines = message.wrap(max(self._width - 8, 1))
        top = max(1, (height - len(lines)) // 3)
        if not top <= y < top + len(lines):
            return self.blank()
        line = lines[y - top]
        left = max((self._width - line.cell_length) // 2, 0)
        segments = [Segment(" " * left, plain), *line.render_segments(self._widget.visual_style)]
        return Strip(segments).adjust_cell_length(self._width, plain)

    def blank(self) -> Strip:
        """A line with nothing on it."""
        return Strip.blank(self._width, self._style(""))

    def _style(self, under: str, tone: str = "") -> Style:
        style = self._styles.get((under, tone))
        if style is None:
            style = self._widget.rich_style
            variables = self._widget.app.theme_variables
            for look in (under, tone):
                style += line_style(LINE_TONES[look], variables)
            self._styles[under, tone] = style
        return style
