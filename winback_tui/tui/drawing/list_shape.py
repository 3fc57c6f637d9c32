"""How a view shares the terminal among its parts, as `screens/view.tcss` says it; imports no toolkit."""

from __future__ import annotations

from typing import NamedTuple

LEAST_WIDTH, LEAST_HEIGHT = 60, 20
WIDE, HIGH = 110, 30
PANE_SHARE = 0.36
"""Of the width, where the details stand beside the list."""
PANE_LOW, PANE_HIGH = 6, 10
"""Lines of the details below the list, on a low and on a high terminal."""


class ListShape(NamedTuple):
    """Cells of the list, its heading included, and how many lines stand above it."""

    above: int
    width: int
    height: int


def list_shape(width: int, height: int, banner: bool) -> ListShape:
    """Where the list of a view lies on a terminal of that size."""
    above = 3 if banner else 2
    room = height - above - 1
    if width >= WIDE:
        return ListShape(above, width - int(width * PANE_SHARE), room)
    return ListShape(above, width, room - (PANE_HIGH if height >= HIGH else PANE_LOW))
