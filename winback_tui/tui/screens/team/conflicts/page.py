"""One conflict drawn: what stood before, what each person wrote and when, and the rest of the row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from winback_tui.domain.wording.wording import calendar_day, capitalised, count
from winback_tui.services.team import Conflict, ConflictField, FieldKind, LostEdit
from winback_tui.tui.drawing.cells import width_of
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.team.rows import when

from .differences import LONG, marked
from .rows import first_name

GAP, LEAST_SIDE, MOST_LABEL, NOTHING = 2, 18, 16, "empty"
ROOMY = 100
"""Cells from which people are called by their whole name."""
NOW, BEFORE = "Now in this book: ", "it was"
DIGITS = 3
"""Values that a digit takes; of more the marked one is taken by a letter."""
_LABEL_OF_ROW = "Also in this row: "


def conflict_page(conflict: Conflict, chosen: int, me: str, today: date, width: int) -> Content:
    """The page of an open conflict, each value under the key that takes it; `chosen` is the place of the marked one."""
    places = _shown_places(conflict, chosen, width)
    heads = [_head(conflict, place, chosen, me, today, short=width < ROOMY) for place in places]
    rows = [_cells(field, places, today) for field in conflict.fields]
    long = any(len(value) >= LONG or "\n" in value for field in conflict.fields for value in field.values)
    before = [] if long else [say(_in_words(field, field.before, today)) for field in conflict.fields]
    lines = _table(conflict.fields, before, heads, rows, width)
    if long:
        for field in conflict.fields:
            lines += _wrapped(say((f"{BEFORE}: ", "muted"), _in_words(field, field.before, today)), width)
    left_out = len(conflict.values) - len(places)
    if left_out:
        lines.append(say(("← →", "key"), (f"  {count(left_out, 'more value')}", "muted")))
    if conflict.row:
        fields = " · ".join(f"{name} {value}" for name, value in conflict.row.items())
        lines += [Content(""), *_wrapped(say((_LABEL_OF_ROW + fields, "muted")), width)]
    return Content("\n").join(lines)


def lost_page(edit: LostEdit, today: date, width: int) -> Content:
    """The page of an own edit that a colleague decided against."""
    mine, theirs = marked(edit.mine or NOTHING, edit.now or NOTHING)
    heads = [
        say(
            ("1 ", "key"),
            (NOW, "good"),
            (f"{edit.by or 'Somebody'} decided, {when(edit.at, today)}", "strong"),
        ),
        say(("2 ", "key"), ("You wrote", "strong")),
    ]
    label = ConflictField(edit.field, "", (), FieldKind.TEXT)
    return Content("\n").join(_table([label], [], heads, [[say(*theirs), say(*mine)]], width))


def _head(conflict: Conflict, place: int, chosen: int, me: str, today: date, short: bool) -> Content:
    value = conflict.values[place]
    name = first_name(value.person, me) if short or value.person == me else value.person or "somebody"
    if not value.stands and name in ("you", "somebody"):
        name = capitalised(name)
    who = f"{name}{'' if value.stands else ' wrote'}, {when(value.at, today)}"
    key = f"{place + 1} " if place < DIGITS else "t " if place == chosen else "  "
    return say((key, "key"), (NOW if value.stands else "", "good"), (who, "strong"))


def _shown_places(conflict: Conflict, chosen: int, width: int) -> list[int]:
    """All the values where they fit, else the one that stands and the chosen one."""
    everything = list(range(len(conflict.values)))
    room = (width - MOST_LABEL) // (LEAST_SIDE + GAP)
    return everything if len(everything) <= max(room, 2) else [0, chosen]


def _cells(field: ConflictField, places: Sequence[int], today: date) -> list[Content]:
    standing = _plain(field, field.values[places[0]], today)
    cells: list[Content] = []
    for place in places[1:]:
        ours, theirs = marked(standing, _plain(field, field.values[place], today))
        if not cells:
            cells.append(say(*ours))
        cells.append(say(*theirs))
    return cells or [say(standing)]


def _plain(field: ConflictField, value: str, today: date) -> str:
    text = _in_words(field, value, today)
    return text if isinstance(text, str) else text[0]


def _in_words(field: ConflictField, value: str, today: date) -> Cell:
    if not value:
        return (NOTHING, "muted")
    if field.kind is FieldKind.DAY:
        try:
            return calendar_day(date.fromisoformat(value), today)
        except ValueError:
            return value
    return value


def _table(
    fields: Sequence[ConflictField],
    before: Sequence[Content],
    heads: Sequence[Content],
    rows: Sequence[Sequence[Content]],
    width: int,
) -> list[Content]:
    label = min(MOST_LABEL, max(width_of(field.name) for field in fields))
    titles = [Content(""), *([say((BEFORE, "muted"))] if before else []), *heads]
    lines: list[list[Content]] = [
        [say((field.name, "muted")), *([before[at]] if before else []), *rows[at]]
        for at, field in enumerate(fields)
    ]
    widths = [label, *_widths([titles, *lines], width - label, 1)]
    drawn = _row(titles, widths)
    for line in lines:
        drawn += _row(line, widths)
    return drawn


def _widths(lines: Sequence[Sequence[Content]], space: int, first: int) -> list[int]:
    """As wide as what stands in each column, where all fits; else all alike."""
    columns = len(lines[0]) - first
    natural = [
        max(max(part.cell_length for part in line[at].split("\n", allow_blank=True)) for line in lines)
        for at in range(first, first + columns)
    ]
    if sum(natural) + GAP * columns <= space:
        spare = min((space - sum(natural)) // columns - GAP, 6)
        return [each + max(spare, 0) for each in natural]
    least = (space - GAP * columns) // columns
    narrow = [each for each in natural if each <= least]
    rest = (space - GAP * columns - sum(narrow)) // max(columns - len(narrow), 1)
    return [each if each <= least else rest for each in natural]


def _row(cells: Sequence[Content], widths: Sequence[int]) -> list[Content]:
    """The cells beside each other, each wrapped in its column."""
    wrapped = [_wrapped(cell, size) for cell, size in zip(cells, widths, strict=True)]
    drawn = []
    for at in range(max(map(len, wrapped))):
        parts: list[Content] = []
        for lines, size in zip(wrapped, widths, strict=True):
            part = lines[at] if at < len(lines) else Content("")
            parts += [part, Content(" " * (max(size - part.cell_length, 0) + GAP))]
        drawn.append(Content.assemble(*parts[:-1]))
    return drawn


def _wrapped(text: Content, width: int) -> list[Content]:
    return list(text.wrap(max(width, 1))) or [Content("")]
