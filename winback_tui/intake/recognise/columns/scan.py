"""One pass over all rows: what the chosen columns really contain, so that nothing is decided by a sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, repeat

from winback_tui.collector import collector_paused
from winback_tui.intake.interpret.dates import DateReader, DateScan
from winback_tui.intake.interpret.numbers import NumberScan
from winback_tui.intake.open.row_splitter import CellBlock
from winback_tui.intake.open.table import TextTable
from winback_tui.intake.rows.repeats import Repeats

from .cancelling_texts import CancellingTexts

_MONEY = ("amount", "unit_price", "quantity", "margin", "refunded", "minus")
_WORDY = ("kind", "status", "currency", "returned", "external_kind")
_MANY = 500


@dataclass(slots=True)
class ColumnFindings:
    """What the pass showed. `rows` counts rows that are not blank; `marks` are the words of further state columns."""

    rows: int = 0
    date: DateScan | None = None
    numbers: dict[str, NumberScan] = field(default_factory=dict)
    words: dict[str, Counter[str]] = field(default_factory=dict)
    marks: dict[int, Counter[str]] = field(default_factory=dict)
    texts: CancellingTexts = field(default_factory=lambda: CancellingTexts(()))
    repeats: Repeats | None = None


def scan(
    table: TextTable,
    below: int,
    width: int,
    columns: Mapping[str, int],
    date_else: Sequence[int],
    marks: Sequence[tuple[str, int]],
    remarks: Sequence[int],
    unsold: Collection[str],
    reader: DateReader,
    expected: int,
    progress: Callable[[int], None] | None = None,
) -> ColumnFindings:
    """Read every row after record `below`; `date_else` are further columns of days.

    `progress` receives the bytes read so far.
    """
    found = ColumnFindings()
    if "date" in columns:
        found.date = DateScan(reader)
    found.numbers = {name: NumberScan() for name in _MONEY if name in columns}
    found.words = {name: Counter() for name in _WORDY if name in columns}
    found.marks = {column: Counter() for field, column in marks if field == "status"}
    if "number" in columns:
        found.repeats = Repeats(expected)
    found.texts = CancellingTexts(remarks, columns.get("number"), unsold, columns.get("account"))
    with collector_paused():  # 200,000 rows take 4 % less, of a process that hardly collects as it is
        for first, block in table.blocks():
            data = block.below(max(0, below - first + 1))
            if data.count:
                _add(found, data, width, columns, date_else)
            if progress:
                progress(table.position)
        if found.repeats is not None and found.repeats.behind:
            _catch_up(found.repeats, table, below, width, columns)
    return found


def _catch_up(repeats: Repeats, table: TextTable, below: int, width: int, columns: Mapping[str, int]) -> None:
    """Read the first rows again: their numbers were in order, but those further down are not."""
    for first, block in table.blocks():
        data = _of_width(block.below(max(0, below - first + 1)), width)
        if data.count:
            repeats.catch_up(_numbers(data.columns, columns))
        if not repeats.behind:
            return


def _add(
    found: ColumnFindings,
    block: CellBlock,
    width: int,
    columns: Mapping[str, int],
    date_else: Sequence[int],
) -> None:
    block = _of_width(block, width)
    if not block.count:
        return
    found.rows += block.count
    cells = block.columns
    if found.date is not None:
        for place in (columns["date"], *date_else):
            found.date.add(set(cells[place]))
    for name, numbers in found.numbers.items():
        numbers.add(cells[columns[name]])
    dated = cells[columns["date"]] if "date" in columns else repeat(True)  # titles and totals carry no day
    for name, words in found.words.items():
        if len(words) < _MANY:
            words.update(compress(cells[columns[name]], dated))
    for place, words in found.marks.items():
        if len(words) < _MANY:
            words.update(compress(cells[place], dated))
    found.texts.add(cells)
    if found.repeats is not None:
        found.repeats.add(_numbers(cells, columns))


def _of_width(block: CellBlock, width: int) -> CellBlock:
    """The rows that are not blank, each with this many cells."""
    if block.width == width:
        return block
    return CellBlock([fitted(row, width) for row in block.rows if any(row)])


def _numbers(cells: Sequence[Sequence[str]], columns: Mapping[str, int]) -> Sequence[str]:
    numbers = cells[columns["number"]]
    if "series" not in columns:
        return numbers
    return [
        f"{series} {number}" if number else ""
        for series, number in zip(cells[columns["series"]], numbers, strict=True)
    ]


def fitted(row: list[str], width: int) -> list[str]:
    """The row with exactly `width` cells: blank ones added, further ones left off."""
    return row[:width] if len(row) >= width else row + [""] * (width - len(row))
