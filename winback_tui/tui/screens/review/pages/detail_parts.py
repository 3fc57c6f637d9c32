"""What stands below the words about a figure: the plots of its page, and what others have measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content

from winback_tui.output.review.panels.panel import Panel
from winback_tui.output.review.plots.fitting import fitted
from winback_tui.output.review.plots.plot import Plot, PlotKind
from winback_tui.output.review.plots.words import as_words
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.widgets.detail_pane import FittedPart


@dataclass(frozen=True, slots=True)
class PlotPart:
    """A plot, as large as there is room for, or else its values in words. `reads_whole`: the key that shows all."""

    plot: Plot
    reads_whole: str

    def drawn(self, width: int, rows: int | None) -> Content:
        """Its title, and below it the plot."""
        lines = fitted(self.plot, width, None if rows is None else rows - 1)
        if not lines:
            return say(as_words(self.plot) or f"{self.plot.title}: {self.reads_whole} shows it")
        return say((f"{self.plot.title}\n", "muted"), "\n".join(lines))


def detail_parts(panel: Panel, references: bool, reads_whole: str) -> list[Content | FittedPart]:
    """The plots; then the reference figures, if wanted. `reads_whole`: the key that shows every plot and table."""
    parts: list[Content | FittedPart] = [PlotPart(plot, reads_whole) for plot in _plots(panel)]
    if references and panel.references:
        elsewhere = "\n".join(f"Elsewhere: {each}" for each in panel.references)
        parts.append(say("\n" if parts else "", (elsewhere, "muted")))
    return parts


def _plots(panel: Panel) -> Iterator[Plot]:
    """Those that tell anything; boxes with one figure each, as the rows above say the rest of them in words."""
    boxed = (panel.small if each.kind is PlotKind.CELLS and panel.small else each for each in panel.plots)
    return (each for each in boxed if each.tells)
