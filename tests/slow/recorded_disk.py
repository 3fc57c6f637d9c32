"""A disk as the power may leave it: what was put on it is there, and of the rest any part.

The changes come from `recording_disk.c`. The model is stricter than most file systems: the bytes of a file are safe
once the file was synced, the names in a folder once the folder was; of later writes any may be missing or torn at a
sector, and of later names in each folder only the first ones are there.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePosixPath

SECTOR = 512
_HEAD = struct.Struct("16s5Q")


class Rest(Enum):
    """What becomes of that which was not put on the disk."""

    NONE = "nothing of it is there"
    ALL = "all of it is there"
    SOME = "some of it is there"


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded change; `file` is the number of the file, `at` a place or a size in bytes."""

    kind: str
    file: int
    at: int
    path: str
    other: str
    data: bytes


def changes(log: Path) -> list[Change]:
    """What was recorded, in its order."""
    told, place, found = log.read_bytes() if log.exists() else b"", 0, []
    while place < len(told):
        kind, file, at, path_size, other_size, data_size = _HEAD.unpack_from(told, place)
        place += _HEAD.size
        ends = (place + path_size, place + path_size + other_size, place + path_size + other_size + data_size)
        path, other, data = told[place : ends[0]], told[ends[0] : ends[1]], told[ends[1] : ends[2]]
        found.append(Change(kind.rstrip(b"\0").decode(), file, at, path.decode(), other.decode(), data))
        place = ends[2]
    return found


@dataclass(eq=False)
class _File:
    """The bytes that are safe, and what was done since: `(place, bytes)`, or `(size, None)` where it was cut."""

    safe: bytearray
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for each in self.since:
            _do(self.safe, each)
        self.since.clear()

    def left(self, rest: Rest, chance: random.Random) -> bytes:
        held = bytearray(self.safe)
        for at, data in self.since:
            if rest is Rest.NONE or (rest is Rest.SOME and chance.random() < 0.4):
                continue
            torn = data
            if rest is Rest.SOME and data is not None and len(data) > SECTOR and chance.random() < 0.3:
                torn = data[: SECTOR * chance.randrange(1, 1 + len(data) // SECTOR)]
            _do(held, (at, torn))
        return bytes(held)


def _do(held: bytearray, what: tuple[int, bytes | None]) -> None:
    at, data = what
    if data is None:
        del held[at:]
        held.extend(bytes(at - len(held)))
        return
    held.extend(bytes(max(0, at - len(held))))
    held[at : at + len(data)] = data


@dataclass(slots=True)
class _Naming:
    """A change of names, in which folder it is kept, and whether it is safe."""

    kind: str
    path: str
    other: str
    file: _File | None
    safe: bool = False

    @property
    def folder(self) -> str:
        return str(PurePosixPath(self.other or self.path).parent)


class RecordedDisk:
    """The files of a folder before the recording, by path, and what was recorded since."""

    def __init__(self, before: Mapping[str, tuple[int, bytes]], done: Sequence[Change]) -> None:
        """`before`: number and bytes of each file by its absolute path."""
        self._before = before
        self._done = done

    def __len__(self) -> int:
        return len(self._done)

    def after_commits(self) -> Iterator[int]:
        """How many changes were done at each moment when a journal had gone, which keeps a transaction."""
        for number, change in enumerate(self._done, 1):
            if change.kind == "unlink" and change.path.endswith("-journal"):
                yield number

    def left(self, number: int, rest: Rest, chance: random.Random) -> dict[str, bytes]:
        """The files that the power leaves when it goes after so many changes."""
        starting = {path: _File(bytearray(held)) for path, (_, held) in self._before.items()}
        numbers = {self._before[path][0]: file for path, file in starting.items()}
        names, namings = dict(starting), list[_Naming]()
        for change in self._done[:number]:
            match change.kind:
                case "write":
                    _known(numbers, change).since.append((change.at, change.data))
                case "cut":
                    _known(numbers, change).since.append((change.at, None))
                case "sync":
                    if change.file in numbers and names.get(change.path) is numbers[change.file]:
                        numbers[change.file].sync()
                    elif change.path not in names:  # a folder, or a file without a name
                        _force(namings, change.path)
                case "sync all":
                    for file in numbers.values():
                        file.sync()
                    for naming in namings:
                        naming.safe = True
                case "create":
                    file = numbers[change.file] = _File(bytearray())
                    namings.append(_Naming("create", change.path, "", file))
                    _name(names, namings[-1])
                case _:
                    namings.append(_Naming(change.kind, change.path, change.other, names.get(change.path)))
                    _name(names, namings[-1])
        found = dict(starting)
        for naming in _there(namings, rest, chance):
            _name(found, naming)
        return {path: file.left(rest, chance) for path, file in found.items()}


def _known(numbers: dict[int, _File], change: Change) -> _File:
    return numbers.setdefault(change.file, _File(bytearray()))


def _force(namings: Iterable[_Naming], folder: str) -> None:
    for naming in namings:
        naming.safe = naming.safe or naming.folder == folder


def _there(namings: Sequence[_Naming], rest: Rest, chance: random.Random) -> Iterator[_Naming]:
    """Those that are safe, and of the others in each folder the first ones."""
    waiting: dict[str, int] = {}
    for naming in namings:
        if not naming.safe:
            waiting[naming.folder] = waiting.get(naming.folder, 0) + 1
    left = {
        folder: chance.randint(0, most) if rest is Rest.SOME else most if rest is Rest.ALL else 0
        for folder, most in waiting.items()
    }
    for naming in namings:
        if naming.safe:
            yield naming
        elif left[naming.folder] > 0:
            left[naming.folder] -= 1
            yield naming


def _name(names: dict[str, _File], naming: _Naming) -> None:
    match naming.kind:
        case "create":
            assert naming.file is not None
            names[naming.path] = naming.file
        case "unlink":
            names.pop(naming.path, None)
        case "link":
            if naming.file is not None:
                names[naming.other] = naming.file
        case "rename":
            inside = [path for path in names if path.startswith(f"{naming.path}/")]
            for path in inside:
                names[naming.other + path.removeprefix(naming.path)] = names.pop(path)
            if naming.file is not None:
                names.pop(naming.path, None)
                names[naming.other] = naming.file
