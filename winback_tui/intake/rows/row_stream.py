"""The data rows of a table: below the header, of one width, without blank rows, titles, totals and repeated headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from winback_tui.intake.interpret.dates import DaysSeen
from winback_tui.intake.open.row_splitter import CellBlock
from winback_tui.intake.open.sample import REASON
from winback_tui.intake.open.table import TextTable
from winback_tui.intake.recognise.fields import LINE_FIELDS
from winback_tui.intake.understanding import Understanding

from .records import Refusal, Skipped
from .table_shape import money
from .totals import is_dated_total, is_total, texts, title_of

_BLANK = " \t\r\n\0\xa0"
_MOST_LINES = 3
_FEW, _WIDE = 2, 6


def is_shaped(known: Understanding) -> bool:
    """Whether rows are completed by those above them, or some are no data although they look like it."""
    shape = known.shape
    return (
        shape.groups
        or bool(shape.fill)
        or shape.continues
        or shape.lines != "one"
        or shape.dated_totals
        or bool(shape.only_starts or known.date_else)
    )


@dataclass(slots=True)
class RowBatch:
    """Rows of equal width with their numbers, and what was left out before them."""

    numbers: Sequence[int]
    block: CellBlock
    skipped: list[Skipped] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


class RowStream:
    """Iterates over a table with the structure given by an understanding."""

    def __init__(self, known: Understanding, table: TextTable) -> None:
        self._known = known
        self._table = table
        self._width = len(known.headers)
        self._header = [h.raw.strip() for h in known.headers]
        self._shaped = is_shaped(known)
        accounts = [c for places in known.account_from for c in places]
        self._parents = _unique([c for f, c in known.columns.items() if f not in LINE_FIELDS] + accounts)
        self._name_columns = name_columns = [c for c in accounts if c < self._width]
        self._keys = _unique(
            [known.columns[f] for f in ("number", "date") if f in known.columns] + name_columns
        )
        self._total_columns = [*name_columns, *texts(known.columns)]
        self._line = [c for f, c in known.columns.items() if f in ("product", "quantity")]
        self._money = money(known.columns)
        self._days = DaysSeen(known.months)
        self._date = known.columns.get("date")
        self._number = known.columns.get("number")
        self._dated_totals = known.shape.dated_totals
        self._reasons = 0
        self._group = ""
        self._above: list[str] = []

    def __iter__(self) -> Iterator[RowBatch]:
        below = self._known.header_row
        for first, block in self._table.blocks():
            if first <= below:
                if below < first + block.count and block.rows[below - first][self._width :] == [REASON]:
                    self._reasons = self._width  # rows that were refused before: the last cell says why
                block = block.below(below - first + 1)
                first = below + 1
            if not block.count:
                continue
            if not self._shaped and not self._reasons and block.width == self._width:
                yield RowBatch(range(first, first + block.count), block)
            else:
                yield self._sorted_out(first, block.rows)

    def _sorted_out(self, first: int, rows: Sequence[list[str]]) -> RowBatch:
        numbers: list[int] = []
        staying: list[list[str]] = []
        batch = RowBatch(numbers, CellBlock([]))
        for number, row in enumerate(rows, first):
            if not (row and row[0].strip(_BLANK)) and not any(cell.strip(_BLANK) for cell in row):
                continue
            if self._reasons:
                row = row[: self._reasons]
            if len(row) > self._width and any(c.strip() for c in row[self._width :]):
                sign = _sign(self._table.layout.delimiter)
                reason = f"has {len(row)} cells instead of {self._width}; a {sign} in a text must be quoted"
                batch.refused.append(Refusal(number, reason))
                continue
            if len(row) < self._width and row[-1].count("\n") > _MOST_LINES:
                reason = (
                    "has a quote that is never closed, so the rows below it are lost; correct it in the file"
                )
                batch.refused.append(Refusal(number, reason))
                continue
            if len(row) != self._width:
                row = (row + [""] * self._width)[: self._width]
            if self._shaped and (reason := self._shape(row)):
                batch.skipped.append(Skipped(number, reason))
                continue
            numbers.append(number)
            staying.append(row)
        batch.block = CellBlock(staying)
        return batch

    def _shape(self, row: list[str]) -> str:
        """Complete the row from those above; a reason when it is not a data row itself."""
        shape = self._known.shape
        if self._known.date_else:
            self._take_other_day(row)
        if shape.groups:
            if title := self._title(row):
                self._group, self._above = title, []
                return "a group title"
            if reason := self.no_data(row):
                return reason
            row.append(self._group)
        elif reason := self.no_data(row):
            return reason
        if shape.only_starts and not row[shape.only_column].strip().startswith(shape.only_starts):
            return "not a customer's sale"
        if self._above:
            self._complete(row)
        self._above = row
        return ""

    def _take_other_day(self, row: list[str]) -> None:
        if self._date is not None and not self._days[row[self._date]]:
            other = next((row[c] for c in self._known.date_else if self._days[row[c]]), "")
            row[self._date] = other or row[self._date]

    def _title(self, row: Sequence[str]) -> str:
        """The customer of the rows below, when this is a title; a total has a sum next to its words."""
        if self._date is None or self._days[row[self._date]]:
            return ""
        if is_total(row) and sum(1 for cell in row if cell.strip()) > 1:
            return ""
        return title_of(row, self._money)

    def _complete(self, row: list[str]) -> None:
        above = self._above
        for column in self._known.shape.fill:
            if not row[column].strip():
                row[column] = above[column]
        same = self._number is not None and row[self._number] and row[self._number] == above[self._number]
        child = self._known.shape.continues and not _filled(row, self._keys) and _filled(row, self._line)
        if same or child:
            for column in self._parents:
                if not row[column].strip():
                    row[column] = above[column]

    def _is_dated_total(self, row: Sequence[str]) -> bool:
        """Whether it is a total with a day, such as `Total March` with the last of the month."""
        return is_dated_total(row, self._number, self._total_columns)

    def no_data(self, row: Sequence[str]) -> str:
        """Why a row among the orders is not one; '' when it must be one."""
        if self._date is not None and self._days[row[self._date]]:
            return "a total" if self._dated_totals and self._is_dated_total(row) else ""
        if [c.strip() for c in row[: self._width]] == self._header:
            return "the header again"
        if self._known.what != "orders" or self._date is None:
            return ""
        if is_total(row):
            return "a total"
        filled = [c for c, cell in enumerate(row[: self._width]) if cell.strip()]
        if len(filled) <= 1 and self._width > 2 and not _filled(row, self._keys):
            return "a remark"
        if len(filled) == 1 and self._width >= _WIDE and filled[0] in self._name_columns:
            return "a title"
        if (
            len(filled) <= _FEW
            and self._width >= _WIDE
            and not _filled(row, [*self._name_columns, *self._money])
        ):
            return "a remark"
        if not _filled(row, self._keys) and not self._known.shape.continues:
            return "a total without date, customer or number"
        return ""


def _unique(columns: Sequence[int]) -> list[int]:
    return list(dict.fromkeys(columns))


def _filled(row: Sequence[str], columns: Sequence[int]) -> bool:
    return any(row[c].strip() for c in columns)


def _sign(delimiter: str) -> str:
    return {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}.get(delimiter, f"'{delimiter}'")
