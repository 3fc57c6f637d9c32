"""A table described once: every writer (terminal, JSON, CSV, TSV, XLSX) reads the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple


class CellKind(StrEnum):
    """What a column holds, and so how each writer shows it."""

    TEXT = "text"
    MAIL = "mail"
    INT = "int"
    NUMBER = "number"
    FACTOR = "factor"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    FLAG = "flag"
    OBJECTS = "objects"


NUMERIC = (CellKind.INT, CellKind.NUMBER, CellKind.FACTOR, CellKind.MONEY, CellKind.PERCENT)


class Column(NamedTuple):
    """One column. `key` is the stable name in JSON, CSV and TSV; `title` heads it on a terminal.

    Cells by kind: TEXT str, MAIL a mail address (a link on a terminal), INT int, NUMBER float, FACTOR float that
    multiplies, MONEY int minor units, PERCENT float 0..1, DATE datetime.date or ISO text, FLAG bool, OBJECTS a
    sequence of flat mappings, of which a reader sees the `text`; None is an empty cell in every kind. `currency`
    names the key of the column that holds a MONEY column's currency. `shown` is False for columns that only data
    formats carry, such as ids; `wide` lets a terminal wrap the cell over several lines, as sentences need. On a
    narrow terminal columns leave, the greatest `leaves` first, and those with 0 never; a wide one goes below its
    row instead. `names` marks the cell that a row is called by, `said` how a line of words puts the cell, with `{}`
    in its place; if not given, the title comes before it.
    """

    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    currency: str = "currency"
    shown: bool = True
    wide: bool = False
    leaves: int = 0
    names: bool = False
    phrase: str = ""

    @property
    def right(self) -> bool:
        """Whether cells are right-aligned, as numbers are."""
        return self.kind in NUMERIC


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; each row is a sequence in column order. `empty` is shown when there is no row.

    `summed`: the keys of INT and MONEY columns that a reader sees added up below the rows; data has rows alone.
    `notes`: sentences that stand above the rows.
    """

    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    empty: str = "Nothing to show."
    summed: Sequence[str] = ()
    notes: Sequence[str] = ()
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {column.key: place for place, column in enumerate(self.columns)}
        object.__setattr__(self, "_places", places)

    def first(self, limit: int) -> Table:
        """The same table with at most `limit` rows; 0 means all."""
        return self if limit == 0 else replace(self, rows=islice(self.rows, limit))

    def with_totals(self) -> Table:
        """The same table with a row of sums for each currency, the one with most rows first; none for a single row."""
        if not self.summed:
            return self
        rows = [list(row) for row in self.rows]
        currency = self._places.get("currency")
        found: dict[str, list[Sequence[Any]]] = {}
        for row in rows:
            found.setdefault("" if currency is None else row[currency] or "", []).append(row)
        ordered = sorted(found.values(), key=lambda own: -len(own))
        totals = [self._total(own, currency) for own in ordered if len(rows) > 1]
        return replace(self, rows=[*rows, *totals], summed=())

    def _total(self, rows: Sequence[Sequence[Any]], currency: int | None) -> list[Any]:
        total: list[Any] = [None] * len(self.columns)
        for place, column in enumerate(self.columns):
            if column.names:
                total[place] = f"Total of {len(rows):,}"
            elif column.key in self.summed:
                total[place] = sum(row[place] or 0 for row in rows)
            elif place == currency:
                total[place] = rows[0][place]
        return total

    def visible_columns(self) -> list[tuple[int, Column]]:
        """The columns for a reader with their places; a currency is shown in its amounts, not in a column."""
        in_amounts = {
            column.currency for column in self.columns if column.shown and column.kind is CellKind.MONEY
        }
        return [
            (place, column)
            for place, column in enumerate(self.columns)
            if column.shown and column.key not in in_amounts
        ]

    def currency_of(self, column: Column, row: Sequence[Any]) -> str:
        """The currency of a MONEY cell in `row`; empty when the table has no such column."""
        place = self.currency_place(column)
        return "" if place is None else row[place] or ""

    def currency_place(self, column: Column) -> int | None:
        """Where a row holds the currency of this column; None where it has none, as other than money has."""
        return self._places.get(column.currency) if column.kind is CellKind.MONEY else None
