"""Rows of a text file, in batches small enough to stay in the processor's cache."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from winback_tui.domain.errors import BadInput

from .delimiter import Layout, cut
from .recast import Recast
from .source import Source

BATCH = 512


@dataclass(slots=True)
class Table:
    """A text file cut into rows. Row numbers count records from 1, as a spreadsheet does."""

    source: Source
    encoding: str
    layout: Layout
    damaged: bool = False
    recast: Recast | None = None
    position: int = 0
    """Bytes read so far, for progress."""

    def batches(self, size: int = BATCH) -> Iterator[tuple[int, list[list[str]]]]:
        """(number of the first row, rows); raises BadInput when the bytes do not fit the encoding."""
        with self.source.open() as raw:
            text = io.TextIOWrapper(raw, self.encoding, "replace" if self.damaged else "strict", newline="")
            for _ in range(self.layout.skip):
                text.readline()
            number = 1 + self.layout.skip
            rows = cut(text, self.layout)
            try:
                while batch := list(islice(rows, size)):
                    yield number, batch if self.recast is None else list(map(self.recast, batch))
                    number += len(batch)
                    self.position = self.source.told(raw)
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
                raise BadInput(f"'{self.source.name}' stops in the middle; fetch or save it again.") from None
