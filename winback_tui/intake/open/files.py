"""Opens a file: recognises it by its first bytes, unpacks it, or says in a sentence why not."""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path
from typing import IO

from winback_tui.domain.errors import BadInput
from winback_tui.files.working_folder import WorkingFolder

from .source import InputSource, only_table, reason, regular_file
from .spreadsheet import sheet_source

_MOST_ENTRIES = 2_000
_MOST_UNPACKED = 1 << 30
_SIGNS = {
    "a picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    "a media file": (b"RIFF", b"ID3"),
    "a PDF document": (b"%PDF",),
    "a text document": (b"{\\rtf",),
    "a database": (b"SQLite format 3",),
    "a program": (b"MZ\x90", b"\x7fELF"),
    "a Parquet file": (b"PAR1",),
    "a packed file of a kind that Winback does not open": (
        b"Rar!",
        b"7z\xbc\xaf",
        b"\xfd7zXZ",
        b"BZh9",
        b"\x28\xb5\x2f\xfd",
    ),
}
_MARKUP = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(!doctype html|html|table|head|meta|body|\?xml|div|style)", re.I | re.S
)
_MAIL = re.compile(
    rb"\s*(?:From [^\n]*\n)?(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\n)*){0,12}?(?:MIME-Version|Content-Type):",
    re.I,
)
_LETTER = re.compile(
    rb"\s*(?=(?:[^\n]*\n){0,12}?Subject:)"
    rb"(?:(?:From|To|Cc|Subject|Date|Sent|Reply-To|Received|Return-Path|Message-ID|Delivered-To):[^\n]*\r?\n){3,}",
    re.I,
)
_COMMANDS = re.compile(
    rb"(?:\s|--[^\n]*\n|/\*.*?\*/;?)*(?:INSERT\s+INTO|CREATE\s+TABLE|DROP\s+TABLE|LOCK\s+TABLES|BEGIN;|PRAGMA )",
    re.I | re.S,
)
_CARDS = re.compile(rb"\s*BEGIN:V(?:CARD|CALENDAR)", re.I)
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1e]")


def open_source(place: Path | bytes, name: str | None = None, sheet: str = "") -> InputSource:
    """What `place` holds, ready to be read as text; `Path("-")` is standard input.

    Raises BadInput with one sentence for anything that is not a table: folders, pipes, pictures, web pages,
    bombs, protected or damaged files.
    """
    if isinstance(place, Path) and str(place) == "-":
        return _standard_input(name or "standard input")
    if isinstance(place, Path):
        regular_file(place)
    found = InputSource(name or (place.name if isinstance(place, Path) else "input"), place)
    if found.size == 0:
        raise BadInput(f"'{found.name}' is empty.")
    with found.open() as stream:
        head = _read(found, stream, 4096)
    if head.startswith(b"\x1f\x8b"):
        return _gzip(found)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(found, sheet)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _old_office(found, sheet)
    _refuse_other(found.name, head)
    return found


def _standard_input(name: str) -> InputSource:
    keep = WorkingFolder()
    copy = Path(keep.name) / "input"
    with copy.open("wb") as target:
        while chunk := sys.stdin.buffer.read(1 << 20):
            target.write(chunk)
    found = open_source(copy, name)
    return InputSource(
        name, found.place, found.packed, found.member, found.sheets, found.sheet, (keep, found.keep)
    )


def _gzip(found: InputSource) -> InputSource:
    packed = InputSource(found.name, found.place, "gzip")
    with packed.open() as stream:
        head = _read(packed, stream, 4096)
    if not head:
        raise BadInput(f"'{found.name}' is empty.")
    if head.startswith((b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")) or b"ustar" in head[:300]:
        raise BadInput(f"'{found.name}' contains another packed file; unpack it first.")
    _refuse_other(found.name, head)
    return packed


def _zip(found: InputSource, sheet: str) -> InputSource:
    try:
        with found.open() as stream, zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise BadInput(f"'{found.name}' is damaged or cut off; download or save it again.") from None
    if len(entries) > _MOST_ENTRIES:
        raise BadInput(f"'{found.name}' contains {len(entries)} entries, so it is not a table.")
    unpacked = sum(e.file_size for e in entries)
    packed = sum(e.compress_size for e in entries) or 1
    if unpacked > _MOST_UNPACKED or (unpacked > 64 << 20 and unpacked > packed * 200):
        raise BadInput(f"'{found.name}' would unpack to {unpacked >> 20} MB; it is not opened.")
    names = {e.filename for e in entries}
    if "[Content_Types].xml" in names or "mimetype" in names or "content.xml" in names:
        return sheet_source(found, entries, sheet)
    entry = only_table(found.name, entries)
    if entry.flag_bits & 1:
        raise BadInput(f"'{found.name}' is protected with a password; unpack it first.")
    member = InputSource(found.name, found.place, "zip", entry.filename)
    with member.open() as stream:
        head = _read(member, stream, 4096)
    if head.startswith((b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")):
        raise BadInput(f"'{found.name}' contains another packed file; unpack it first.")
    if not head:
        raise BadInput(f"'{found.name}' contains an empty file.")
    _refuse_other(found.name, head)
    return member


def _old_office(found: InputSource, sheet: str) -> InputSource:
    with found.open() as stream:
        inside = _read(found, stream, 8 << 20)
    if "EncryptedPackage".encode("utf-16-le") in inside:
        raise BadInput(f"'{found.name}' is protected with a password; save it without one.")
    if "WordDocument".encode("utf-16-le") in inside:
        raise BadInput(f"'{found.name}' is a text document, not a table.")
    return sheet_source(found, (), sheet)


def _read(found: InputSource, stream: IO[bytes], size: int) -> bytes:
    try:
        return stream.read(size)
    except OSError as problem:
        raise BadInput(f"'{found.name}' cannot be read: {reason(problem)}.") from None
    except (EOFError, zipfile.BadZipFile, ValueError, RuntimeError):
        raise BadInput(f"'{found.name}' is damaged or cut off; download or save it again.") from None
    except Exception as problem:  # zlib.error has no common base with the others
        if type(problem).__module__ != "zlib":
            raise
        raise BadInput(f"'{found.name}' is damaged or cut off; download or save it again.") from None


def _refuse_other(name: str, head: bytes) -> None:
    for what, signs in _SIGNS.items():
        if head.startswith(signs):
            raise BadInput(f"'{name}' is {what}, not a table.")
    bare = head.removeprefix(b"\xef\xbb\xbf")
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16", "ignore").encode() if wide else bare
    if _MARKUP.match(text):
        raise BadInput(f"'{name}' is a web page or XML, not a table; open it and save it as CSV or XLSX.")
    if _COMMANDS.match(text):
        raise BadInput(f"'{name}' contains commands for a database, not a table; export the table as CSV.")
    if _CARDS.match(text):
        raise BadInput(
            f"'{name}' contains address cards or appointments, not a table of orders or customers."
        )
    if _MAIL.match(text) or _LETTER.match(text):
        raise BadInput(
            f"'{name}' is a web page saved as one file or a mail, not a table; open it and save it as CSV or XLSX."
        )
    if text.lstrip()[:1] in (b"{", b"[") and b'"' in text[:200] and b":" in text[:400]:
        raise BadInput(f"'{name}' is JSON; export a table (CSV or XLSX) instead.")
    text = head.rstrip(b"\0")  # a power cut leaves zeros behind the last row
    if not wide and len(_BINARY.findall(text)) > len(text) * 0.05 and not _looks_wide(head):
        raise BadInput(f"'{name}' is neither text nor a spreadsheet.")


def _looks_wide(head: bytes) -> bool:
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) > len(head) * 0.15 and min(even, odd) < len(head) * 0.05
