"""The file that travels: `ann_2026-11-29.winback`.

    WINBACK + format, length of the head, head (JSON: team, sealed), prefix, payload, SHA-256 of all before

The payload is a manifest (JSON) and a SQLite file, compressed together; sealed with the team's key unless the team
wants it open. It is written under another name, flushed, put in place, read back and compared.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import IO, Any

from winback_tui.domain.errors import Refused
from winback_tui.files.plain_file import open_plain_file
from winback_tui.files.whole_file import remove_left_over, written_whole
from winback_tui.files.working_folder import WorkingFolder
from winback_tui.store.file.open import SCHEMA_VERSION, connect_read, explained
from winback_tui.sync.merge.vectors import Vector, vector_of

from .packing import OWN_TABLES, pack_changes
from .sealing import PIECE, PREFIX, TAG, WrongKey, opener, sealer

MAGIC, FORMAT = b"WINBACK", 1
ENDING = ".winback"
_MOST_HEAD, _HASH = 1 << 16, 32
_MOST_BYTES, _RATIO, _ALWAYS_ALLOWED = 16 << 30, 400, 64 << 20
_QUICK_ABOVE = 16 << 20
_WRITE_FAULTS = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
"""SQLite's error codes for a disk that cannot be written; the book itself is only read."""


@dataclass(frozen=True)
class Manifest:
    """What a bundle says about itself. `since` is the vector that a delta starts from, empty for a whole book;
    `until` is how far it goes. `follows` names the file that it continues.
    """

    person: str
    laptop: str
    site: str
    team: str
    at: int
    schema: int = SCHEMA_VERSION
    changes: int = 0
    since: Mapping[str, int] = field(default_factory=dict)
    until: Mapping[str, int] = field(default_factory=dict)
    follows: str = ""


@dataclass(frozen=True, slots=True)
class BundleHead:
    """The part of a bundle that anybody can read."""

    team: str
    sealed: bool
    raw: bytes
    length: int


class NoBundle(Exception):
    """The file is something else; the text says what, as the end of a sentence."""


def write_bundle(
    book_path: Path,
    target: Path,
    manifest: Manifest,
    key: bytes | None,
    since: Vector | None = None,
) -> Manifest:
    """Write the whole book, or with `since` what is new since then, as the file `target`; the manifest as written.

    Raises Refused where the file cannot be written, or does not read back as it was written; a file that was there
    before stays.
    """
    with _work_folder(book_path) as folder:
        image = folder / "book"
        changes, until = _make_image(book_path, image, since)
        full = Manifest(
            **{**asdict(manifest), "changes": changes, "since": dict(since or {}), "until": until}
        )
        try:
            remove_left_over(target.parent)
            with written_whole(target) as fresh:
                written = _write(image, fresh, full, key)
                if _digest_of(fresh) != written:
                    raise Refused(
                        f"{target.parent} did not keep what was written; check the stick or the disk."
                    )
        except OSError as fault:
            raise Refused(
                f"{target} could not be written: {fault.strerror or type(fault).__name__};"
                " what was there before is unchanged."
            ) from fault
    return full


@contextmanager
def _work_folder(book_path: Path) -> Iterator[Path]:
    """A folder for what is packed. Raises Refused, which names it, where its disk cannot be written; what SQLite says
    of anything else is about the book."""
    try:
        with WorkingFolder() as folder, explained(book_path):
            try:
                yield Path(folder)
            except sqlite3.OperationalError as fault:
                if fault.sqlite_errorcode & 0xFF not in _WRITE_FAULTS:
                    raise
                raise _cannot_pack(str(fault)) from fault
    except OSError as fault:
        raise _cannot_pack(fault.strerror or type(fault).__name__) from fault


def _cannot_pack(why: str) -> Refused:
    return Refused(
        f"The file could not be packed in {gettempdir()} ({why});"
        " free some space there, or set TMPDIR to another folder."
    )


def _make_image(book_path: Path, image: Path, since: Vector | None) -> tuple[int, dict[str, int]]:
    with closing(connect_read(book_path)) as source:
        source.row_factory = None
        if since is None:
            source.execute("VACUUM INTO ?", (str(image),))
            with closing(sqlite3.connect(image)) as copy:
                for table in OWN_TABLES:
                    copy.execute(f"DELETE FROM {table}")
                copy.commit()
                until = vector_of(copy)
                return sum(until.values()), until
        source.execute("BEGIN")
        with closing(sqlite3.connect(image, isolation_level=None)) as target:
            target.execute("PRAGMA journal_mode = OFF")
            return pack_changes(source, target, since), vector_of(source)


def _write(image: Path, fresh: Path, manifest: Manifest, key: bytes | None) -> bytes:
    head = json.dumps({"team": manifest.team, "sealed": key is not None}).encode()
    start = MAGIC + bytes([FORMAT]) + len(head).to_bytes(4, "big") + head
    prefix, seal = sealer(key, start) if key else (bytes(PREFIX), _leave_open)
    digest = sha256()
    with fresh.open("xb") as file:

        def put(data: bytes) -> None:
            digest.update(data)
            file.write(data)

        put(start + prefix)
        buffer = b""
        for piece in _compressed(image, manifest):
            buffer += piece
            while len(buffer) > PIECE:
                put(seal(buffer[:PIECE], False))
                buffer = buffer[PIECE:]
        put(seal(buffer, True))
        file.write(digest.digest())
    return digest.digest()


def _compressed(image: Path, manifest: Manifest) -> Iterator[bytes]:
    about = json.dumps(asdict(manifest)).encode()
    pack = zlib.compressobj(1 if image.stat().st_size > _QUICK_ABOVE else 6)
    yield pack.compress(len(about).to_bytes(4, "big") + about)
    with image.open("rb") as file:
        while data := file.read(PIECE):
            yield pack.compress(data)
    yield pack.flush()


def _leave_open(piece: bytes, last: bool) -> bytes:
    return piece


def _digest_of(path: Path) -> bytes:
    """The SHA-256 of all but the last 32 bytes."""
    digest, left = sha256(), path.stat().st_size - _HASH
    with path.open("rb") as file:
        while left > 0 and (data := file.read(min(PIECE, left))):
            digest.update(data)
            left -= len(data)
    return digest.digest()


def fingerprint(path: Path) -> str:
    """The last bytes of a file, which tell two bundles apart without reading them. Raises OSError."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _HASH))
        return f"{size}:{file.read(_HASH).hex()}"


def read_head(path: Path) -> BundleHead:
    """The head of a bundle. Raises NoBundle, saying what the file is instead."""
    try:
        size = path.stat().st_size
        with open_plain_file(path) as file:
            start = file.read(len(MAGIC) + 5)
            if not start:
                raise NoBundle(
                    "is empty: it was not copied completely, or is still in the cloud; get it again"
                )
            if start[: len(MAGIC)] != MAGIC:
                raise NoBundle(_what_else(start + file.read(200)))
            if len(start) < len(MAGIC) + 5 or size < len(start) + PREFIX + _HASH:
                raise NoBundle("is cut off; copy it again")
            if start[len(MAGIC)] != FORMAT:
                raise NoBundle("was written by a newer Winback; update this one")
            length = int.from_bytes(start[-4:], "big")
            head = file.read(min(length, _MOST_HEAD))
    except OSError as fault:
        raise NoBundle(f"cannot be read: {fault.strerror or type(fault).__name__}") from fault
    try:
        fields = json.loads(head)
        team, sealed = str(fields["team"]), bool(fields["sealed"])
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise NoBundle("is damaged; copy it again") from fault
    return BundleHead(team, sealed, start + head, len(start) + len(head))


def _what_else(start: bytes) -> str:
    text = start.lstrip().lower()
    if text.startswith((b"<!doctype", b"<html")):
        return "is a web page saved under that name; download the file itself"
    return "is not a Winback bundle"


def unpack(path: Path, head: BundleHead, key: bytes | None, image: Path) -> Manifest:
    """Unpack a bundle to the file `image`, after its hash was found right. Raises NoBundle, WrongKey, OSError."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(size - _HASH)
        if file.read(_HASH) != _digest_of(path):
            raise NoBundle("is damaged, or was not copied completely; copy it again")
        file.seek(head.length)
        prefix = file.read(PREFIX)
        open_piece: Callable[[bytes, bool], bytes] = _leave_open
        if head.sealed:
            if key is None:
                raise WrongKey
            open_piece = opener(key, head.raw, prefix)
        limit = min(_MOST_BYTES, max(_ALWAYS_ALLOWED, size * _RATIO))
        left = size - _HASH - head.length - PREFIX
        return _unpacked(_pieces(file, left, PIECE + TAG if head.sealed else PIECE, open_piece), image, limit)


def _pieces(
    file: IO[bytes], left: int, length: int, open_piece: Callable[[bytes, bool], bytes]
) -> Iterator[bytes]:
    while left > 0:
        data = file.read(min(length, left))
        if not data:
            raise NoBundle("is cut off; copy it again")
        left -= len(data)
        yield open_piece(data, left == 0)


def _unpacked(pieces: Iterator[bytes], image: Path, limit: int) -> Manifest:
    unpack = zlib.decompressobj()
    about, manifest, written = b"", None, 0
    try:
        with image.open("xb") as file:
            for piece in pieces:
                data = piece
                while data:
                    plain = unpack.decompress(data, PIECE)
                    data = unpack.unconsumed_tail
                    if manifest is None:
                        about += plain
                        manifest, plain = _manifest(about)
                    written += len(plain)
                    if written > limit:
                        raise NoBundle("unpacks to more than any book; it was not merged")
                    file.write(plain)
            if not unpack.eof or manifest is None:
                raise NoBundle("is damaged; copy it again")
    except zlib.error as fault:
        raise NoBundle("is damaged; copy it again") from fault
    return manifest


def _manifest(about: bytes) -> tuple[Manifest | None, bytes]:
    """The manifest at the start of what was unpacked so far, and what follows it."""
    if len(about) < 4:
        return None, b""
    length = int.from_bytes(about[:4], "big")
    if length > _MOST_HEAD * 16:
        raise NoBundle("is damaged; copy it again")
    if len(about) < 4 + length:
        return None, b""
    try:
        fields: dict[str, Any] = json.loads(about[4 : 4 + length])
        known = {name: fields[name] for name in Manifest.__dataclass_fields__ if name in fields}
        manifest = Manifest(**known)
        texts = (manifest.person, manifest.laptop, manifest.team, manifest.follows)
        numbers = (*manifest.since.values(), *manifest.until.values())
        if not all(isinstance(each, str) for each in texts) or not all(
            isinstance(each, int) for each in numbers
        ):
            raise NoBundle("is damaged; copy it again")
    except (ValueError, TypeError, AttributeError, RecursionError) as fault:
        raise NoBundle("is damaged; copy it again") from fault
    return manifest, about[4 + length :]
