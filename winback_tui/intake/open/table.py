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
    position: int = 0
    """Bytes read so far, for progress."""

    def blocks(self) -> Iterator[tuple[int, CellBlock]]:
        """(number of the first row, rows); raises BadInput when the bytes do not fit the encoding."""
        with self.source.open() as raw:
            number = 1 + self.layout.skip
            try:
                for block in RowSplitter(raw, self.encoding, self.damaged, self.layout):
                    self.position = self.source.bytes_read(raw)
                    yield (
                        number,
                        block if self.compound is None else CellBlock(list(map(self.compound, block.rows))),
                    )
                    number += block.count
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
