"""Finds the row that names the columns, below any title lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from winback_tui.intake.interpret.dates import DateReader
from winback_tui.intake.interpret.numbers import parts

from .headers import header
from .vocabulary import Vocabulary

_LOOK = 60


def header_row(rows: Sequence[Sequence[str]], words: Vocabulary, reader: DateReader) -> int | None:
    """Index of the header row among `rows`, or None when the first rows are data already."""
    widths = Counter(len([c for c in row if c.strip()]) for row in rows if any(c.strip() for c in row))
    usual = max(widths, key=lambda w: (widths[w] * w, w)) if widths else 0
    best, best_score = None, 0.0
    for place, row in enumerate(rows[:_LOOK]):
        score = _looks_like_header(row, words, reader, usual)
        if score > best_score + 0.5:
            best, best_score = place, score
    if best is not None and best_score >= 1.5:
        return best
    return _unknown_words(rows, reader)


def _looks_like_header(row: Sequence[str], words: Vocabulary, reader: DateReader, usual: int) -> float:
    cells = [c.strip() for c in row if c.strip()]
    if not cells or (len(cells) < 2 and usual > 1):
        return 0.0
    known = valued = 0.0
    for cell in cells[:200]:
        if reader.readings(cell) or parts(cell):
            valued += 1
        elif len(cell) <= 60:
            best = max(words.scores(header(cell).phrase).values(), default=0)
            known += 1.0 if best >= 60 else 0.5 if best >= 30 else 0.0
    if valued * 3 > len(cells):
        return 0.0
    distinct = len({c.casefold() for c in cells}) / len(cells)
    return (known - 1.5 * valued) * distinct * (1.0 if len(cells) * 2 >= usual else 0.5)


def _unknown_words(rows: Sequence[Sequence[str]], reader: DateReader) -> int | None:
    """Whether a first full row of words is above rows with values: a header even in an unknown language."""
    filled = [(i, row) for i, row in enumerate(rows[:_LOOK]) if sum(1 for c in row if c.strip()) > 1]
    if len(filled) < 2:
        return None
    place, first = filled[0]
    if any(c.strip() and (reader.readings(c) or parts(c)) for c in first):
        return None
    below = filled[1][1]
    return place if any(c.strip() and (reader.readings(c) or parts(c)) for c in below) else None
