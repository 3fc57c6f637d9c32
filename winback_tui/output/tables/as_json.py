"""Tables as a JSON array of flat objects, one object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from typing import Any, TextIO

from winback_tui.output.guard import printable

from .table import CellKind, Table
from .values import DATA_OF


def write_json(table: Table, to: TextIO) -> int:
    """Write every row as an object with all keys, null where nothing is known; returns the count.

    Long lists are written by this, so each cell is put into JSON by its kind: an encoder that first has to look at
    what it is given takes more than twice the time.
    """
    columns = [
        (f"{_quoted(column.key)}: ", _JSON_OF[column.kind], table.currency_place(column))
        for column in table.columns
    ]
    return _write_lines(
        (
            ", ".join(
                [
                    f"{key}null"
                    if cell is None
                    else key + json_of(cell, "" if money is None else row[money] or "")
                    for (key, json_of, money), cell in zip(columns, row, strict=True)
                ]
            ).join("{}")
            for row in table.rows
        ),
        to,
    )


def write_objects(objects: Iterable[Mapping[str, Any]], to: TextIO) -> int:
    """Write `objects` as a JSON array, one object a line, without holding them all; returns the count."""
    return _write_lines(map(_ENCODER.encode, objects), to)


def _write_lines(objects: Iterable[str], to: TextIO) -> int:
    count = 0
    to.write("[")
    for count, item in enumerate(objects, 1):
        to.write(f"{'' if count == 1 else ','}\n{printable(item)}")
    to.write("\n]\n" if count else "]\n")
    return count


def as_json(item: Mapping[str, Any]) -> str:
    """One object on one line, in UTF-8, safe to print on a terminal."""
    return printable(_ENCODER.encode(item))


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


_quoted: Callable[[str], str] = json.encoder.encode_basestring


def _number(data: Any) -> str:
    return repr(data) if isfinite(data) else _ENCODER.encode(data)  # which raises ValueError


def _by_kind(kind: CellKind) -> Callable[[Any, str], str]:
    """How a cell of this kind, not None, becomes JSON."""
    data_of = DATA_OF[kind]
    match kind:
        case CellKind.TEXT | CellKind.MAIL:
            return lambda cell, currency: _quoted(str(cell))
        case CellKind.INT:
            return lambda cell, currency: str(int(cell))
        case CellKind.NUMBER | CellKind.FACTOR | CellKind.PERCENT:
            return lambda cell, currency: _number(data_of(cell, currency))
        case CellKind.MONEY | CellKind.DATE:
            return lambda cell, currency: _quoted(data_of(cell, currency))  # type: ignore[arg-type]
        case _:
            return lambda cell, currency: _ENCODER.encode(data_of(cell, currency))


_JSON_OF = {kind: _by_kind(kind) for kind in CellKind}
