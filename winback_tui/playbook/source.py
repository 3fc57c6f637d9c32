"""One TOML file of the playbook, read with its faults: what is wrong, and at which line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean
from winback_tui.files.plain_file import TOML_BYTES, open_plain_file, parse_toml

from .toml_places import TomlPlace, TomlPlaces

TEXT_LIMIT = 2_000

_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")

Table = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class FileFault:
    """Something wrong in a file; line and column count from 1."""

    line: int
    column: int
    text: str
    file: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.text}"


@dataclass
class PlaybookFile:
    """A parsed file and the faults found in it so far."""

    name: str
    doc: Table
    text: str
    faults: list[FileFault] = field(default_factory=list)

    @cached_property
    def places(self) -> TomlPlaces:
        """Where the keys are; looked up only when there is a fault to place."""
        return TomlPlaces(self.text)

    def wrong(self, text: str, *path: str | int) -> None:
        """Note a fault at the key with this path."""
        self.wrong_at(self.places.key(*path), text)

    def wrong_at(self, place: TomlPlace, text: str) -> None:
        """Note a fault at a place."""
        self.faults.append(FileFault(place.line, place.column, text, self.name))

    def unknown_keys(self, table: Table, known: Iterable[str], *path: str | int) -> None:
        """Note each key of `table` that means nothing here."""
        allowed = sorted(known)
        for key in table:
            if key not in allowed:
                self.wrong(
                    f"'{clean(key, 40)}' means nothing here; choose one of {', '.join(allowed)}.", *path, key
                )

    def tables(self, key: str, *path: str | int) -> list[Table]:
        """The `[[key]]` tables under `path`; anything else there is a fault."""
        inside: Any = self.doc
        for step in path:
            inside = inside[step]
        found = inside.get(key, [])
        if isinstance(found, list) and all(isinstance(each, dict) for each in found):
            return found
        self.wrong(
            f"Write each {key} as a table headed [[{'.'.join([*map(str, path[::2]), key])}]].", *path, key
        )
        return []

    def require_none(self) -> None:
        """Raise BadInput with the first fault, if there is one."""
        if self.faults:
            first = min(self.faults)
            more = len(self.faults) - 1
            raise BadInput(f"{first}" + (f" (and {more} more)" if more else ""))


def read_source(path: Path) -> PlaybookFile:
    """The file as a source; one that is not UTF-8 TOML gives an empty document and its fault.

    Raises BadInput when the file cannot be opened.
    """
    try:
        with open_plain_file(path) as file:
            raw = file.read(TOML_BYTES + 1)  # read no more: what looks like a file may never end
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror or error}.") from None
    return parse_source(raw, path.name)


def parse_source(raw: bytes, name: str) -> PlaybookFile:
    """`raw` as a source called `name`."""
    empty = PlaybookFile(name, {}, "")
    if len(raw) > TOML_BYTES:
        empty.wrong_at(TomlPlace(1, 1), f"The file has more than {TOML_BYTES // 1024} KB.")
        return empty
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        empty.wrong_at(TomlPlace(line, column), "This is not UTF-8 text; save the file as UTF-8.")
        return empty
    try:
        return PlaybookFile(name, parse_toml(text), text)
    except ValueError as error:
        problem = _TOML_PLACE.sub("", str(error))
        found = _TOML_PLACE.search(str(error))
        last = TomlPlace(max(1, text.rstrip("\n").count("\n") + 1), 1)
        place = TomlPlace(int(found[1]), int(found[2])) if found and found[1] else last
        empty.wrong_at(place, f"This is not TOML: {problem}.")
    return empty
