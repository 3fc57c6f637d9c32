"""Which format the reader gets, and the one function that writes every table."""

from __future__ import annotations

from enum import StrEnum
from typing import TextIO

from .table import Table


class Format(StrEnum):
    """How a table is written."""

    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    LINES = "lines"
    TERMINAL = "terminal"


def write_table(table: Table, form: Format, to: TextIO) -> int:
    """Write `table` to `to` as `form`, row by row; returns the number of rows written.

    Each writer is imported only when its format is wanted, so that a pipe never pays for rich.
    """
    match form:
        case Format.JSON:
            from .as_json import write_json

            return write_json(table, to)
        case Format.CSV:
            from .as_separated import write_csv

            return write_csv(table, to)
        case Format.TSV:
            from .as_separated import write_tsv

            return write_tsv(table, to)
        case Format.LINES:
            from .as_lines import write_lines

            return write_lines(table, to)
        case Format.TERMINAL:
            from .as_terminal import write_terminal

            return write_terminal(table, to)
