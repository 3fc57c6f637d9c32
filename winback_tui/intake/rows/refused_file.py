"""Refused rows as a file of their own: corrected there and imported again, they fill in and double nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from winback_tui.intake.open.sample import REASON
from winback_tui.intake.understanding import Understanding
from winback_tui.whole_file import written_whole

from .reader import table_of
from .records import Refusal
from .row_stream import RowStream


def write_refused(known: Understanding, refusals: Iterable[Refusal], target: Path) -> int:
    """Write the refused rows of `known`, with the file's own headers and the reasons; returns how many.
    Raises FileExistsError where something is at `target`, and OSError.

    The layout stays the file's own, so that what was decided about it holds for the corrected rows too.
    """
    reasons = {refusal.row: refusal.reason for refusal in refusals}
    heads = [head.raw for head in known.headers]
    written = 0
    with (
        written_whole(target, overwrite=False) as fresh,
        fresh.open("w", encoding="utf-8-sig", newline="") as out,
    ):
        write = csv.writer(out, delimiter=known.layout.delimiter).writerow
        write([*heads, *(["Customer"] if known.shape.groups else []), REASON])
        for number, row in _rows(known, reasons):
            write([*row, reasons[number]])
            written += 1
    return written


def _rows(known: Understanding, wanted: dict[int, str]) -> Iterable[tuple[int, list[str]]]:
    """The wanted rows, completed by those above them where the table is built so; too long ones as they stand."""
    told = set()
    stream = RowStream(known, table_of(known))
    for batch in stream:
        for number, row in zip(batch.numbers, batch.block.rows, strict=True):
            if number in wanted:
                told.add(number)
                yield number, row
    left = wanted.keys() - told
    if left:
        for first, block in table_of(known).blocks():
            for number, row in enumerate(block.rows, first):
                if number in left:
                    yield number, row
