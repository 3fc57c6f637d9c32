"""Where the bytes come from: a regular file, bytes in memory, or something packed that is unpacked on the way."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from winback_tui.domain.errors import BadInput

_RATIO = 300
_ALWAYS_ALLOWED = 64 << 20
_NEVER_ALLOWED = 8 << 30


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet of a spreadsheet, unpacked to a separate text file; `table` is False when it is empty."""

    name: str
    place: Path
    rows: int


@dataclass(frozen=True, slots=True)
class InputSource:
    """Something that can be read from its start as often as needed. `name` is for people.

    `packed` is '', 'gzip' or 'zip' (then `member` is the entry). `sheets` are those of a spreadsheet, of
    which `place` is one. `keep` holds temporary files alive.
    """

    name: str
    place: Path | bytes
    packed: str = ""
    member: str = ""
    sheets: tuple[Worksheet, ...] = ()
    sheet: str = ""
    keep: object = None

    def open(self) -> IO[bytes]:
        """A fresh binary stream of the unpacked bytes; raises BadInput when the file went away."""
        try:
            if self.packed == "zip":
                return zipfile.ZipFile(self._stored()).open(self.member)
            if self.packed == "gzip":
                return gzip.GzipFile(fileobj=self._stored())  # type: ignore[return-value]
            return self._stored()
        except OSError as problem:
            raise BadInput(f"'{self.name}' cannot be read: {reason(problem)}.") from None
        except (zipfile.BadZipFile, RuntimeError):
            raise BadInput(
                f"'{self.name}' cannot be unpacked; unpack it yourself and import the table."
            ) from None

    def _stored(self) -> IO[bytes]:
        return io.BytesIO(self.place) if isinstance(self.place, bytes) else self.place.open("rb")

    @property
    def size(self) -> int:
        """Bytes as stored."""
        return len(self.place) if isinstance(self.place, bytes) else self.place.stat().st_size

    @property
    def limit(self) -> int:
        """If more bytes than this come out, it counts as a bomb."""
        if not self.packed:
            return _NEVER_ALLOWED
        return min(_NEVER_ALLOWED, max(_ALWAYS_ALLOWED, self.size * _RATIO))

    def bytes_read(self, stream: IO[bytes]) -> int:
        """How far in the stored bytes a stream of `open` is."""
        inner = getattr(stream, "fileobj", None) or getattr(stream, "_fileobj", None) or stream
        try:
            return int(inner.tell())
        except (OSError, ValueError, AttributeError):
            return 0


def regular_file(path: Path) -> None:
    """Raises BadInput for a missing file, a folder, a pipe, a device."""
    try:
        mode = path.stat().st_mode
    except OSError as problem:
        raise BadInput(f"'{path.name}' cannot be read: {reason(problem)}.") from None
    except ValueError:
        raise BadInput(f"'{path.name[:60]}' is not a file name.") from None
    if stat.S_ISDIR(mode):
        raise BadInput(f"'{path.name}' is a folder; name a file in it.")
    if not stat.S_ISREG(mode):
        raise BadInput(f"'{path.name}' is not a regular file; save the export to a file first.")


def only_table(name: str, entries: Sequence[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The one table of an archive; raises BadInput when there are none or several."""
    real = [
        e
        for e in entries
        if not e.is_dir() and not e.filename.startswith("__MACOSX") and "/." not in f"/{e.filename}"
    ]
    if len(real) == 1:
        return real[0]
    if not real:
        raise BadInput(f"'{name}' is an empty archive.")
    listed = ", ".join(e.filename[:40] for e in real[:4])
    raise BadInput(
        f"'{name}' holds {len(real)} files ({listed}); unpack it and import the one with the orders."
    )


def reason(problem: OSError) -> str:
    """The system's error, in words."""
    if isinstance(problem, FileNotFoundError):
        return "there is no such file"
    if isinstance(problem, PermissionError):
        return "reading it is not allowed"
    return (problem.strerror or "it does not answer").lower()
