"""A line of pieces, some from the left and some from the right; imports no toolkit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from winback_tui.domain.wording.marks import RowMark

from .cells import ELLIPSIS, cut, showable, width_of
from .columns import Cell


class Piece(NamedTuple):
    """Some words of the line, and what a click on them does."""

    cells: Sequence[Cell]
    clicked: Callable[[], None] | None = None

    @property
    def width(self) -> int:
        """Cells it takes."""
        return sum(width_of(_text(cell)) for cell in self.cells)


Sides: TypeAlias = tuple[list[Piece], list[Piece]]
"""What is on the left, and what on the right."""


def left_space(sides: Sides, width: int) -> tuple[int, int]:
    """Cells that the left side may take, and the cell where the right side begins."""
    _, right = sides
    right_from = max(width - sum(piece.width for piece in right), 0)
    return max(right_from - (2 if right else 0), 0), right_from


def spread(sides: Sides, width: int) -> list[Cell]:
    """The cells of the whole line, exactly `width` wide unless the right side alone is wider; the left one is cut."""
    left, right = sides
    space, right_from = left_space(sides, width)
    cells = _within([cell for piece in left for cell in piece.cells], space)
    taken = sum(width_of(_text(cell)) for cell in cells)
    return [*cells, " " * max(right_from - taken, 0), *(cell for piece in right for cell in piece.cells)]


PART = " · "
"""Stands between two parts of a line, each of which says something by itself."""
ITEM = ", "
"""Stands before each further item of a part that is a list."""


def whole_parts(cells: Sequence[Cell], space: int) -> list[Cell]:
    """The parts of a line that fit into `space` cells, the first before the others: none is cut inside a word.

    The first is always there, since a line that says nothing helps nobody. A part that names a key, or why the rows
    stand as they do, is chosen before the others: nobody finds a second list of which nothing is said. Of a part that
    is a list, each item a cell that begins with `ITEM`, the last items leave first.
    """
    first, *others = _parts(cells)
    fitting, left = dict[int, list[Cell]](), space - _width(first)
    for place in sorted(range(len(others)), key=lambda place: not _guides(others[place])):
        part = _first_items(others[place], left - len(PART))
        if part:
            fitting[place] = part
            left -= len(PART) + _width(part)
    shown = list(first)
    for _, part in sorted(fitting.items()):
        shown += [PART, *part]
    return shown


def _first_items(part: Sequence[Cell], space: int) -> list[Cell]:
    """The part without the last items of its list that have no space; nothing where not even the first has."""
    shown = list(part)
    while shown and _width(shown) > space:
        if not _text(shown.pop()).startswith(ITEM):
            return []
    return shown


def _guides(part: Sequence[Cell]) -> bool:
    return any(not isinstance(cell, str) and cell[1] in ("key", "accent") for cell in part)


def first_part(why: str) -> tuple[Cell, ...]:
    """The part that says why some rows stand above the order of the list: ` · ★ first: condition met`."""
    return (PART, (f"{RowMark.FIRST} first: {why}", "accent"))


def _parts(cells: Sequence[Cell]) -> list[list[Cell]]:
    parts: list[list[Cell]] = [[]]
    for cell in cells:
        begun, *others = _text(cell).split(PART)
        if begun:
            parts[-1].append(_with(cell, begun))
        parts += [[_with(cell, text)] if text else [] for text in others]
    return parts


def _width(cells: Sequence[Cell]) -> int:
    return sum(width_of(showable(_text(cell))) for cell in cells)


def banner(sentence: str) -> tuple[Cell, ...]:
    """The line under the tabs that says why nothing can be changed."""
    return ("read-only  ", "warn"), sentence


def override_mark(rules: Iterable[str]) -> tuple[Cell, ...]:
    """` · rule overridden`, or ` · 2 rules overridden`, for the line above a list; nothing where there are none.

    `rules`: ids of the rules of the case that somebody passed on a written reason (playbook M10).
    """
    number = len(tuple(rules))
    words = "rule overridden" if number == 1 else f"{number} rules overridden"
    return (" · ", (words, "warn")) if number else ()


def _within(cells: Sequence[Cell], space: int) -> list[Cell]:
    fitting: list[Cell] = []
    for place, cell in enumerate(cells):
        text = showable(_text(cell))
        takes = width_of(text)
        rest = cells[place + 1 :]
        if takes > space or (takes == space and any(_text(each) for each in rest)):
            text = cut(text, space) if takes > space else cut(text + ELLIPSIS, space)
            return [*fitting, _with(cell, text)]
        fitting.append(_with(cell, text))
        space -= takes
    return fitting


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell[0]


def _with(cell: Cell, text: str) -> Cell:
    return text if isinstance(cell, str) else (text, cell[1])
