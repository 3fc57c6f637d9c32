"""One of a few: the options in a row, wrapped; arrows, digits and first letters choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from winback_tui.tui.drawing.cells import width_of
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.widgets.line import SteadyWidget

GAP = 3


@dataclass(frozen=True, slots=True)
class BoxOption:
    """A value and the words for it."""

    value: str
    words: str


class ChoiceBox(SteadyWidget, can_focus=True):
    """`● call   ○ mail   ○ visit`."""

    DEFAULT_CSS = """
    ChoiceBox { height: auto; width: 1fr; }
    ChoiceBox:focus { background: $panel; }
    """

    @dataclass
    class Changed(Message):
        """Another option was chosen."""

        box: ChoiceBox
        value: str

        @property
        def control(self) -> ChoiceBox:
            """The box, for handlers that name a widget."""
            return self.box

    def __init__(self, options: Sequence[BoxOption], value: str = "", *, id: str | None = None) -> None:
        """An empty `value` has nothing chosen yet."""
        super().__init__(id=id)
        self.options = list(options)
        self.value = value
        self.begin_text: Callable[[str], None] | None = None
        """Called with a letter that names no option; without it such a letter does nothing."""

    @property
    def chosen_place(self) -> int:
        """Place of the chosen option, -1 for none."""
        return next((at for at, option in enumerate(self.options) if option.value == self.value), -1)

    def choose(self, at: int) -> None:
        """Chooses the option at that place."""
        value = self.options[at].value
        if value != self.value:
            self.value = value
            self.refresh()
            self.post_message(self.Changed(self, value))

    def put(self, text: str) -> None:
        """Chooses by value; an unknown one leaves nothing chosen."""
        self.value = text if any(option.value == text for option in self.options) else ""
        self.refresh()

    def entered_text(self) -> str:
        """The chosen value."""
        return self.value

    def _places(self, width: int) -> list[tuple[int, int]]:
        """(line, column) of each option."""
        places, line, column = [], 0, 0
        for option in self.options:
            size = width_of(option.words) + 2
            if column and column + size > width:
                line, column = line + 1, 0
            places.append((line, column))
            column += size + GAP
        return places

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the options need."""
        return self._places(width)[-1][0] + 1 if self.options else 1

    def render(self) -> Content:
        """The options."""
        lines: list[list[Content]] = []
        here = self.chosen_place
        for at, (line, column) in enumerate(self._places(self.content_size.width)):
            if line == len(lines):
                lines.append([])
            gap = " " * GAP if column else ""
            words = self.options[at].words
            if at == here:
                lines[line].append(say(gap, ("● ", "accent"), (words, "strong")))
            else:
                lines[line].append(say(gap, ("○ ", "faint"), (words, "muted")))
        return Content("\n").join(Content.assemble(*line) for line in lines)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters and digits choose here, so they are not commands."""
        return character is not None and character.isprintable()

    def quick_key(self, key: events.Key) -> bool:
        """Arrows step, digits and first letters jump; letters that name no option begin the text, if there is one."""
        if not self.options:
            return False
        at, last = self.chosen_place, len(self.options) - 1
        if key.key in ("right", "down", "space"):
            at = at + 1 if at < last else 0
        elif key.key in ("left", "up"):
            at = at - 1 if at > 0 else last
        elif key.key in ("home", "end"):
            at = 0 if key.key == "home" else last
        elif key.character is None or not key.character.isprintable():
            return False
        else:
            at = self._place_named(key.character)
        if 0 <= at <= last:
            self.choose(at)
        elif self.begin_text is not None and key.character is not None:
            self.begin_text(key.character)
        return True

    def _place_named(self, character: str) -> int:
        """Place of the next option with that number, written or counted, or that first letter; -1 for none."""
        if character.isdecimal():
            numbers = [option.words.partition(" ")[0] for option in self.options]
            if any(number.isdecimal() for number in numbers):
                return numbers.index(character) if character in numbers else -1
            place = int(character) - 1
            return place if place < len(self.options) else -1
        at, wanted = self.chosen_place, character.casefold()
        after = [*range(at + 1, len(self.options)), *range(at + 1)]
        return next((n for n in after if self.options[n].words.casefold().startswith(wanted)), -1)

    def on_key(self, event: events.Key) -> None:
        """A key that a test or a click sent instead of the keyboard."""
        if self.quick_key(event):
            event.stop()
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Chooses what was clicked."""
        for at, (line, column) in enumerate(self._places(self.content_size.width)):
            if line == event.y and column <= event.x < column + width_of(self.options[at].words) + 2:
                self.choose(at)
