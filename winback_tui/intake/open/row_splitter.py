"""Text cut into rows a block at a time: plain text by its delimiters alone, anything quoted by the csv module."""

from __future__ import annotations

import csv
import io
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Iterator
from itertools import repeat
from typing import IO

from winback_tui.intake.interpret.cells import without_guards

from .delimiter import TextLayout, cut

BYTES = 1 << 16
"""Bytes read at once: few enough that the cells stay in the processor's cache."""
LONGEST_LINE = 16 << 20


class CellBlock:
    """Consecutive rows. `width` is the cells of each row if equal, else 0; then only `rows` can be read."""

    def __init__(self, rows: list[list[str]] | None = None, columns: list[list[str]] | None = None) -> None:
        self._rows = rows
        self._columns = columns
        if columns is not None:
            self.width, self.count = len(columns), len(columns[0])
        else:
            widths = set(map(len, rows or ()))
            self.width, self.count = widths.pop() if len(widths) == 1 else 0, len(rows or ())

    @property
    def rows(self) -> list[list[str]]:
        """The cells of each row."""
        if self._rows is None:
            self._rows = list(map(list, zip(*(self._columns or ()), strict=True)))
        return self._rows

    @property
    def columns(self) -> list[list[str]]:
        """The cells of each column."""
        if self._columns is None:
            self._columns = list(map(list, zip(*(self._rows or ()), strict=True)))
        return self._columns

    def below(self, rows: int) -> CellBlock:
        """The block without its first rows."""
        return CellBlock(self.rows[rows:]) if rows else self


class RowSplitter:
    """Iterates over the blocks of a stream of bytes, below the first `layout.skip` lines.

    What it gives is what `csv.reader` gives for the whole text. A block without quotes needs no reader: its cells
    are between delimiters. Raises UnicodeDecodeError, and csv.Error for a cell of more than 16 MB.
    """

    def __init__(self, stream: IO[bytes], encoding: str, damaged: bool, layout: TextLayout) -> None:
        self._texts = _whole_lines(stream, encoding, "replace" if damaged else "strict")
        self._layout = layout
        self._lines: deque[str] = deque()
        self._reader = cut(self._lines_for_reader(), layout)

    def __iter__(self) -> Iterator[CellBlock]:
        skip = self._layout.skip
        for text in self._texts:
            if skip:
                lines = list(io.StringIO(text, newline=""))
                text, skip = "".join(lines[skip:]), max(0, skip - len(lines))
            if not text:
                continue
            text = without_guards(text)
            if "\0" in text or (self._layout.quoted and '"' in text):
                yield CellBlock(self._read(text))
            else:
                yield _plain(text, self._layout.delimiter)

    def _read(self, text: str) -> list[list[str]]:
        """The rows of a text, with the last one completed where its quotes continue in the next block."""
        self._lines.extend(io.StringIO(text, newline=""))
        rows = []
        while self._lines:
            rows.append(next(self._reader))
        return rows

    def _lines_for_reader(self) -> Iterator[str]:
        while True:
            while self._lines:
                yield self._lines.popleft()
            text = next(self._texts, None)
            if text is None:
                return
            self._lines.extend(io.StringIO(without_guards(text), newline=""))


def _plain(text: str, delimiter: str) -> CellBlock:
    """The rows of a text without quotes."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removesuffix("\n")
    lines = text.split("\n")
    signs = set(map(str.count, lines, repeat(delimiter)))
    if len(signs) == 1 and "" not in lines:
        width = signs.pop() + 1
        cells = text.replace("\n", delimiter).split(delimiter)
        return CellBlock(columns=[cells[column::width] for column in range(width)])
    return CellBlock([line.split(delimiter) if line else [] for line in lines])


def _whole_lines(stream: IO[bytes], encoding: str, errors: str) -> Iterator[str]:
    """The text in parts that end where a line ends."""
    decode = getincrementaldecoder(encoding)(errors).decode
    rest = ""
    while raw := stream.read(BYTES):
        text = rest + decode(raw)
        end = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
        if end:
            yield text[:end]
        rest = text[end:]
        if len(rest) > LONGEST_LINE:
            raise csv.Error("line too long")
    if rest := rest + decode(b"", True):
        yield rest
