"""Run as a separate process, within the limits of child_limits.py: turns a spreadsheet into text files, one a sheet.

    python spreadsheet_worker.py SPREADSHEET FOLDER MOST_BYTES

Prints a JSON line for each sheet: name, file, rows. Knows nothing of the rest of the package, so that a
hostile file can at worst end this process.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Thread
from typing import Any
from xml.etree import ElementTree

_MOST_CELLS = 60_000_000
_MOST_SIGNS = 3_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MOST_REPEATED = 100_000
_SIGN = re.compile(r'\[\$([^\]\-]+)(?:-[^\]]*)?\]|"\s*([^"\d\s]{1,4})\s*"')

_SHORTENED = re.compile(r'[0#?],+(?:\.[0#]+)?\s*(?:"|;|$|\\)')
"""A format that shows the cell's number in thousands or millions: what follows it is not a currency."""


def main(spreadsheet: str, folder: str, most_bytes: int) -> None:
    """Convert every visible sheet. Ends with whoever asked for it: nothing but that end comes through the pipe."""
    Thread(target=lambda: os._exit(1) if os.read(0, 1) == b"" else None, daemon=True).start()
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_path(spreadsheet)
    formats = _currency_formats(spreadsheet)
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_index(place)
        if sheet.total_height * sheet.total_width > _MOST_CELLS:
            sys.exit(4)
        target = Path(folder) / f"sheet{place}"
        rows = _write(sheet, target, formats.get(about.name, {}), most_bytes)
        report = {"name": about.name, "file": target.name, "rows": rows}
        sys.stdout.write(json.dumps(report) + "\n")


def _write(sheet: Any, target: Path, signs: dict[tuple[int, int], str], most_bytes: int) -> int:
    rows = 0
    left = sheet.start[1] if sheet.start else 0  # rows come from the first one of the sheet, cells do not
    with target.open("w", encoding="utf-8", errors="replace", newline="") as out:
        write = csv.writer(out).writerow
        for row in sheet.iter_rows():
            texts = [cell if isinstance(cell, str) else as_text(cell) for cell in row]
            if signs:
                texts = [
                    f"{text} {sign}" if text and (sign := signs.get((rows, left + place))) else text
                    for place, text in enumerate(texts)
                ]
            write(texts)
            rows += 1
            if rows % 4096 == 0 and out.tell() > most_bytes:
                sys.exit(4)
    return rows


def _currency_formats(spreadsheet: str) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet -> (row, column) -> the currency that a cell's number format shows; of XLSX and ODS files.

    A file without such formats, and one whose parts are not where they should be, has none.
    """
    try:
        with zipfile.ZipFile(spreadsheet) as parts:
            if "content.xml" in parts.namelist():
                return _ods_currencies(parts)
            styles = _currency_styles(parts)
            if not styles:
                return {}
            return {name: _styled_cells(parts, part, styles) for name, part in _sheet_parts(parts)}
    except (zipfile.BadZipFile, KeyError, ValueError, ElementTree.ParseError):
        return {}


def _currency_styles(parts: zipfile.ZipFile) -> dict[str, str]:
    """Number of a cell style -> the currency sign or code in its number format."""
    if "xl/styles.xml" not in parts.namelist():
        return {}
    root = ElementTree.fromstring(parts.read("xl/styles.xml"))
    signs = {}
    for each in root.iter(f"{_MAIN}numFmt"):
        code = each.get("formatCode", "")
        if (found := _SIGN.search(code)) and not _SHORTENED.search(code):
            signs[each.get("numFmtId")] = (found[1] or found[2]).strip()
    cells = root.find(f"{_MAIN}cellXfs")
    styles = enumerate(cells if cells is not None else ())
    return {str(no): signs[style.get("numFmtId")] for no, style in styles if style.get("numFmtId") in signs}


def _sheet_parts(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Names of the sheets and of the files that hold them."""
    places = {
        each.get("Id"): str(each.get("Target")).removeprefix("/xl/")
        for each in ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    }
    for sheet in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        yield str(sheet.get("name")), f"xl/{places[sheet.get(_RELATION)]}"


def _styled_cells(parts: zipfile.ZipFile, part: str, styles: dict[str, str]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    with parts.open(part) as stream:
        for _, each in ElementTree.iterparse(stream):
            if each.tag == f"{_MAIN}c" and (sign := styles.get(each.get("s", ""))):
                found[_place(each.get("r", "A1"))] = sign
            if each.tag == f"{_MAIN}row":
                each.clear()
            if len(found) > _MOST_SIGNS:
                return {}
    return found


def _ods_currencies(parts: zipfile.ZipFile) -> dict[str, dict[tuple[int, int], str]]:
    """The currencies that cells of an ODS file name; repeated rows and cells count as often as they repeat."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    sheet: dict[tuple[int, int], str] = {}
    row = column = noted = 0
    with parts.open("content.xml") as stream:
        for event, each in ElementTree.iterparse(stream, ("start", "end")):
            if event == "start" and each.tag == f"{_TABLE}table":
                sheet = found.setdefault(str(each.get(f"{_TABLE}name")), {})
                row = column = 0
            elif event == "end" and each.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                times = int(each.get(f"{_TABLE}number-columns-repeated", "1"))
                if sign := each.get(f"{_OFFICE}currency"):
                    sheet.update({(row, column + place): sign for place in range(min(times, _MOST_REPEATED))})
                    noted += min(times, _MOST_REPEATED)
                column += times
            elif event == "end" and each.tag == f"{_TABLE}table-row":
                times = int(each.get(f"{_TABLE}number-rows-repeated", "1"))
                here = {c: sheet[row, c] for c in range(column) if (row, c) in sheet} if times > 1 else {}
                for further in range(1, min(times, _MOST_REPEATED)) if here else ():
                    sheet.update({(row + further, c): sign for c, sign in here.items()})
                    noted += len(here)
                row, column = row + times, 0
                each.clear()
            if noted > _MOST_SIGNS:
                return {}
    return found


def _place(reference: str) -> tuple[int, int]:
    """`B3` is row 2, column 1."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]) - 1, column - 1


def as_text(cell: Any) -> str:
    """A typed cell without ambiguity: ISO days, a point before decimals, never exactly three of them."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time(0) else cell.date().isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)


def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = format(round(value, 6), "f").rstrip("0")
    return text + "0" if len(text.partition(".")[2]) == 3 else text


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
