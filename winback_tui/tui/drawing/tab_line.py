"""The top line of a view: the views with their numbers and counts, and the day; imports no toolkit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from winback_tui.domain.wording import wording
from winback_tui.tui.app.views import ViewSpec

from .columns import Cell
from .pieces import Piece, Sides

DEMO = Piece((("DEMO", "warn"),))
"""Stands in the head of the made-up team's book at every width."""


def day_piece(today: date, past: bool, demo: bool = False) -> Piece:
    """`Sun 22 Nov`, or `as of Sun 22 Nov 2026` where the book is shown as it was; `DEMO · ` before it in the demo."""
    text = f"{wording.WEEKDAYS[today.weekday()]} {wording.short_day(today)}"
    day: Cell = (f"as of {text} {today.year}", "warn") if past else (text, "muted")
    return Piece((*DEMO.cells, (" · ", "muted"), day)) if demo else Piece((day,))


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
    day: Piece,
    width: int,
    show: Callable[[int], None] | None = None,
    demo: bool = False,
) -> Sides:
    """Where room is short the name leaves first, then the day, the other views' numbers, their titles.

    `show` is given the number of the view that is clicked; `demo` keeps that word where the day has no room.
    """
    short = [DEMO] if demo else []
    name = Piece((("Winback", "strong"), "    "))

    def tabs(gap: int, detail: int) -> list[Piece]:
        row: list[Piece] = []
        for spec in views:
            clicked = partial(show, spec.number) if show else None
            row += [Piece((" " * gap,))] if row else []
            row.append(Piece(_tab(spec, spec.id == chosen, counts.get(spec.id), detail), clicked))
        return row

    whole, counted, titled, bare = (tabs(*shape) for shape in ((3, 2), (2, 2), (2, 1), (2, 0)))
    tries: tuple[Sides, ...] = (
        ([name, *whole], [day]),
        (whole, [day]),
        (counted, [day]),
        (counted, short),
        (titled, [day]),
        (titled, short),
        (bare, [day]),
    )
    return next((each for each in tries if _width(each) <= width), (bare, short))


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
