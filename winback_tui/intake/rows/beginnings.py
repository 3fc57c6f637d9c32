"""The beginning of a file that was read before: where it ends, and whether a newer export can be read from there.

A newer export of a day mostly is the older one with further rows below. It can be read from where the older one ended
only if no row means anything else for the rows above it, and if the file is understood exactly as the older one was.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import IO

from winback_tui.intake.interpret.cells import without_guards
from winback_tui.intake.open.source import InputSource
from winback_tui.intake.open.table import TextTable
from winback_tui.intake.reader_version import READER_VERSION
from winback_tui.intake.understanding import Understanding

from .row_stream import is_shaped

_LINE_BY_LINE = ("ascii", "utf-8", "iso8859", "iso-8859", "latin", "cp125", "cp85", "cp866", "koi8", "mac")
"""Encodings, by the beginning of their names, whose line end is one byte that is part of no other character."""
_OF_OTHERS = frozenset(["person", "role", "parent", "series"])
"""Columns by which a row may belong to what stands above it."""
_OF_THE_FILE = frozenset(
    (
        "source_file",
        "encoding",
        "repeated",
        "rows",
        "digest",
        "fingerprint",
        "choices",
        "questions",
        "notes",
        "samples",
        "kinds_seen",
        "folders",
        "sure",
        "weighed",
        "languages",
        "all_cents",
    )
)
"""What an understanding holds besides what a row means: about the file, about the evidence, for speed."""
_AT_ONCE = 1 << 20
_LONGEST_LAST_LINE = 1 << 16
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FileBeginning:
    """The first `size` bytes of a file: whole rows, of which the next one has the number `next_row`."""

    size: int
    next_row: int


def stand_alone(known: Understanding) -> bool:
    """Whether each row of the file is an order by itself, named by its number, whatever stands above it."""
    plain_file = not (known.source_file.packed or known.source_file.sheets or known.compound)
    encoding = known.encoding.name.lower().replace("_", "-")
    return (
        plain_file
        and encoding.startswith(_LINE_BY_LINE)
        and not known.encoding.damaged
        and known.what == "orders"
        and known.shape.lines == "one"
        and known.shape.numbered
        and "number" in known.columns
        and not is_shaped(known)
        and _OF_OTHERS.isdisjoint(known.columns)
    )


def beginning_read(known: Understanding, table: TextTable) -> FileBeginning | None:
    """All of a file that has just been read, as the beginning of a newer export.

    None where a newer one cannot be read from there: rows belong together, or the file does not end with a whole row.
    """
    if not stand_alone(known) or not table.next_row:
        return None
    size = table.position
    with known.source_file.open() as stream:
        stream.seek(max(0, size - _LONGEST_LAST_LINE))
        end = stream.read(size - stream.tell())
    lines = end.split(b"\n")
    if len(lines) < 3 or lines[-1]:
        return None
    # The row that was read last is the last line: so no quote above it was left open.
    text = without_guards(lines[-2].removesuffix(b"\r").decode(known.encoding.name))
    if text.split(known.layout.delimiter) != table.last_row or len(table.last_row) != len(known.headers):
        return None
    return FileBeginning(size, table.next_row)


def begins_with(source: InputSource, beginning: FileBeginning, digest: str) -> bool:
    """Whether the file is longer than this beginning and has just its bytes, by their digest."""
    if source.packed or source.size <= beginning.size:
        return False
    found, left = blake2b(digest_size=16), beginning.size
    with source.open() as stream:
        while left and (chunk := _read(stream, left)):
            found.update(chunk)
            left -= len(chunk)
        marked = stream.read(len(_BYTE_ORDER_MARK)) == _BYTE_ORDER_MARK
    return not left and not marked and found.hexdigest() == digest


def _read(stream: IO[bytes], left: int) -> bytes:
    return stream.read(min(_AT_ONCE, left))


def way_of_reading(known: Understanding) -> str:
    """A digest of all that decides what a row means; the same for two files whose rows are read in the same way."""
    parts = {
        each.name: _in_order(getattr(known, each.name))
        for each in fields(Understanding)
        if each.name not in _OF_THE_FILE
    }
    decided = known.encoding.name, known.choices.same, known.choices.repeats, known.choices.signs
    return blake2b(repr((READER_VERSION, parts, decided)).encode(), digest_size=16).hexdigest()


def _in_order(value: object) -> object:
    """Mappings and sets in an order that does not depend on how they were made."""
    if isinstance(value, Mapping):
        return sorted((key, _in_order(each)) for key, each in value.items())
    if isinstance(value, Set):
        return sorted(value)
    if type(value) is tuple:
        return tuple(map(_in_order, value))
    return value
