"""Refused rows as a separate file: corrected there and imported again, they are added without double counting."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from winback_tui.domain.wording.portable import formula_guarded
from winback_tui.files.whole_file import written_whole
from winback_tui.intake.open.sample import REASON
from winback_tui.intake.understanding import Understanding

from .reader import table_of
from .records import Refusal
from .row_stream import RowStream

_AMOUNT = re.compile(r"[+-]?\d[\d.,'\u00a0\u202f ]*(?:%|[A-Z]{3}|[€$£¥])?-?")
"""A number with a sign in front is not a formula, and is left for a person to correct."""


def write_refused(known: Understanding, refusals: Iterable[Refusal], target: Path) -> int:
    """Write the refused rows of `known`, with the file's own headers and the reasons; returns how many.
    Raises FileExistsError where something is at `target`, and OSError.

    The layout stays that of the file, so that decisions about it hold for the corrected rows too. What a
    spreadsheet would take for a formula gets an apostrophe, which an import removes again.
    """
    reasons = {refusal.row: refusal.reason for refusal in refusals}
    heads = [head.raw for head in known.headers]
    written = 0
    with (
        written_whole(target, overwrite=False) as fresh,
        fresh.open("w", encoding="utf-8-sig", newline="") as out,
    ):
        write = csv.writer(out, delimiter=known.layout.delimiter).writerow
        write(_safe([*heads, *(["Customer"] if known.shape.groups else []), REASON]))
        for number, row in _rows(known, reasons):
            write(_safe([*row, reasons[number]]))
            written += 1
    return written


def _safe(row: Iterable[str]) -> list[str]:
    return [cell if _AMOUNT.fullmatch(cell) else formula_guarded(cell) for cell in row]


def _rows(known: Understanding, wanted: dict[int, str]) -> Iterable[tuple[int, list[str]]]:
    """The wanted rows, completed from those above where the table is built that way; overlong ones unchanged."""
    written = set()
    stream = RowStream(known, table_of(known))
    for batch in stream:
        for number, row in zip(batch.numbers, batch.block.rows, strict=True):
            if number in wanted:
                written.add(number)
                yield number, row
    left = wanted.keys() - written
    if left:
        for first, block in table_of(known).blocks():
            for number, row in enumerate(block.rows, first):
                if number in left:
                    yield number, row
