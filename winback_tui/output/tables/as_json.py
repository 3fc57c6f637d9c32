"""Tables as a JSON array of flat objects, one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from winback_tui.output.guard import printable

from .table import Table
from .values import DATA_OF


def write_json(table: Table, to: TextIO) -> int:
    """Write every row as an object with all keys, null where nothing is known; returns the count."""
    columns = [(column.key, DATA_OF[column.kind], table.currency_place(column)) for column in table.columns]
    return write_objects(
        (
            {
                key: None if cell is None else data_of(cell, "" if money is None else row[money] or "")
                for (key, data_of, money), cell in zip(columns, row, strict=True)
            }
            for row in table.rows
        ),
        to,
    )


def write_objects(objects: Iterable[Mapping[str, Any]], to: TextIO) -> int:
    """Write `objects` as a JSON array, one object a line, without holding them all; returns the count."""
    count = 0
    to.write("[")
    for count, item in enumerate(objects, 1):
        to.write(("\n" if count == 1 else ",\n") + as_json(item))
    to.write("\n]\n" if count else "]\n")
    return count


def as_json(item: Mapping[str, Any]) -> str:
    """One object on one line, in UTF-8, safe to print on a terminal."""
    return printable(_ENCODER.encode(item))


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
