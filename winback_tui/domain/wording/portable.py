"""Cells of an exported book: text that comes back exactly, whatever program opened the file in between.

`\\N` is nothing at all (not an empty text); a backslash at the start is doubled; a text that a spreadsheet would
take for a formula gets an apostrophe, as does one that begins with an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

Cell: TypeAlias = int | float | str | None

NOTHING = "\\N"
FORMAT = "winback book 1"
"""Names the format, in the JSON file, in the first sheet, and in the CSV folder's `winback.txt`."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula; those of East Asian programs read the full-width signs too."""
_GUARDED = (*FORMULA_STARTS, "'")


def formula_guarded(text: str) -> str:
    """`text` so that a spreadsheet opening a CSV file reads it as text, never as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def pack_cell(cell: Cell) -> str:
    """A cell as text."""
    if cell is None:
        return NOTHING
    if not isinstance(cell, str):
        return repr(cell)
    if cell.startswith("\\"):
        return "\\" + cell
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


_PACKED = frozenset(start[0] for start in (*_GUARDED, "\\"))


_BETWEEN = "\0"
"""Stands in no text of a book; one that has it all the same is packed by itself."""
_BEGINS_PACKED = re.compile(f"{_BETWEEN}[{re.escape(''.join(sorted(_PACKED)))}]")


def packed_columns(rows: Sequence[Sequence[Cell]]) -> list[Sequence[str]]:
    """The cells as `pack_cell` writes them, column by column.

    Nearly all cells of a column stay as they are: a look at the whole of it finds that out.
    """
    return list(map(_packed_column, zip(*rows, strict=True)))


def _packed_column(cells: Sequence[Cell]) -> Sequence[str]:
    kinds = set(map(type, cells))
    if kinds == {int}:
        return list(map(str, cells))
    if kinds == {type(None)}:
        return [NOTHING] * len(cells)
    if kinds == {str} and not _BEGINS_PACKED.search(_BETWEEN + _BETWEEN.join(cells)):  # type: ignore[arg-type]
        return cells  # type: ignore[return-value]
    return list(map(pack_cell, cells))


def unpack_cell(text: str, kind: str) -> Cell:
    """The cell that `pack_cell` wrote; `kind` is `text`, `int` or `real`. Raises ValueError for a broken number."""
    if text == NOTHING:
        return None
    if kind == "int":
        return int(text)
    if kind == "real":
        return float(text)
    return text[1:] if text.startswith(("\\\\", "'")) else text
