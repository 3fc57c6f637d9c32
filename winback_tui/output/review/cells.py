"""Text measured in the cells that a terminal gives it: two for a Chinese character, none for a combining one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size

from winback_tui.domain.wording.wording import PLUS
from winback_tui.output.guard import one_line


def width_of(text: str) -> int:
    """How many cells the text takes on one line."""
    return cell_len(one_line(text))


def cut(text: str, cells: int) -> str:
    """The text on one line of at most this many cells, an ellipsis where it goes on."""
    text = one_line(text)
    if cells < 1 or cell_len(text) <= cells:
        return text if cells > 0 else ""
    return f"{set_cell_size(text, cells - 1).rstrip()}…"


def fitted(text: str, cells: int, right: bool = False) -> str:
    """The text in exactly this many cells, at the left edge or at the right one."""
    text = cut(text, cells)
    blank = " " * (cells - cell_len(text))
    return blank + text if right else text + blank


def stacked(row: Sequence[str], numbers: Sequence[bool]) -> list[tuple[str, ...]]:
    """A row of a table in lines, with the amounts of a sum below each other: `3,276 EUR +`, `2,871 CHF`.

    `numbers`: the columns that hold amounts; what stands in the others is on the first line.
    """
    parts = [_amounts(cell) if number else [cell] for cell, number in zip(row, numbers, strict=True)]
    return list(zip_longest(*parts, fillvalue=""))


def _amounts(total: str) -> list[str]:
    *before, last = total.split(PLUS)
    return [*(f"{each} +" for each in before), last]


def placed(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the cell that it begins in; one without a width of its own stays with the one before."""
    at, held = 0, ""
    for sign in one_line(text):
        size = cell_len(sign)
        if size == 0 and held:
            held += sign
            continue
        if held:
            yield at, held
            at += max(1, cell_len(held[0]))
        held = sign
    if held:
        yield at, held
