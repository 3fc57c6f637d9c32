"""The first rows on the terminal before the toolkit is there: the same lines, drawn by hand.

The toolkit takes ten times as long to load as the list takes to read. It draws over these lines as soon as it is
there; keys typed meanwhile wait in the terminal and are lost neither here nor there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from winback_tui.services.demo.mark import is_demo
from winback_tui.services.lists.list_head import ListHead, at_stake
from winback_tui.services.lists.listing import USUAL, Numbers
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.views.accounts.columns import OVERDUE_COLUMNS
from winback_tui.tui.screens.views.accounts.head import headline
from winback_tui.tui.screens.views.accounts.rows import AccountListRow, AccountRows, RowContext, one_currency

from .columns import place, widest_cells
from .escape_codes import Escapes
from .list_lines import (
    LEAST_HEIGHT,
    LEAST_WIDTH,
    MARGIN,
    ListShape,
    Run,
    heading_line,
    list_shape,
    row_line,
    thumb_of,
)
from .palettes import LOOKS, palette_for
from .pieces import Piece, Sides, banner, spread, whole_parts
from .tab_line import SessionWords, tab_line

if TYPE_CHECKING:
    from winback_tui.domain.errors import BookUnavailable
    from winback_tui.store.book import Book

FIRST = VIEWS[0]


def draw_first_paint(book: Book, theme: str, size: tuple[int, int], read_only: str = "") -> str:
    """What to write to a terminal of this size, by width and height; empty where there is no list to be seen.

    Raises BookUnavailable.
    """
    width, height = size
    if book.as_of is not None or width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return ""
    numbers = Numbers(book, USUAL, height)
    if not len(numbers):
        return ""
    shape = list_shape(width, height, bool(read_only), len(numbers))
    stake = at_stake(book, USUAL)
    page = shape.height - 1
    shown = RowContext(book.today, one_currency(stake), USUAL.view)
    rows = AccountRows(book, numbers, shown, _raised).rows(0, page)
    listed = ListHead(len(numbers), stake, None, book.today)
    head = headline(USUAL.view, listed, first=rows[0].first)
    session = SessionWords(is_demo(book), book.actor, book.today, past=False)
    tabs = tab_line(VIEWS, FIRST.id, {FIRST.id: len(numbers)}, session, width - 2)
    lines = [(_margined(tabs, width), "panel")]
    if read_only:
        lines.append((_margined(([Piece(banner(read_only))], []), width), "surface"))
    lines.append((_margined(([Piece(whole_parts(head, width - 2))], []), width), "background"))
    gap = Run(" " * (width - shape.width))
    lines += [([*line, gap], "background") for line in _list(rows, len(numbers), shape)]
    blank = [Run(" " * width)]
    lines += [(blank, "background")] * (height - 1 - len(lines))
    escapes = Escapes(LOOKS[palette_for(theme, os.environ)], os.environ)
    drawn = (escapes.line(runs, ground) for runs, ground in [*lines, (blank, "panel")])
    return "".join(f"\x1b[{row};1H{line}" for row, line in enumerate(drawn, 1))


def _list(rows: Sequence[AccountListRow], total: int, shape: ListShape) -> Iterator[list[Run]]:
    widest = widest_cells(OVERDUE_COLUMNS, rows)
    placed = place(OVERDUE_COLUMNS, shape.width - MARGIN, widest=widest, sorted_by=USUAL.sort)
    yield heading_line(
        placed, shape.width, USUAL.sort, USUAL.descending, False, len(placed) < len(OVERDUE_COLUMNS)
    )
    thumb = thumb_of(0, shape.height - 1, total)
    for at, row in enumerate(rows):
        bar = None if thumb is None else thumb[0] <= at <= thumb[1]
        yield row_line(placed, row, shape.width, "" if at else "cursor", False, bar)


def _margined(sides: Sides, width: int) -> list[Run]:
    cells = spread(sides, width - 2)
    return [Run(" "), *(Run(cell) if isinstance(cell, str) else Run(*cell) for cell in cells), Run(" ")]


def _raised(fault: BookUnavailable) -> None:
    raise fault
