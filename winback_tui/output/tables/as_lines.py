"""Rows as lines of words, for a terminal that draws nothing and for screen readers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from winback_tui.output.guard import one_line
from winback_tui.output.wrapping import wrap_words

from .table import CellKind, Column, Table
from .values import as_shown

INDENT = "  "
USUAL_SIZE = (80, 24)


def write_lines(table: Table, to: TextIO) -> int:
    """Write each row as its name and what matters of it, the most important first; returns the count.

    Empty cells are left out. Sentences are on lines of their own below, indented; no line is wider than the
    terminal unless a word is.
    """
    width = shutil.get_terminal_size(USUAL_SIZE).columns
    drawn = sorted(
        table.visible_columns(), key=lambda each: (not each[1].names, each[1].wide, each[1].leaves)
    )
    count = 0
    for row in table.rows:
        count += 1
        for line in _row_lines(table, drawn, row):
            to.write("\n".join(wrap_words(line, width, "", INDENT * 2, split_long=False)) + "\n")
    return count


def _row_lines(table: Table, drawn: Sequence[tuple[int, Column]], row: Sequence[Any]) -> Iterator[str]:
    """The line of short cells, the first of them its name, then a line for each sentence."""
    name, short, wide = "", list[str](), list[str]()
    for place, column in drawn:
        if row[place] is None or row[place] == "":
            continue
        value = one_line(as_shown(column, row[place], table.currency_of(column, row)))
        if column.wide:
            wide.append(f"{INDENT}{column.title}: {value}")
        elif not name:
            name = value
        else:
            short.append(_in_words(column, value))
    yield f"{name or '–'}{': ' if short else ''}{', '.join(short)}."
    yield from wide


def _in_words(column: Column, value: str) -> str:
    if column.phrase:
        return column.phrase.format(value)
    if column.kind is CellKind.FLAG:
        return column.title.lower() if value == "yes" else f"not {column.title.lower()}"
    return f"{column.title[:1].lower()}{column.title[1:]} {value}"
