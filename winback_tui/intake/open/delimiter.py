"""Which character separates the cells: each candidate is tried in a real parse, and the most sensible table wins."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import sqrt
from typing import NamedTuple

from winback_tui.intake.recognise.headers import header
from winback_tui.intake.recognise.vocabulary import vocabulary

CANDIDATES = (",", ";", "\t", "|", ":", "^", "~", "\x1f", "\x01")
LIKELY = frozenset(",;\t|")
_ROWS = 200
_SEP_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n", re.I)
_TYPED = re.compile(
    r"\s*|[-+(]?\s*(?:[^\W\d]{1,3}|[€$£])?\s?-?\d[\d\s.,'’]*\)?-?\s?(?:[^\W\d]{1,3}\.?|[€$£%])?"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ].*)?|[^@\s]+@[^@\s]+\.\w+"
)


class TextLayout(NamedTuple):
    """How rows are cut into cells. `skip` counts leading lines that are not part of the table, such as `sep=;`."""

    delimiter: str
    quoted: bool = True
    skip: int = 0


def allow_long_cells() -> None:
    """Let cells be up to 16 MB; the csv module refuses more than 128 KB otherwise."""
    csv.field_size_limit(16 << 20)


def cut(lines: Iterable[str], layout: TextLayout) -> Iterator[list[str]]:
    """The lines cut into cells, as they come."""
    allow_long_cells()
    if layout.quoted:
        return csv.reader(lines, delimiter=layout.delimiter)
    return csv.reader(lines, delimiter=layout.delimiter, quoting=csv.QUOTE_NONE)


def parse(lines: Iterable[str], delimiter: str, quoted: bool = True) -> list[list[str]]:
    """All the lines cut into cells."""
    return list(cut(lines, TextLayout(delimiter, quoted)))


def layout_of(head: str, forced: str | None = None) -> TextLayout:
    """The best layout for the head of a file, complete lines only; `forced` leaves only the quoting open."""
    skip = 0
    stated = _SEP_LINE.match(head)
    if stated:
        head, skip = head[stated.end() :], 1
        forced = forced or stated[1]
    lines = head.splitlines(keepends=True)[: _ROWS * 2]
    tried = [forced] if forced else CANDIDATES
    best = max(((_score(parse(lines, d), d), d) for d in tried), key=lambda pair: pair[0])
    delimiter = best[1]
    if '"' not in head:  # cut with quotes and without, the rows are the same
        return TextLayout(delimiter, True, skip)
    plain = _score(parse(lines, delimiter, quoted=False), delimiter)
    quoted = plain <= best[0] * 1.05 + 0.05
    return TextLayout(delimiter, quoted, skip)


def _score(rows: list[list[str]], delimiter: str) -> float:
    """How much these rows look like a table: equal widths, typed cells, known headers."""
    rows = [row for row in rows[:_ROWS] if any(cell.strip() for cell in row)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0
    width, agreeing = max(widths.items(), key=lambda pair: (pair[1] * min(pair[0], 12), pair[0]))
    steady = agreeing / len(rows)
    body = [row for row in rows if len(row) == width]
    cells = [cell for row in body for cell in row]
    typed = sum(1 for cell in cells if len(cell) < 60 and _TYPED.fullmatch(cell)) / len(cells)
    foreign = sum(1 for cell in cells if any(d in cell for d in LIKELY if d != delimiter)) / len(cells)
    known = max(_count_headers(row) for row in body[:30])
    likely = 1.0 if delimiter in LIKELY else 0.35
    return likely * steady * sqrt(min(width, 12)) * (0.2 + typed) * (1.0 - 0.6 * foreign) * (1.0 + known)


def _count_headers(row: list[str]) -> int:
    words = vocabulary()
    best = (max(words.scores(header(cell).phrase).values(), default=0) for cell in row[:80] if len(cell) < 60)
    return sum(1 for score in best if score >= 60)
