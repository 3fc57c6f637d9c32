"""What the terminal shows, cell by cell, and the shortest text that turns it into the next frame.

The toolkit sends every line that a widget touched, each piece of it with all its colours. Over a slow line that is
what a person waits for. Here only cells that differ are sent, colours where they change, and long blanks as an erase
where the terminal erases in the current colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style

_REST = ""
"""Stands in the cells that a wide character, or a cluster of several characters, covers beside its first."""
_GAP = 4
"""Unchanged cells between two changes that are cheaper to send again than to jump over."""
_LONG = 10
"""Blanks in a row from which on erasing and moving on is shorter than sending them."""
_REST_OF_ROW = 4
"""Blanks at the end of a row from which on erasing to its end is shorter."""
_FLAGS = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "underline": "4",
    "blink": "5",
    "reverse": "7",
    "conceal": "8",
    "strike": "9",
}

_SEEN_ON_BLANKS = frozenset(_FLAGS[name] for name in ("underline", "blink", "reverse", "strike"))


class Pen(NamedTuple):
    """What the terminal must be told to draw in a style: parameters of colours and flags, and a link's address."""

    fore: str
    back: str
    flags: frozenset[str]
    link: str


Cell = tuple[str, Pen]
"""A character and what it is drawn with; pens that are equal are the same object."""

NO_PEN = Pen("", "", frozenset(), "")
_NEVER: Cell = ("\0", NO_PEN)
"""Differs from every cell, so that it is drawn at the first occasion."""


class ChangedCells:
    """The cells on the terminal, and the way from there to the next frame.

    `colours`: how many the terminal knows; None draws without any. `erases_in_colour`: whether it fills what it erases
    with the current background (`bce` of terminfo); else only cells without one are erased. `links`: whether it is sent
    the addresses of links.
    """

    def __init__(self, colours: ColorSystem | None, erases_in_colour: bool, links: bool = True) -> None:
        self._colours = colours
        self._links = links
        self._erases_in_colour = erases_in_colour
        self._rows: list[list[Cell]] = []
        self._width = 0

    def forget(self) -> None:
        """Nothing is known of the terminal any more: the next frames are sent whole."""
        self._rows = []

    def update(self, pieces: Iterable[tuple[int, int, Iterable[Segment]]], size: tuple[int, int]) -> str:
        """What to send so that each piece, by row, column and segments, stands on a screen of `size` cells."""
        width, height = size
        if len(self._rows) != height or self._width != width:
            self._rows = [[_NEVER] * width for _ in range(height)]
            self._width = width
        sent: list[str] = []
        pen = NO_PEN
        for row, column, segments in pieces:
            if not 0 <= row < height:
                continue
            shown = self._rows[row]
            cells = list(cells_of(segments, self._colours, self._links))
            cells = cells[max(0, -column) : width - column]
            column = max(0, column)
            if shown[column : column + len(cells)] == cells:
                continue
            for first, last in _changes(shown, cells, column):
                sent.append(f"\x1b[{row + 1};{first + 1}H")
                run = cells[first - column : last - column]
                pen = self._send(run, pen, last == width, sent)
                shown[first:last] = run
        if pen is not NO_PEN:
            sent.append(_strokes(pen, NO_PEN))
        return "".join(sent)

    def _send(self, run: Sequence[Cell], pen: Pen, to_the_end: bool, sent: list[str]) -> Pen:
        """Append what draws these cells from the cursor on; `to_the_end`: of the row. Returns the pen that is left."""
        at, end = 0, len(run)
        while at < end:
            wanted = run[at][1]
            stop = at + 1
            while stop < end and run[stop][1] is wanted:
                stop += 1
            text = "".join(cell[0] for cell in run[at:stop])
            if wanted is not pen and not (text.isspace() and _blank(pen) is wanted):
                sent.append(_strokes(pen, wanted))
                pen = wanted
            if to_the_end and stop == end:
                kept = text.rstrip(" ")
                if len(text) - len(kept) >= _REST_OF_ROW and self._erasable(pen):
                    sent.append(f"{kept}\x1b[K")
                    return pen
            elif text.isspace() and len(text) >= _LONG and self._erasable(pen):
                sent.append(f"\x1b[{len(text)}X\x1b[{len(text)}C")
                at = stop
                continue
            sent.append(text)
            at = stop
        return pen

    def _erasable(self, pen: Pen) -> bool:
        """Whether an erased cell looks like a blank drawn with this pen."""
        return not (pen.flags & _SEEN_ON_BLANKS or pen.link) and (not pen.back or self._erases_in_colour)


def cells_of(segments: Iterable[Segment], colours: ColorSystem | None, links: bool = True) -> Iterator[Cell]:
    """The cells that segments cover; control segments draw none."""
    for text, style, control in segments:
        if control or not text:
            continue
        pen = NO_PEN if style is None else pen_of(style, colours, links)
        if text.isspace():
            pen = _blank(pen)
        if text.isascii():
            yield from zip(text, repeat(pen))
            continue
        widths = list(map(cell_len, text))
        if sum(widths) == cell_len(text) and all(widths):
            for character, width in zip(text, widths, strict=True):
                yield character, pen
                if width == 2:
                    yield _REST, pen
        else:  # characters that join: only the toolkit's own measure of the whole is right
            yield text, pen
            yield from repeat((_REST, pen), cell_len(text) - 1)


def _changes(shown: Sequence[Cell], cells: Sequence[Cell], column: int) -> Iterator[tuple[int, int]]:
    """Columns of the row from and up to which it changes; no character is cut in two, small gaps are sent along."""
    begun, end = -1, -1
    for at, cell in enumerate(cells, column):
        if cell == shown[at]:
            continue
        if begun >= 0 and at - end > _GAP:
            yield _whole(cells, column, begun, end)
            begun = -1
        if begun < 0:
            begun = at
        end = at + 1
    if begun >= 0:
        yield _whole(cells, column, begun, end)


def _whole(cells: Sequence[Cell], column: int, begun: int, end: int) -> tuple[int, int]:
    while begun > column and cells[begun - column][0] == _REST:
        begun -= 1
    while end - column < len(cells) and cells[end - column][0] == _REST:
        end += 1
    return begun, end


_PENS = {NO_PEN: NO_PEN}
"""Every pen there was, so that styles that look alike share one."""


@lru_cache(maxsize=4096)
def pen_of(style: Style, colours: ColorSystem | None, links: bool = True) -> Pen:
    """What draws in this style on a terminal with so many colours; without `links` it opens none."""
    if colours is None:
        return NO_PEN
    flags = frozenset(code for name, code in _FLAGS.items() if getattr(style, name))
    link = (style.link or "") if links else ""
    if not (link.isascii() and link.isprintable()):
        link = ""  # the second net: what ends the escape code would be obeyed
    pen = Pen(_codes(style.color, colours, True), _codes(style.bgcolor, colours, False), flags, link)
    return _PENS.setdefault(pen, pen)


def _codes(color: Color | None, colours: ColorSystem, foreground: bool) -> str:
    if color is None or color.is_default:
        return ""
    return ";".join(color.downgrade(colours).get_ansi_codes(foreground))


@lru_cache(maxsize=4096)
def _blank(pen: Pen) -> Pen:
    """What is left of a pen where it draws blanks: the colour of letters, and whether they are bold, is not seen."""
    if pen.flags & _SEEN_ON_BLANKS or pen.link:
        return pen
    pen = Pen("", pen.back, frozenset(), "")
    return _PENS.setdefault(pen, pen)


@lru_cache(maxsize=4096)
def _strokes(before: Pen, after: Pen) -> str:
    """What turns one pen into another."""
    sent = ""
    if before.link != after.link:
        sent = f"\x1b]8;;{after.link}\x1b\\"
    codes: list[str] = []
    if before.flags - after.flags or (before.fore and not after.fore) or (before.back and not after.back):
        codes.append("0" if (after.flags or after.fore or after.back) else "")
        before = NO_PEN
    codes += sorted(after.flags - before.flags)
    if after.fore != before.fore:
        codes.append(after.fore)
    if after.back != before.back:
        codes.append(after.back)
    return f"{sent}\x1b[{';'.join(codes)}m" if codes else sent
