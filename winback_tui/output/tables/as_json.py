"""Tables as a JSON array of flat objects, one object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, repeat
from math import isfinite
from typing import Any, TextIO

from winback_tui.domain.money.money import decimal_string
from winback_tui.output.guard import printable

from .table import CellKind, Table
from .values import DATA_OF, FACTOR_PLACES, NUMBER_PLACES, PERCENT_PLACES

ROWS_AT_ONCE = 200
"""Rows are put into JSON so many at a time, column by column: a look at the kind of each cell takes half as much again.
"""


def write_json(table: Table, to: TextIO) -> int:
    """Write every row as an object with all keys, null where nothing is known; returns the count.

    Long lists are written by this, so each cell is put into JSON by its kind: an encoder that first has to look at
    what it is given takes more than twice the time.
    """
    return _write_lines(_rows_as_objects(table), to)


def _rows_as_objects(table: Table) -> Iterator[str]:
    pairs = ", ".join(f"{_quoted(column.key).replace('%', '%%')}: %s" for column in table.columns)
    form = f"{{{pairs}}}"
    waiting = iter(table.rows)
    while rows := list(islice(waiting, ROWS_AT_ONCE)):
        cells = list(zip(*rows, strict=True))
        written = [
            _money(column_cells, None if (place := table.currency_place(column)) is None else cells[place])
            if column.kind is CellKind.MONEY
            else _JSON_OF[column.kind](column_cells)
            for column, column_cells in zip(table.columns, cells, strict=True)
        ]
        yield from map(form.__mod__, zip(*written, strict=True))


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


def _money(cells: Sequence[Any], currencies: Sequence[Any] | None) -> list[str]:
    """Amounts as JSON; `currencies`: that of each row, where the table has any."""
    codes = repeat("") if currencies is None else currencies
    return [
        "null" if cell is None else f'"{decimal_string(cell, code or "")}"'
        for cell, code in zip(cells, codes, strict=False)
    ]


def _texts(cells: Sequence[Any]) -> list[str]:
    return [
        "null" if cell is None else _quoted(cell if cell.__class__ is str else str(cell)) for cell in cells
    ]


def _whole_numbers(cells: Sequence[Any]) -> list[str]:
    return ["null" if cell is None else str(int(cell)) for cell in cells]


def _encoded(kind: CellKind) -> Callable[[Sequence[Any]], list[str]]:
    data_of, encode = DATA_OF[kind], _ENCODER.encode
    return lambda cells: ["null" if cell is None else encode(data_of(cell, "")) for cell in cells]


def _rounded(places: int) -> Callable[[Sequence[Any]], list[str]]:
    """Numbers of so many decimal places; what is no number raises ValueError, as JSON has no word for it."""

    def rounded(cells: Sequence[Any]) -> list[str]:
        data = [None if cell is None else round(float(cell), places) for cell in cells]
        if all(map(isfinite, filter(None, data))):
            return ["null" if each is None else repr(each) for each in data]
        return list(map(_ENCODER.encode, data))

    return rounded


_JSON_OF: dict[CellKind, Callable[[Sequence[Any]], list[str]]] = {
    CellKind.TEXT: _texts,
    CellKind.MAIL: _texts,
    CellKind.INT: _whole_numbers,
    CellKind.NUMBER: _rounded(NUMBER_PLACES),
    CellKind.FACTOR: _rounded(FACTOR_PLACES),
    CellKind.PERCENT: _rounded(PERCENT_PLACES),
    CellKind.DATE: _encoded(CellKind.DATE),
    CellKind.FLAG: _encoded(CellKind.FLAG),
    CellKind.OBJECTS: _encoded(CellKind.OBJECTS),
}
"""How the cells of a column become JSON; money, which needs its currencies, has a function of its own."""
