"""Every screen of the program, by the keys that lead there, and what is wrong with how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len
from textual.color import Color
from textual.pilot import Pilot
from textual.widget import Widget

from screens.pictures import PICTURES, Picture
from tests.tui.piloting import drawn
from winback_tui.output.tables.fitting import GAP
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.drawing.cells import ELLIPSIS, width_of
from winback_tui.tui.drawing.columns import SizedColumn, heading, row_runs
from winback_tui.tui.drawing.list_lines import MARGIN
from winback_tui.tui.screens.base.base_screen import TooSmall
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.window_table import WindowTable

WIDTHS = (60, 80, 100, 120, 160, 200)
THEMES = ("dark", "light", "contrast", "16", "mono")
FREE = 0.15
"""Share of a row's width that may not be empty while something in the row is cut."""
READABLE = 2.2
"""Contrast, by the formula of WCAG, that every text has at least against what lies under it."""
FORMS = {
    "note": "n",
    "edit account": "6 Enter e",
    "add account": "a",
    "person": "6 Enter A",
    "step": "t",
    "put aside": "H",
    "copy": "y",
    "lead": "3 Enter W",
    "duplicates": "6 x",
    "themes": "ctrl+t",
    "account with a case": "3 Enter",
    "time line": "3 / 'lindqvist' Enter Enter",
    "brief of a case": "3 Enter b",
    "interview to begin": "3 Down Down i",
    "Monday meeting": "5 M",
}
"""Screens that no picture shows, and the keys that lead there."""


def stops() -> dict[str, Picture]:
    """The screens of a demo book, each once, by name."""
    known: dict[str, Picture] = {}
    for picture in PICTURES:
        if picture.empty or picture.as_of or picture.team:
            continue
        if not any(each.keys == picture.keys for each in known.values()):
            known[picture.name] = picture
    return known | {name: Picture(name, name, keys) for name, keys in FORMS.items()}


async def at_rest(pilot: Pilot[Any]) -> None:
    """Until two looks show the same."""
    before = ""
    for _ in range(100):
        await pilot.pause(0.02)
        now = drawn(pilot.app)
        if now == before:
            return
        before = now


async def at_sizes(pilot: Pilot[Any], widths: Sequence[int]) -> Any:
    """The screen at these widths, one after the other."""
    for width in widths:
        await pilot.resize_terminal(width, 24 if width <= 80 else 36)
        await at_rest(pilot)
        yield width


def faults(app: WinbackApp) -> list[str]:
    """What is wrong with the screen as it is drawn now."""
    if app.screen.query(TooSmall):
        return []
    found: list[str] = []
    lines = [list(_cells(strip.text)) for strip in app.screen._compositor.render_strips(app.size)]
    for widget in app.screen.query("*").results(Widget):
        if not widget.is_on_screen or widget.children or isinstance(widget, KeyFooter):
            continue
        if isinstance(widget, WindowTable):
            found += cut_in_table(widget)
        else:
            found += _cut_in_text(widget, lines)
    return found


def cut_in_table(table: WindowTable) -> list[str]:
    """What is cut in a list although so much of every row is empty."""
    rows = [table._rows[at] for at in range(table.top, min(table.top + table.page, table.total))]
    placed = table._painter.placed
    space = table.size.width - MARGIN
    if not rows or not placed:
        return []
    drawn_titles = heading(placed, table.sorted_by, table.falling)
    taken = sum(
        max(width_of(title.rstrip()), *(width_of(_cell(each, row)) for row in rows))
        for each, (title, _) in zip(placed, drawn_titles, strict=True)
    )
    free = space - taken - GAP * (len(placed) - 1)
    cut = [text for row in rows for text, _ in row_runs(placed, row) if ELLIPSIS in text]
    titles = [title for title, _ in drawn_titles if ELLIPSIS in title]
    return [*titles, *cut] if free >= FREE * space else []


def _cell(column: SizedColumn[Any], row: Any) -> str:
    value = column.column.cell(row)
    return value if isinstance(value, str) else value[0]


def _cut_in_text(widget: Widget, lines: Sequence[Sequence[str]]) -> Iterator[str]:
    placed = widget.screen._compositor.visible_widgets.get(widget)
    if placed is None:
        return
    region = placed[0].intersection(placed[1])
    for y in range(region.y, region.bottom):
        if y >= len(lines):
            return
        cells = lines[y][region.x : region.right]
        text = "".join(cells)
        if _is_cut(text) and _free(cells) >= FREE * len(cells):
            yield f"{type(widget).__name__}: {text.rstrip()}"


def _is_cut(text: str) -> bool:
    """Whether the line has an ellipsis that stands for the rest of a word or of a text."""
    return any(before not in (" ", "") for before in _before(text))


def _before(text: str) -> Iterator[str]:
    for at, character in enumerate(text):
        if character == ELLIPSIS:
            yield text[at - 1 : at]


def _free(cells: Sequence[str]) -> int:
    """Cells of the line that are blank, besides the gaps between its words."""
    free = run = 0
    for cell in [*cells, "x"]:
        if cell == " ":
            run += 1
        else:
            free += max(0, run - GAP)
            run = 0
    return free


def _cells(text: str) -> Iterator[str]:
    for character in text:
        width = cell_len(character)
        if width:
            yield character
            yield from [""] * (width - 1)


def unreadable(app: WinbackApp) -> list[str]:
    """Texts that hardly differ from what lies under them."""
    found = []
    own = [each for each in app.screen.children if not each.has_class("-textual-system")]
    boxes = [each.region for each in own if each.display] if app.screen.is_modal else []
    shown = boxes[0] if boxes else app.screen.region
    for strip in app.screen._compositor.render_strips(app.size)[shown.y : shown.bottom]:
        for segment in strip.crop(shown.x, shown.right):
            style = segment.style
            if style is None or not segment.text.strip() or style.color is None or style.bgcolor is None:
                continue
            if (
                not style.color.triplet
                or not style.bgcolor.triplet
                or not any(map(str.isalnum, segment.text))
            ):
                continue
            ratio = _contrast(Color(*style.color.triplet), Color(*style.bgcolor.triplet))
            if ratio < READABLE:
                found.append(
                    f"{ratio:.1f} {style.color.name} on {style.bgcolor.name}: {segment.text.strip()[:40]}"
                )
    return found


def _contrast(one: Color, other: Color) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = [each / 255 for each in (color.r, color.g, color.b)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
