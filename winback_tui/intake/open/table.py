"""Rows of a text file, in blocks small enough to stay in the processor's cache."""

from __future__ import annotations

import csv
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from winback_tui.domain.errors import BadInput
from winback_tui.intake.recognise.compound_cells import CompoundCells

from .delimiter import TextLayout
from .row_splitter import CellBlock, RowSplitter
from .source import InputSource


@dataclass(slots=True)
class TextTable:
    """A text file cut into rows. Row numbers count records from 1, as a spreadsheet does."""

    source: InputSource
    encoding: str
    layout: TextLayout
    damaged: bool = False
    compound: CompoundCells | None = None
    start: tuple[int, int] = (0, 0)
    """Where to begin: a number of bytes that end with a row, and the number of the row after them; else (0, 0)."""
    position: int = 0
    """Bytes read so far, for progress."""
    next_row: int = 0
    """The number of the row after the last one read."""
    _last: CellBlock | None = None

    @property
    def last_row(self) -> list[str]:
        """The last row read so far."""
        return self._last.rows[-1] if self._last is not None else []

    def blocks(self) -> Iterator[tuple[int, CellBlock]]:
        """(number of the first row, rows); raises BadInput when the bytes do not fit the encoding."""
        with self.source.open() as raw:
            offset, number = self.start
            layout = self.layout
            if offset:
                raw.seek(offset)
                layout = layout._replace(skip=0)
            else:
                number = 1 + layout.skip
            try:
                for block in RowSplitter(raw, self.encoding, self.damaged, layout):
                    self.position = self.source.bytes_read(raw)
                    yield (
                        number,
                        block if self.compound is None else CellBlock(list(map(self.compound, block.rows))),
                    )
                    number += block.count
                    self.next_row, self._last = number, block
            except UnicodeDecodeError:
                raise BadInput(
                    f"'{self.source.name}' is not written in {self.encoding} throughout; choose another encoding."
                ) from None
            except csv.Error:
                where = f"a cell of more than 16 MB near row {number}"
                raise BadInput(
                    f"'{self.source.name}' has {where}; close the quote that is left open there."
                ) from None
            except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
                raise BadInput(
                    f"'{self.source.name}' stops in the middle; download or save it again."
                ) from None
