"""One cell as data, as plain text, or as a reader wants to see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from winback_tui.domain.money.money import decimal_string
from winback_tui.domain.wording.wording import percent_short

from .table import CellKind, Column

PERCENT_PLACES = 4
NUMBER_PLACES = 2
FACTOR_PLACES = 4


DataValue = str | int | float | bool | list[Any] | None


def as_data(column: Column, cell: Any, currency: str) -> DataValue:
    """The cell for JSON: ISO dates, money as a decimal string, percent as a share of 1."""
    return None if cell is None else DATA_OF[column.kind](cell, currency)


def _objects(cell: Any, currency: str) -> DataValue:
    return [{key: value for key, value in each.items() if key != "text"} for each in cell]


DATA_OF: dict[CellKind, Callable[[Any, str], DataValue]] = {
    CellKind.TEXT: lambda cell, currency: str(cell),
    CellKind.MAIL: lambda cell, currency: str(cell),
    CellKind.INT: lambda cell, currency: int(cell),
    CellKind.NUMBER: lambda cell, currency: round(float(cell), NUMBER_PLACES),
    CellKind.FACTOR: lambda cell, currency: round(float(cell), FACTOR_PLACES),
    CellKind.MONEY: decimal_string,
    CellKind.PERCENT: lambda cell, currency: round(float(cell), PERCENT_PLACES),
    CellKind.DATE: lambda cell, currency: cell.isoformat() if isinstance(cell, date) else str(cell),
    CellKind.FLAG: lambda cell, currency: bool(cell),
    CellKind.OBJECTS: _objects,
}
"""A cell that is not empty, with the currency of its row where it is money, as data."""


def as_plain(column: Column, cell: Any, currency: str) -> str:
    """The cell for CSV and TSV: the data form as text, flags as yes and no, empty for None."""
    if column.kind is CellKind.OBJECTS:
        return " ".join(each["text"] for each in cell or ())
    value = as_data(column, cell, currency)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def as_shown(column: Column, cell: Any, currency: str) -> str:
    """The cell for a reader: grouped numbers, whole percent, a dash where nothing is known.

    Money carries its currency, since the amounts of one column may differ in it.
    """
    if cell is None or cell == "":
        return "–"
    match column.kind:
        case CellKind.MONEY:
            return f"{grouped(decimal_string(cell, currency))} {currency}".rstrip()
        case CellKind.PERCENT:
            return percent(float(cell))
        case CellKind.INT:
            return grouped(str(int(cell)))
        case CellKind.NUMBER:
            return grouped(f"{float(cell):.1f}")
        case CellKind.FACTOR:
            return f"{float(cell):.2f}"
        case _:
            return as_plain(column, cell, currency)


def percent(share: float) -> str:
    """A share of 1 as whole percent: only a true 0 or 1 shows as such, and ratios may exceed 1."""
    return percent_short(share) if 0 < share < 1 else f"{share * 100:,.0f} %"


def grouped(number: str) -> str:
    """A plain decimal string with its thousands set apart: `-12345.50` becomes `-12,345.50`."""
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole not in ("-0", "-") else number
