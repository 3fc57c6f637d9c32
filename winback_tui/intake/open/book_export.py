"""Reading the export of a whole book, and nothing else."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import FORBIDDEN
from winback_tui.domain.wording.portable import FORMAT, Cell, unpack_cell

_JSON_START = b'{"format": "winback book'


@dataclass(frozen=True, slots=True)
class BookTable:
    """One table of an exported book."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def is_whole_book(place: Path) -> bool:
    """Whether a file or folder is the export of a whole book."""
    if place.is_dir():
        return (place / "winback.txt").is_file()
    if place.suffix.lower() == ".json" and place.is_file():
        with place.open("rb") as file:
            return file.read(len(_JSON_START)) == _JSON_START
    return place.suffix.lower() == ".xlsx" and place.is_file() and _is_workbook(place)


def read_whole_book(place: Path) -> list[BookTable]:
    """Every table of an exported book.

    Raises BadInput for one that is incomplete, in another form, or contains texts that a book cannot hold.
    """
    try:
        if place.is_dir():
            tables = list(_folder(place))
        else:
            tables = list(_json(place) if place.suffix.lower() == ".json" else _workbook(place))
        for table in tables:
            _check_texts(place, table)
        return tables
    except (ValueError, KeyError, TypeError, RecursionError, OSError) as fault:
        raise BadInput(
            f"'{place.name}' is not a complete export of a book ({type(fault).__name__}); export it again."
        ) from fault


def _check_texts(place: Path, table: BookTable) -> None:
    for number, row in enumerate(table.rows, 1):
        for column, cell in zip(table.columns, row, strict=True):
            if cell is None or isinstance(cell, (int, float)):
                continue
            if not isinstance(cell, str) or (not cell.isprintable() and FORBIDDEN.search(cell)):
                raise BadInput(
                    f"'{place.name}' was changed after it was exported: {column} in row {number} of"
                    f" {table.name} is not plain text; export it again."
                )


def _json(place: Path) -> Iterator[BookTable]:
    read = json.loads(place.read_text("utf-8"))
    if read["format"] != FORMAT:
        raise BadInput(
            f"'{place.name}' was exported by another version of Winback; update Winback to read it."
        )
    for name, (heading, *rows) in read["tables"].items():
        columns, _ = _heading(heading)
        yield BookTable(name, columns, [tuple(row) for row in rows])


def _folder(place: Path) -> Iterator[BookTable]:
    for file in sorted(place.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            yield _packed_table(file.stem, list(csv.reader(lines)))


def _workbook(place: Path) -> Iterator[BookTable]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(place))
    for name in book.sheet_names[1:]:
        yield _packed_table(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))


def _packed_table(name: str, lines: Sequence[Sequence[Any]]) -> BookTable:
    columns, kinds = _heading(lines[0])
    rows = [
        tuple(unpack_cell(str(cell), kind) for cell, kind in zip(line, kinds, strict=True))
        for line in lines[1:]
    ]
    return BookTable(name, columns, rows)


def _heading(heading: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parted = [title.partition(":") for title in heading]
    return tuple(part[0] for part in parted), tuple(part[2] for part in parted)


def _is_workbook(place: Path) -> bool:
    import zipfile

    try:
        with zipfile.ZipFile(place) as parts:
            return b'name="winback"' in parts.read("xl/workbook.xml")[:4096]
    except (zipfile.BadZipFile, KeyError, OSError):
        return False
