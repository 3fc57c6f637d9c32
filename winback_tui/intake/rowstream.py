"""The data rows of a table: below the header, of one width, without blank rows, titles, totals and repeated headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .fields import LINE_FIELDS
from .rows import Refusal, Skipped
from .table import Table
from .understanding import Understanding
from .vocabulary import vocabulary
from .wording import phrase


@dataclass(slots=True)
class RowBatch:
    """Rows of equal width with their numbers, and what was left out before them."""

    numbers: Sequence[int]
    rows: list[list[str]]
    skipped: list[Skipped] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


class RowStream:
    """Iterates over a table as a known understanding says that it is built."""

    def __init__(self, known: Understanding, table: Table) -> None:
        self._known = known
        self._table = table
        self._width = len(known.headers)
        self._header = [h.raw.strip() for h in known.headers]
        shape = known.shape
        self._shaped = (
            shape.groups or bool(shape.fill) or shape.continues or shape.lines != "one" or shape.totals
        )
        self._parents = [c for f, c in known.columns.items() if f not in LINE_FIELDS]
        self._parents += [c for places in known.account_from for c in places if c not in self._parents]
        self._keys = [known.columns[f] for f in ("number", "date") if f in known.columns]
        self._keys += [c for places in known.account_from for c in places if c not in self._keys]
        self._line = [c for f, c in known.columns.items() if f in ("product", "quantity")]
        self._number = known.columns.get("number")
        self._group: str = ""
        self._above: list[str] = []

    def __iter__(self) -> Iterator[RowBatch]:
        below = self._known.header_row
        for first, rows in self._table.batches():
            if first <= below:
                rows = rows[below - first + 1 :]
                first = below + 1
            if not rows:
                continue
            even = set(map(len, rows)) == {self._width}
            if even and not self._shaped:
                yield RowBatch(range(first, first + len(rows)), rows)
            else:
                yield self._sorted_out(first, rows)

    def _sorted_out(self, first: int, rows: Sequence[list[str]]) -> RowBatch:
        numbers: list[int] = []
        kept: list[list[str]] = []
        batch = RowBatch(numbers, kept)
        for number, row in enumerate(rows, first):
            if not any(row) or not any(cell.strip() for cell in row):
                continue
            if len(row) != self._width:
                if len(row) > self._width and any(c.strip() for c in row[self._width :]):
                    sign = _sign(self._table.layout.delimiter)
                    reason = (
                        f"has {len(row)} cells instead of {self._width}; a {sign} in a text must be quoted"
                    )
                    batch.refused.append(Refusal(number, reason))
                    continue
                row = (row + [""] * self._width)[: self._width]
            if self._shaped:
                reason = self._shape(row)
                if reason:
                    batch.skipped.append(Skipped(number, reason))
                    continue
            numbers.append(number)
            kept.append(row)
        return batch

    def _shape(self, row: list[str]) -> str:
        """Complete the row from those above; a reason when it is no data row of its own."""
        shape = self._known.shape
        if reason := self.no_data(row):
            return reason
        if shape.groups:
            if title := self._group_title(row):
                self._group = title
                self._above = []
                return "a group title"
            if not row[shape.group_column].strip():
                row[shape.group_column] = self._group
        above = self._above
        if above:
            for column in shape.fill:
                if not row[column].strip():
                    row[column] = above[column]
            same = self._number is not None and row[self._number] and row[self._number] == above[self._number]
            child = shape.continues and not _filled(row, self._keys) and _filled(row, self._line)
            if same or child:
                for column in self._parents:
                    if not row[column].strip():
                        row[column] = above[column]
        self._above = row
        return ""

    def _group_title(self, row: Sequence[str]) -> str:
        filled = [i for i, cell in enumerate(row) if cell.strip()]
        if (
            filled
            and all(i <= self._known.shape.group_column or not row[i].strip() for i in filled)
            and not any(row[c].strip() for c in self._keys if c != self._known.shape.group_column)
        ):
            return row[filled[-1]].strip()
        return ""

    def no_data(self, row: Sequence[str]) -> str:
        """Why a row is no data although it stands among them: a total, or the header again."""
        if [c.strip() for c in row] == self._header:
            return "the header again"
        if any(row[c].strip() for c in self._keys if c == self._known.columns.get("date")):
            return ""
        return "a total" if is_total(row) else ""


def is_total(row: Sequence[str]) -> bool:
    """Whether the first words of a row announce a total, subtotal or balance."""
    totals = vocabulary().totals
    for cell in row:
        if cell.strip():
            words = phrase(cell[:60]).split()
            return any(" ".join(words[:n]) in totals for n in range(1, min(3, len(words)) + 1)) or (
                bool(words) and words[-1] in ("total", "totals", "итого")
            )
    return False


def _filled(row: Sequence[str], columns: Sequence[int]) -> bool:
    return any(row[c].strip() for c in columns)


def _sign(delimiter: str) -> str:
    return {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}.get(delimiter, f"'{delimiter}'")
