"""A list to choose one from: in one column with digits, or in two where the choices come in groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget

from winback_tui.domain.interview.script import Choice
from winback_tui.tui.drawing.cells import fit, width_of
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say

from .layout import measure_again

TWO_COLUMNS = 54
"""Cells from which the groups stand in two columns."""
GAP = 2


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """A heading and the places of its choices."""

    title: str
    places: tuple[int, ...]


class ChoiceList(Widget, can_focus=True):
    """Arrows move, digits and first letters find, Enter (of the screen) or space chooses, Del takes back."""

    DEFAULT_CSS = """
    ChoiceList { height: auto; width: 1fr; }
    """

    def __init__(self, chosen: Callable[[str], None]) -> None:
        """`chosen` is called with each new choice; an empty code unselects."""
        super().__init__()
        self._chosen = chosen
        self.choices: Sequence[Choice] = ()
        self.value = ""
        self.cursor = -1
        self._groups: Sequence[ChoiceGroup] = ()

    def load(self, choices: Sequence[Choice], value: str, groups: Mapping[str, Sequence[str]]) -> None:
        """Shows these choices; `groups` names headings with the codes under them, or is empty."""
        self.choices, self.value = choices, value
        places = {choice.code: place for place, choice in enumerate(choices)}
        self._groups = [
            ChoiceGroup(title, tuple(places[code] for code in codes if code in places))
            for title, codes in groups.items()
        ] or [ChoiceGroup("", tuple(range(len(choices))))]
        self.cursor = places.get(value, -1)
        self.refresh(layout=True)
        measure_again(self)

    @property
    def here(self) -> Choice | None:
        """The choice under the cursor."""
        return self.choices[self.cursor] if 0 <= self.cursor < len(self.choices) else None

    def choose(self, place: int) -> None:
        """Chooses, or takes the choice back."""
        value = self.choices[place].code if place >= 0 else ""
        if value != self.value:
            self.value = value
            self.refresh()
            self._chosen(value)

    # --- where everything stands

    def _columns(self, width: int) -> list[list[ChoiceGroup]]:
        if len(self._groups) < 2 or width < TWO_COLUMNS:
            return [list(self._groups)]
        columns: list[list[ChoiceGroup]] = [[], []]
        for group in sorted(self._groups, key=lambda each: -len(each.places)):
            min(columns, key=_height).append(group)
        order = list(self._groups)
        return sorted(
            (sorted(each, key=order.index) for each in columns), key=lambda each: order.index(each[0])
        )

    def _rows(self, width: int) -> list[list[int | str]]:
        """Each column from top to bottom: a heading, or the place of a choice; '' is an empty line."""
        columns: list[list[int | str]] = []
        for groups in self._columns(width):
            column: list[int | str] = []
            for group in groups:
                if group.title:
                    column += ["", group.title] if column else [group.title]
                column += group.places
            columns.append(column)
        return columns

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the longest column, and one for the hint."""
        return max(map(len, self._rows(width))) + (1 if len(self._groups) > 1 else 0)

    def render(self) -> Content:
        """The columns."""
        width = self.content_size.width
        columns = self._rows(width)
        each = (width - GAP * (len(columns) - 1)) // len(columns)
        lines = []
        for at in range(max(map(len, columns))):
            cells: list[Cell] = []
            for number, column in enumerate(columns):
                cells += [" " * GAP] if number else []
                cells += self._row(column[at] if at < len(column) else "", each)
            lines.append(say(*cells))
        if len(self._groups) > 1:
            hint = self.here.hint if self.here else "Arrows or a first letter select one; Enter goes on."
            lines.append(say((hint, "muted")))
        return Content("\n").join(lines)

    def _row(self, row: int | str, width: int) -> list[Cell]:
        if isinstance(row, str):
            return [(fit(f"  {row}" if row else "", width), "accent")]
        choice = self.choices[row]
        here, chosen = row == self.cursor and self.has_focus, choice.code == self.value
        number = f"{row + 1} " if len(self._groups) == 1 and len(self.choices) < 10 else ""
        label, hint = choice.label, choice.hint if len(self._groups) == 1 else ""
        front: list[Cell] = [("▌ " if here else "  ", "accent"), (number, "muted")]
        front.append(("● ", "accent") if chosen else ("○ ", "faint"))
        used = 4 + len(number)
        words = fit(label, width - used) if not hint or width_of(label) + used > width else label
        rest = width - used - width_of(words)
        tone = "strong" if chosen or here else ""
        return [*front, (words, tone), (fit(f"  {hint}" if hint and rest > 8 else "", rest), "muted")]

    # --- keys and mouse

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters and digits find a choice here, so they are not commands."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Moves, finds, chooses."""
        if not self.choices:
            return
        letter = (event.character or "").casefold()
        if event.key in ("up", "down"):
            self._step(1 if event.key == "down" else -1)
        elif event.key in ("left", "right"):
            self._across(1 if event.key == "right" else -1)
        elif event.key == "space":
            self.choose(-1 if self.here and self.here.code == self.value else self.cursor)
        elif event.key in ("delete", "backspace"):
            self.choose(-1)
        elif letter.isdecimal():
            if 1 <= int(letter) <= len(self.choices):
                self._go(int(letter) - 1)
                self.choose(self.cursor)
        elif letter.isprintable() and letter:
            self._find(letter)
        else:
            return
        event.stop()
        event.prevent_default()

    def _find(self, letter: str) -> None:
        order = self._order()
        after = order.index(self.cursor) + 1 if self.cursor in order else 0
        for place in (*order[after:], *order[:after]):
            if self.choices[place].label.casefold().startswith(letter):
                self._go(place)
                if len(self._groups) == 1:
                    self.choose(place)
                return

    def _order(self) -> list[int]:
        return [
            row for column in self._rows(self.content_size.width) for row in column if isinstance(row, int)
        ]

    def _step(self, by: int) -> None:
        order = self._order()
        if self.cursor not in order:
            self._go(order[0] if by > 0 else order[-1])
        else:
            self._go(order[max(0, min(len(order) - 1, order.index(self.cursor) + by))])

    def _across(self, by: int) -> None:
        columns = self._rows(self.content_size.width)
        column = next((n for n, rows in enumerate(columns) if self.cursor in rows), -1)
        target = columns[max(0, min(len(columns) - 1, column + by))]
        if column < 0 or target is columns[column]:
            return
        line = columns[column].index(self.cursor)
        places = [(abs(at - line), row) for at, row in enumerate(target) if isinstance(row, int)]
        self._go(min(places)[1])

    def _go(self, place: int) -> None:
        self.cursor = place
        self.refresh()
        line = next(rows.index(place) for rows in self._rows(self.content_size.width) if place in rows)
        parent = self.screen.query_one("#page", VerticalScroll)
        above = sum(node.virtual_region.y for node in (self, self.parent) if isinstance(node, Widget))
        region = Region(0, above + line, 1, 2)
        parent.scroll_to_region(region, animate=False)

    def on_focus(self) -> None:
        """Draws the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Takes the cursor away."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Chooses what was clicked."""
        columns = self._rows(self.content_size.width)
        each = (self.content_size.width + GAP) // len(columns)
        column = columns[min(event.x // each, len(columns) - 1)]
        if event.y < len(column) and isinstance(row := column[event.y], int):
            self._go(row)
            self.choose(row)


def _height(groups: Sequence[ChoiceGroup]) -> int:
    return sum(len(group.places) + 2 for group in groups)
