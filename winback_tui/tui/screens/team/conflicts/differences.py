"""Two long texts with what differs marked, so that a changed word is found without reading both."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from winback_tui.tui.drawing.columns import Cell

LONG = 40
"""Texts of at least so many characters are compared word by word; shorter ones are read at a glance."""
_MOST_WORDS = 3_000
"""Texts with more words are compared line by line: words would take seconds."""
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n?")
_ALIKE = 0.3
"""Texts that share less than this are two texts, of which everything differs: marks would say nothing."""


def marked(one: str, two: str) -> tuple[list[Cell], list[Cell]]:
    """Both texts in pieces, what the other one lacks in the tone `chosen`. Short or unlike texts have no marks."""
    if one == two or max(len(one), len(two)) < LONG:
        return [one], [two]
    ours, theirs = _pieces(one), _pieces(two)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return [one], [two]
    left: list[Cell] = []
    right: list[Cell] = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        tone = "" if tag == "equal" else "chosen"
        if end > start:
            left.append(("".join(ours[start:end]), tone))
        if other_end > other_start:
            right.append(("".join(theirs[other_start:other_end]), tone))
    return left, right


def _pieces(text: str) -> list[str]:
    words = _WORDS.findall(text)
    return words if len(words) <= _MOST_WORDS else [line for line in _LINES.findall(text) if line]
