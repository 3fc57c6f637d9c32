"""The one way in for text: every name, note and pasted line passes `clean` before it is stored; and typed paths."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

NAME_LIMIT = 200
LINE_LIMIT = 1_000
NOTE_LIMIT = 20_000

_ESCAPE_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])?")
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # bidi marks, overrides, isolates
    "\u2028\u2029\ufeff\ufffe\uffff"  # line and paragraph separators, BOM, non-characters
    "\ud800-\udfff"  # lone surrogates
    "\U000e0000-\U000e007f]"  # tag characters
)
"""One character that no stored text may hold, because it would mislead a terminal or a reader."""

_WHITE = re.compile(r"\s+")


def clean(raw: str, limit: int = NOTE_LIMIT) -> str:
    """`raw` in NFC without control codes, bidi controls, BOM or lone surrogates, at most `limit` characters.

    Newlines and tabs stay; other line ends become newlines. Cleaning twice changes nothing.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    text = _ESCAPE_SEQUENCE.sub("", text)
    text = unicodedata.normalize("NFC", FORBIDDEN.sub("", text))
    return text.strip()[:limit].rstrip()


def clean_line(raw: str, limit: int = LINE_LIMIT) -> str:
    """`clean`, on one line: every run of white space becomes one space."""
    if raw.isascii() and raw.isprintable() and "  " not in raw and len(raw) <= limit:
        return raw.strip()
    return _WHITE.sub(" ", clean(raw, limit * 2)).strip()[:limit].rstrip()


def clean_name(raw: str) -> str:
    """A name as it is stored and shown: one line, at most 200 characters."""
    return clean_line(raw, NAME_LIMIT)


def typed_path(typed: str | Path) -> Path:
    """The path that somebody typed, with `~` for a home folder; for an unknown user it stays as typed."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)
