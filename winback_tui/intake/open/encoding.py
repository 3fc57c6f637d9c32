"""The encoding of the bytes: certain where the bytes prove it, else a ranked guess."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from dataclasses import dataclass
from hashlib import blake2b
from typing import IO, NamedTuple

from winback_tui.domain.errors import BadInput
from winback_tui.intake.recognise.headers import phrase
from winback_tui.intake.recognise.vocabulary import vocabulary

from .encoding_score import Decoding, readings
from .source import InputSource

_CHUNK = 1 << 20
_SAMPLE = 48_000
_LONG_LINE = 2_000
_OF_LONGER = bytes(range(0x30, 0x100))
"""What may be a byte of a longer character in some encoding; no other byte is."""
_TOP_BYTES, _TOP_LINES, _SPLIT = 4_000, 8, re.compile(r"[,;\t|]")
_NO_WORDS = re.compile("[─-▟¢£¥¤¦¬±÷×¿¡¶§]")
"""Boxes and signs that no header has: what is left of such a cell without them may be a word by chance."""
_PLAUSIBLE, _LEAD = 0.3, 0.15
"""How plausible a guess has to be, and by how much more than the next one, to be taken unseen."""
_FEW_LINES, _LONGEST_HEAD = 40, 8 << 20


class ByteSurvey(NamedTuple):
    """What one pass over all bytes showed. `digest` is BLAKE2b-128 of the bytes as they came."""

    digest: str
    size: int
    lines: int
    utf8: bool
    damaged: int
    nuls: int
    head: bytes
    sample: bytes


@dataclass(frozen=True, slots=True)
class Encoding:
    """`name` for `codecs`; `certain` when the bytes prove it; `others` are the next guesses, best first.

    `doubtful`: a guess that makes other names is nearly as good, or none is good, so a person has to look.
    """

    name: str
    certain: bool
    others: tuple[str, ...] = ()
    damaged: int = 0
    doubtful: bool = False


def survey(source: InputSource) -> ByteSurvey:
    """Read all bytes once: digest, line count, whether they are UTF-8, and those around non-ASCII bytes."""
    digest, decoder = blake2b(digest_size=16), codecs.getincrementaldecoder("utf-8")("strict")
    size = lines = damaged = nuls = 0
    utf8, head, rest, sample = True, b"", b"", bytearray()
    with source.open() as stream:
        while chunk := _chunk(source, stream):
            digest.update(chunk)
            size += len(chunk)
            if size > source.limit:
                raise BadInput(
                    f"'{source.name}' unpacks to more than {source.limit >> 20} MB; it is not read."
                )
            lines += chunk.count(b"\n")
            if len(head) < _CHUNK or (lines < _FEW_LINES and len(head) < _LONGEST_HEAD):
                head += chunk
            if not chunk.isascii() or not utf8:
                nuls += chunk.count(0) if size <= _CHUNK * 4 else 0
            elif size <= _CHUNK * 4:
                nuls += chunk.count(0)
            if len(sample) < _SAMPLE and (rest or not chunk.isascii()):
                rest = _collect(rest + chunk, sample, ends=len(chunk) < _CHUNK)
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                utf8 = False
                damaged += _bad_sequences(chunk)
                decoder.reset()
    return ByteSurvey(digest.hexdigest(), size, lines, utf8, damaged, nuls, head, bytes(sample))


def _chunk(source: InputSource, stream: IO[bytes]) -> bytes:
    try:
        return stream.read(_CHUNK)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
        raise BadInput(f"'{source.name}' is damaged or cut off; download or save it again.") from None


def _collect(text: bytes, sample: bytearray, *, ends: bool) -> bytes:
    """Add its lines that are not ASCII; no character is cut in two, which would rule out the right encoding.

    Returns what may be part of a character that goes on in the next portion; nothing where the file `ends` here.
    """
    whole = text if ends else text.rstrip(_OF_LONGER)
    for line in whole.split(b"\n"):
        if not line.isascii():
            if len(line) > _LONG_LINE:
                line = line[:_LONG_LINE].rstrip(_OF_LONGER) or line
            sample += line + b"\n"
            if len(sample) >= _SAMPLE:
                break
    return text[len(whole) :][-_CHUNK:]


def _bad_sequences(chunk: bytes) -> int:
    return chunk.decode("utf-8", "replace").count("�")


def encoding_of(survey: ByteSurvey) -> Encoding:
    """BOM, then UTF-16 by its zero bytes, then UTF-8, else the ranked single-byte guesses."""
    for bom, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if survey.head.startswith(bom):
            return Encoding(name, True)
    if survey.nuls and (name := _wide(survey.head[:4000])):
        return Encoding(name, True)
    if survey.utf8:
        return Encoding("utf-8", True)
    if _mostly_utf8(survey.sample):
        return Encoding("utf-8", True, damaged=max(1, survey.damaged))
    found = readings(survey.sample)
    known = {
        each.encoding: _known_headers(survey.head[:_TOP_BYTES].decode(each.encoding, "ignore"))
        for each in found
    }
    ranked = sorted(found, key=lambda reading: -known[reading.encoding])
    names = tuple(reading.encoding for reading in ranked[:4])
    settled = len(names) > 1 and known[names[0]] > known[names[1]]
    return Encoding(names[0], False, names[1:], doubtful=not settled and _doubtful(ranked))


def _doubtful(ranked: list[Decoding]) -> bool:
    """Whether no reading is plausible, or another one nearly as much as the best.

    Where both are in Latin letters, one of many is at stake, and the question that is asked at the terminal suffices.
    """
    best = ranked[0]
    return best.plausible < _PLAUSIBLE or any(
        best.plausible - other.plausible < _LEAD and {best.script, other.script} != {"L"}
        for other in ranked[1:]
    )


def _known_headers(text: str) -> int:
    words = vocabulary()
    cells = {cell for line in text.splitlines()[:_TOP_LINES] for cell in _SPLIT.split(line)}
    return sum(
        1
        for cell in cells
        if 0 < len(cell) < 60 and not _NO_WORDS.search(cell) and words.exact.get(phrase(cell.strip('"')))
    )


def _wide(head: bytes) -> str:
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2 or 1
    if odd > half * 0.3 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.3 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def _mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    bad = text.count("�")
    good = sum(1 for c in text if ord(c) > 127) - bad
    return good >= 10 * bad
