"""A whole book as files that import exactly: one JSON file, one workbook, or a folder of CSV files.

Every table is a list of rows under a heading of `column:kind`; cells are written by `domain.portable`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.portable import FORMAT, Cell, pack_cell, packed_columns

MARK = "winback"
SHEET_ROWS = 1_048_576
_AT_ONCE = 1_000
_FILE_ENDING = re.compile(r"\.[a-z][a-z0-9]{0,4}")

Exported: TypeAlias = Iterator[tuple[str, Sequence[str], Iterable[tuple[Cell, ...]]]]
"""Table name, heading of `column:kind`, rows."""


def writer_of(target: Path) -> Callable[[Exported, Path], int]:
    """How a book is written to `target`, by its file extension. Raises BadInput for the extension of a single table."""
    ending = target.suffix.lower()
    if ending in WRITERS:
        return WRITERS[ending]
    if _FILE_ENDING.fullmatch(ending):
        raise BadInput(
            f"'{target.name}' is the name of one table, but a book has many: name a folder,"
            " or a file that ends in .json or .xlsx."
        )
    return write_folder


def most_rows(target: Path) -> int | None:
    """How many rows a table may have in this target; None where any number fits."""
    return SHEET_ROWS - 1 if target.suffix.lower() == ".xlsx" else None


def write_json(tables: Exported, path: Path) -> int:
    """Write one JSON file; the count of rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"format": {json.dumps(FORMAT)}, "tables": {{')
        for place, (name, heading, rows) in enumerate(tables):
            file.write(f"{',' if place else ''}\n{json.dumps(name)}: [\n{json.dumps(list(heading))}")
            rest = iter(rows)
            while some := list(islice(rest, _AT_ONCE)):
                file.write(f",\n{_lines(some)}")
                count += len(some)
            file.write("]")
        file.write("\n}}\n")
    return count


def _lines(rows: Sequence[tuple[Cell, ...]]) -> str:
    """The rows as JSON, one a line; all in one go, in a third of the time, unless a text looks like the end of a
    row."""
    whole = json.dumps(rows, ensure_ascii=False, check_circular=False)[1:-1]
    if whole.count("], [") == len(rows) - 1:
        return whole.replace("], [", "],\n[")
    return ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def write_folder(tables: Exported, folder: Path) -> int:
    """Write a CSV file a table into a new folder; the count of rows."""
    folder.mkdir()
    (folder / f"{MARK}.txt").write_text(FORMAT + "\n", encoding="ascii")
    count = 0
    for name, heading, rows in tables:
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(heading)
            rest = iter(rows)
            while some := list(islice(rest, _AT_ONCE)):
                columns = packed_columns(some)
                lines = _plain_lines(columns, len(some))
                if lines is None:
                    writer.writerows(zip(*columns, strict=True))
                else:
                    file.write(lines)
                count += len(some)
    return count


def _plain_lines(columns: Sequence[Sequence[str]], rows: int) -> str | None:
    """The rows as CSV, in half the time, where no cell has to be quoted; else None."""
    lines = "\r\n".join(map(",".join, zip(*columns, strict=True))) + "\r\n"
    commas, ends = (len(columns) - 1) * rows, (lines.count("\r"), lines.count("\n"))
    plain = commas and lines.count(",") == commas and ends == (rows, rows) and '"' not in lines
    return lines if plain else None


def write_workbook(tables: Exported, path: Path) -> int:
    """Write a workbook with a sheet a table, every cell a typed text; the count of rows. Raises OSError."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        return _fill_workbook(tables, path)
    except FileCreateError as fault:
        (message,) = fault.args
        raise message from fault


def _fill_workbook(tables: Exported, path: Path) -> int:
    from xlsxwriter import Workbook

    count = 0
    with Workbook(str(path), {"constant_memory": True}) as book:
        book.add_worksheet(MARK).write_string(0, 0, FORMAT)
        for name, heading, rows in tables:
            sheet = book.add_worksheet(name)
            for place, title in enumerate(heading):
                sheet.write_string(0, place, title)
            for line, row in enumerate(rows, 1):
                for place, cell in enumerate(row):
                    sheet.write_string(line, place, pack_cell(cell))
                count += 1
    return count


WRITERS = {".json": write_json, ".xlsx": write_workbook}
"""The extensions of a book that is one file."""
