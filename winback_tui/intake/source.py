"""Where the bytes come from: a regular file, or bytes in memory."""

from __future__ import annotations

import io
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from winback_tui.domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can be read from its start as often as needed. `name` is for people."""

    name: str
    place: Path | bytes

    def open(self) -> IO[bytes]:
        """A fresh binary stream; raises BadInput when the file went away."""
        if isinstance(self.place, bytes):
            return io.BytesIO(self.place)
        try:
            return self.place.open("rb")
        except OSError as problem:
            raise BadInput(f"'{self.name}' cannot be read: {_reason(problem)}.") from None

    @property
    def size(self) -> int:
        """Bytes as stored."""
        return len(self.place) if isinstance(self.place, bytes) else self.place.stat().st_size


def source_of(place: Path | bytes, name: str | None = None) -> Source:
    """A checked source; raises BadInput for a missing file, a folder, a pipe, a device or an empty file."""
    if isinstance(place, bytes):
        found = Source(name or "input", place)
    else:
        label = name or place.name or str(place)
        try:
            mode = place.stat().st_mode
        except OSError as problem:
            raise BadInput(f"'{label}' cannot be read: {_reason(problem)}.") from None
        if stat.S_ISDIR(mode):
            raise BadInput(f"'{label}' is a folder; name a file in it.")
        if not stat.S_ISREG(mode):
            raise BadInput(f"'{label}' is no regular file; save the export to a file first.")
        found = Source(label, place)
    if found.size == 0:
        raise BadInput(f"'{found.name}' is empty.")
    return found


def _reason(problem: OSError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "there is no such file"
    if isinstance(problem, PermissionError):
        return "reading it is not allowed"
    return (problem.strerror or "it does not answer").lower()
