"""Cells that hold more, or less, than one value: split and completed before anything is read.

`Реализация ТД00-000041 от 03.02.2026` is a kind, a number and a day in one cell; `0302` is a day whose year
stands above the table. Both are decided once for a column, by all the rows at the top of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .headers import Header, header
from .vocabulary import vocabulary

_DAY = r"(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})"
_FROM = "от|від|from|of|dated|date|vom|du|del|de|din|din data|z dnia|van|av|af|ze dne|на|datë|dt|od"
_DOCUMENT = re.compile(
    rf"(\D.*?)[\s№#:]+(\S*\d\S*)\s+(?:{_FROM})\s+{_DAY}(?:\s+\d{{1,2}}:\d\d(?::\d\d)?)?(?:\s*г\.?)?", re.I
)
_COUNTED = re.compile(r"(\d{4}([/.])\d{1,2}\2\d{1,2})\s?-\s?\d{1,4}")
_NUMBERED = ("document number",)
_ADDED = ("document type", "document number", "document date")
_SHORT = re.compile(r"(0?[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])")
_YEARS = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-])?(20\d\d)(?:(?:-)?(\d\d)(?:-)?(\d\d))?(?!\d)")
_ENOUGH, _MOSTLY = 0.3, 0.7


@dataclass(frozen=True, slots=True)
class CompoundCells:
    """Changes each row of `width` cells: columns `document` and `counted` are split, days of `short` completed.

    `counted` holds days and the number of the day's document, as `2026/02/03-1`.
    """

    width: int
    document: int | None = None
    short: int | None = None
    begin: date | None = None
    counted: int | None = None

    def __call__(self, row: list[str]) -> list[str]:
        """The row with extra cells for type, number and day of a document; a short row is filled up."""
        if self.short is not None and self.begin is not None and self.short < len(row):
            row[self.short] = completed(row[self.short], self.begin)
        padded = row[: self.width] + [""] * (self.width - len(row))
        added: list[str] = []
        if self.document is not None:
            found = _DOCUMENT.fullmatch(padded[self.document].strip())
            if found:
                padded[self.document] = ""
            added += found.groups() if found else ("", "", "")
        if self.counted is not None:
            number = padded[self.counted].strip()
            if counted := _COUNTED.fullmatch(number):
                padded[self.counted] = counted[1]
            added.append(number if counted else "")
        return [*padded, *added, *row[self.width :]]

    def headers(self, heads: Sequence[Header]) -> list[Header]:
        """The headers with those of the added cells."""
        added = [
            *(_ADDED if self.document is not None else ()),
            *(_NUMBERED if self.counted is not None else ()),
        ]
        return [*heads, *map(header, added)]


def find_compound_cells(
    above: Sequence[Sequence[str]], heads: Sequence[Header], body: Sequence[Sequence[str]]
) -> CompoundCells | None:
    """What must be done to the rows below the header; None where every cell is one value. `above` are the title
    lines.
    """
    document = next((c for c in range(len(heads)) if _holds_documents([row[c] for row in body])), None)
    short = next((c for c, head in enumerate(heads) if _lacks_years(head, [row[c] for row in body])), None)
    begin = _begin(above) if short is not None else None
    counted = next((c for c in range(len(heads)) if _counts_a_day([row[c] for row in body])), None)
    if document is None and begin is None and counted is None:
        return None
    return CompoundCells(len(heads), document, short if begin else None, begin, counted)


def completed(cell: str, begin: date) -> str:
    """`0302` as the first 3 February from `begin` on; any other cell as it is."""
    found = _SHORT.fullmatch(cell.strip())
    if found is None:
        return cell
    day, month = int(found[1]), int(found[2])
    year = begin.year + ((month, day) < (begin.month, begin.day))
    return f"{day:02}.{month:02}.{year}"


def _counts_a_day(cells: Sequence[str]) -> bool:
    full = [cell.strip() for cell in cells if cell.strip()]
    return bool(full) and all(map(_COUNTED.fullmatch, full))


def _holds_documents(cells: Sequence[str]) -> bool:
    full = [cell.strip() for cell in cells if cell.strip()]
    numbers = [found[2] for cell in full if (found := _DOCUMENT.fullmatch(cell))]
    enough = bool(numbers) and len(numbers) >= len(full) * _ENOUGH
    return enough and len(set(numbers)) >= len(numbers) * _MOSTLY


def _lacks_years(head: Header, cells: Sequence[str]) -> bool:
    full = [cell.strip() for cell in cells if cell.strip()]
    names_day = vocabulary().scores(head.phrase).get("date", 0) >= 82
    return names_day and bool(full) and all(_SHORT.fullmatch(cell) for cell in full)


def _begin(above: Sequence[Sequence[str]]) -> date | None:
    """The first day of the period that the lines above the header name, or of its year."""
    for row in above:
        days = [day for cell in row for day in _days(cell)]
        if days:
            return min(days)
    return None


def _days(cell: str) -> list[date]:
    found = []
    for year, month, day in _YEARS.findall(cell):
        try:
            found.append(date(int(year), int(month or 1), int(day or 1)))
        except ValueError:
            continue
    return found
