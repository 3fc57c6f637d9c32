"""Spreadsheets: checked before they are opened, read by a separate process with limits on memory and time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from winback_tui.domain.errors import BadInput
from winback_tui.files import child_limits
from winback_tui.files.working_folder import WorkingFolder
from winback_tui.worker_process import until_we_end

from .source import InputSource, Worksheet

_MEMORY, _MOST_BYTES = 1_500_000_000, 2 << 30
_SECONDS, _SECONDS_PER_MB = 4, 2
_LONGEST = 600
_BUSY = 10
"""How many times longer the same work may take on a busy machine."""
_CHILD = Path(__file__).with_name("spreadsheet_worker.py")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_EXTENT = re.compile(rb'<dimension ref="(?:[A-Z]{1,3}\d+:)?([A-Z]{1,3})(\d+)"')
_MOST_CELLS = 60_000_000


def sheet_source(found: InputSource, entries: Sequence[zipfile.ZipInfo], wanted: str = "") -> InputSource:
    """The sheet of a spreadsheet as a source of text; `wanted` names one of several.

    Raises BadInput for damaged, protected, hostile or empty ones. `InputSource.sheets` lists all that hold rows.
    """
    _precheck(found, entries)
    keep = WorkingFolder()
    folder = Path(keep.name)
    place = found.place
    if isinstance(place, bytes):
        copy = folder / "spreadsheet"
        copy.write_bytes(place)
        place = copy
    sheets = tuple(s for s in _converted(found, place, folder) if s.rows)
    if not sheets:
        raise BadInput(f"'{found.name}' has no sheet with rows.")
    chosen = sheets[0] if not wanted else next((s for s in sheets if s.name == wanted), None)
    if chosen is None:
        raise BadInput(
            f"'{found.name}' has no sheet '{wanted}'; it has {', '.join(s.name for s in sheets[:6])}."
        )
    return InputSource(found.name, chosen.place, sheets=sheets, sheet=chosen.name, keep=keep)


def _precheck(found: InputSource, entries: Sequence[zipfile.ZipInfo]) -> None:
    names = {e.filename for e in entries}
    if entries and any(e.flag_bits & 1 for e in entries):
        raise BadInput(f"'{found.name}' is protected with a password; save it without one.")
    if any(n.startswith(("word/", "ppt/")) for n in names):
        raise BadInput(f"'{found.name}' is a document, not a table.")
    inner = [e for e in entries if _SHEET.fullmatch(e.filename)]
    if not inner:
        return
    try:
        with found.open() as stream, zipfile.ZipFile(stream) as archive:
            heads = [archive.open(e).read(2048) for e in inner[:50]]
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError):
        raise BadInput(f"'{found.name}' is damaged or cut off; download or save it again.") from None
    for head in heads:
        if (extent := _EXTENT.search(head)) and _cells(extent[1], extent[2]) > _MOST_CELLS:
            corner = (extent[1] + extent[2]).decode()
            raise BadInput(
                f"'{found.name}' has a sheet that reaches to {corner}; delete what is outside the table."
            )


def _cells(column: bytes, row: bytes) -> int:
    width = 0
    for letter in column:
        width = width * 26 + letter - 64
    return width * int(row)


def _converted(found: InputSource, place: Path, folder: Path) -> list[Worksheet]:
    seconds = min(_LONGEST, _SECONDS + _SECONDS_PER_MB * (found.size >> 20))
    command = [
        sys.executable,
        "-I",
        child_limits.__file__,
        *map(str, (_MEMORY, seconds, _MOST_BYTES)),
        *map(str, (_CHILD, place.resolve(), folder, _MOST_BYTES)),
    ]
    try:
        with until_we_end() as pipe:
            done = subprocess.run(
                command, stdin=pipe, capture_output=True, timeout=_deadline(seconds), check=False
            )
    except subprocess.TimeoutExpired:
        raise BadInput(f"'{found.name}' takes too long to read; save the table as CSV.") from None
    if done.returncode:
        raise BadInput(_why(found.name, done.returncode, done.stderr[-4000:].decode("utf-8", "replace")))
    reports = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    return [Worksheet(str(r["name"]), folder / str(r["file"]), int(r["rows"])) for r in reports]


def _deadline(seconds: int) -> int:
    """The wall-clock limit for this much processor time, which the child limits itself where the system allows."""
    return seconds + 2 if os.name == "nt" else _BUSY * seconds + 60


def _why(name: str, code: int, errors: str) -> str:
    if "assword" in errors:
        return f"'{name}' is protected with a password; save it without one."
    if (
        code in (4, child_limits.ENDED_BY_WINDOWS)
        or code < 0
        or "MemoryError" in errors
        or "memory allocation" in errors
    ):
        return f"'{name}' is too large or too odd a spreadsheet to read safely; save the table as CSV."
    return f"'{name}' cannot be read as a spreadsheet; it may be damaged, or not what its name says."
