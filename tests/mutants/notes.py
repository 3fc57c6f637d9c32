"""What was found out about the tests, kept from run to run: a file of tests is watched again where it, or a file of the
code that it ran, has changed since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from tests.mutants.reach import Reach, WatchedTest
from tests.mutants.users import Block


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """A file of tests as it was watched: what it then stood on, and its tests."""

    stood_on: str
    tests: tuple[WatchedTest, ...]


@dataclass
class Notes:
    """The notes about the tests of a checkout."""

    root: Path
    files: dict[str, WatchedFile] = field(default_factory=dict)
    at_import: set[Block] = field(default_factory=set)

    def current(self, file: str, roughly: bool = False) -> bool:
        """Whether a file of tests stands on the same as when it was watched; `roughly`: whether it is the same."""
        known = self.files.get(file)
        if known is None:
            return False
        if roughly:
            return known.stood_on.startswith(_digest([self.root / file]))
        return known.stood_on == self._stands_on(file, known.tests)

    def add(self, file: str, tests: Iterable[WatchedTest]) -> None:
        """Note what was seen of a file of tests."""
        seen = tuple(tests)
        self.files[file] = WatchedFile(self._stands_on(file, seen), seen)

    def reach(self, files: Iterable[str]) -> Reach:
        """What the tests of these files reach."""
        return Reach((test for file in files for test in self.files[file].tests), self.at_import)

    def save(self, path: Path) -> None:
        """Write the notes; blocks of a file as the bits of a number."""
        path.parent.mkdir(exist_ok=True)
        told = {
            "at_import": _bits(self.at_import),
            "files": {
                name: [file.stood_on, [[test.name, test.seconds, _bits(test.ran)] for test in file.tests]]
                for name, file in self.files.items()
            },
        }
        path.write_text(json.dumps(told), "utf-8")

    @cached_property
    def _helpers(self) -> str:
        """What all tests stand on."""
        return _digest(
            path
            for path in sorted((self.root / "tests").rglob("*.py"))
            if not path.name.startswith("test_") and path.parent.name != "mutants"
        )

    def _stands_on(self, file: str, tests: Iterable[WatchedTest]) -> str:
        ran = {self.root / "winback_tui" / name for test in tests for name, _ in test.ran}
        return _digest([self.root / file]) + _digest(sorted(ran)) + self._helpers


def read_notes(root: Path, path: Path) -> Notes:
    """The notes kept at `path`; none where there is no such file."""
    notes = Notes(root)
    if path.exists():
        told = json.loads(path.read_text("utf-8"))
        notes.at_import = _blocks(told["at_import"])
        for name, (stood_on, tests) in told["files"].items():
            notes.files[name] = WatchedFile(
                stood_on,
                tuple(WatchedTest(test, seconds, frozenset(_blocks(ran))) for test, seconds, ran in tests),
            )
    return notes


def _digest(files: Iterable[Path]) -> str:
    found = sha256()
    for path in files:
        found.update(path.read_bytes() if path.exists() else b"-")
    return found.hexdigest()[:16]


def _bits(blocks: Iterable[Block]) -> dict[str, int]:
    found: dict[str, int] = {}
    for file, number in blocks:
        found[file] = found.get(file, 0) | 1 << number
    return found


def _blocks(bits: dict[str, int]) -> set[Block]:
    return {
        (file, number)
        for file, numbers in bits.items()
        for number in range(numbers.bit_length())
        if numbers >> number & 1
    }
