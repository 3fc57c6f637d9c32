"""The top line of a view: the views with their numbers and counts, who works here, and the day; imports no toolkit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from winback_tui.domain.wording import wording
from winback_tui.tui.app.views import ViewSpec

from .columns import Cell
from .pieces import Piece, Sides

DEMO = "DEMO"
"""Stands in the head of a book whose customers are made up."""


class SessionWords(NamedTuple):
    """What stands on the right of the top line: whether the book is made up, who works in it, and the day.

    `past`: the book is shown as it was on that day.
    """

    demo: bool
    actor: str
    today: date
    past: bool

    def pieces(self) -> tuple[Piece, Piece, Piece]:
        """`DEMO · Ann · Sun 22 Nov`, without the name, and what must stay; a past day always does."""
        text = f"{wording.WEEKDAYS[self.today.weekday()]} {wording.short_day(self.today)}"
        day: Cell = (f"as of {text} {self.today.year}", "warn") if self.past else (text, "muted")
        actor: list[Cell] = [(self.actor, "")] if self.actor else []
        whole, unnamed = with_demo(self.demo, *actor, day), with_demo(self.demo, day)
        return whole, unnamed, unnamed if self.past else with_demo(self.demo)


def with_demo(demo: bool, *cells: Cell) -> Piece:
    """What stands on the right of a page's title, after the mark of a made-up book."""
    return _dotted([*([(DEMO, "warn")] if demo else []), *cells])


def _dotted(cells: Sequence[Cell]) -> Piece:
    parts: list[Cell] = []
    for cell in cells:
        parts += [(" · ", "faint"), cell] if parts else [cell]
    return Piece(parts)


CONFLICTS = "conflicts"
"""Under this id the program counts the open conflicts."""


def conflict_badge(open_now: int, show: Callable[[], None] | None = None) -> list[Piece]:
    """`▲ 7 conflicts  ` before the day while some are open; a click on it shows them."""
    if not open_now:
        return []
    words = f"▲ {open_now:,} conflict{'' if open_now == 1 else 's'}"
    return [Piece(((words, "warn"),), show), Piece(("  ",))]


def tab_line(
    views: Sequence[ViewSpec],
    chosen: str,
    counts: Mapping[str, int],
    session: SessionWords,
    width: int,
    show: Callable[[int], None] | None = None,
) -> Sides:
    """Where room is short the program's name leaves first, then the user's, the day, the views' numbers, their titles.

    `show` is given the number of the view that is clicked.
    """
    name = Piece((("Winback", "strong"), "    "))

    def tabs(gap: int, detail: int) -> list[Piece]:
        row: list[Piece] = []
        for spec in views:
            clicked = partial(show, spec.number) if show else None
            row += [Piece((" " * gap,))] if row else []
            row.append(Piece(_tab(spec, spec.id == chosen, counts.get(spec.id), detail), clicked))
        return row

    whole, counted, titled, bare = (tabs(*shape) for shape in ((3, 2), (2, 2), (2, 1), (2, 0)))
    everything, day, least = ([piece] if piece.cells else [] for piece in session.pieces())
    tries: tuple[Sides, ...] = (
        ([name, *whole], everything),
        ([name, *whole], day),
        (whole, day),
        (counted, day),
        (counted, least),
        (titled, day),
        (titled, least),
        (bare, day),
    )
    return next((each for each in tries if _width(each) <= width), (bare, least))


def _tab(spec: ViewSpec, chosen: bool, count: int | None, detail: int) -> list[Cell]:
    """`detail` 2 has title and count, 1 the title, 0 the number, the chosen one always everything."""
    cells: list[Cell] = [(str(spec.number), "accent" if chosen else "muted")]
    if chosen or detail:
        cells.append((" ", ""))
        cells.append((spec.title, "chosen" if chosen else ""))
    if count is not None and (chosen or detail == 2):
        cells.append((f" {count:,} {spec.counts}".rstrip(), "accent" if chosen else "muted"))
    return cells


def _width(sides: Sides) -> int:
    left, right = sides
    return sum(piece.width for piece in (*left, *right)) + (2 if right else 0)
