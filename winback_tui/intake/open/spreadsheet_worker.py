"""Run as a process of its own, with limits: turns a spreadsheet into text files, one a sheet.

    python spreadsheet_worker.py SPREADSHEET FOLDER MEMORY_BYTES SECONDS

Prints a JSON line for each sheet: name, file, rows. Knows nothing of the rest of the package, so that a
hostile file can at worst end this process.
"""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

_MOST_CELLS = 60_000_000
_MOST_BYTES = 2 << 30


def main(spreadsheet: str, folder: str, memory: int, seconds: int) -> None:
    """Convert every visible sheet."""
    _limit(memory, seconds)
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_path(spreadsheet)
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_index(place)
        if sheet.total_height * sheet.total_width > _MOST_CELLS:
            sys.exit(4)
        target = Path(folder) / f"sheet{place}"
        rows = _write(sheet, target)
        report = {"name": about.name, "file": target.name, "rows": rows}
        sys.stdout.write(json.dumps(report) + "\n")


def _write(sheet: Any, target: Path) -> int:
    rows = 0
    with target.open("w", encoding="utf-8", errors="replace", newline="") as out:
        write = csv.writer(out).writerow
        blank_above = sheet.start[0] if sheet.start else 0
        for _ in range(min(blank_above, 1000)):
            write([""])
        for row in sheet.iter_rows():
            write([cell if isinstance(cell, str) else as_text(cell) for cell in row])
            rows += 1
            if rows % 4096 == 0 and out.tell() > _MOST_BYTES:
                sys.exit(4)
    return rows


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


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's deadline is the only limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_BYTES, _MOST_BYTES))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
