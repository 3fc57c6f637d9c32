"""What stands below the words about a figure: the plots of its page, and what others have measured."""

from __future__ import annotations

from collections.abc import Iterator

from winback_tui.output.review.panels.panel import Panel
from winback_tui.output.review.plots.layout import draw
from winback_tui.output.review.plots.plot import Plot, PlotKind
from winback_tui.output.review.plots.text import as_text
from winback_tui.output.review.plots.words import as_words
from winback_tui.tui.drawing.list_lines import PANE_SHARE, WIDE
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.widgets.detail_pane import DetailPart

_PLOT_HEIGHT = 4


def detail_parts(panel: Panel, width: int, references: bool, reads_whole: str) -> list[DetailPart]:
    """Each plot whole, or else its values in words; then the reference figures, if wanted.

    `width` of the terminal in cells; `reads_whole`: the key that shows every plot and table.
    """
    room = int(width * PANE_SHARE) - 4 if width >= WIDE else width - 4
    parts = [
        DetailPart(
            say((f"{plot.title}\n", "muted"), "\n".join(as_text(draw(plot, room, _PLOT_HEIGHT)))),
            say(as_words(plot) or f"{plot.title}: {reads_whole} shows it"),
        )
        for plot in _plots(panel)
    ]
    if references and panel.references:
        elsewhere = "\n".join(f"Elsewhere: {each}" for each in panel.references)
        parts.append(DetailPart(say((elsewhere, "muted"))))
    return parts


def _plots(panel: Panel) -> Iterator[Plot]:
    """Those that tell anything; boxes with one figure each, as the rows above say the rest of them in words."""
    boxed = (panel.small if each.kind is PlotKind.CELLS and panel.small else each for each in panel.plots)
    return (each for each in boxed if each.tells)
