"""Heights that follow their content also when several keys arrive at once."""

from __future__ import annotations

from textual.widget import Widget


def measure_again(*widgets: Widget) -> None:
    """Asks for the height of these once more after the next drawing.

    The toolkit keeps a height that was measured between two changes of the same moment, as in a burst of keys.
    """
    for widget in widgets:
        widget.call_after_refresh(widget.refresh, layout=True)
