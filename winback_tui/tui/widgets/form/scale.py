"""The severity scale: digits set it, arrows move it, and it reads without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message

from winback_tui.tui.drawing.tones import say
from winback_tui.tui.widgets.line import SteadyWidget

FULL, REST = "▇", "▁"


def bar(value: int, top: int = 5) -> str:
    """`3 ▇▇▇▁▁`; a scale without a value is `–`."""
    if not value:
        return f"– {REST * top}"
    return f"{value} {FULL * value}{REST * (top - value)}"


class Scale(SteadyWidget, can_focus=True):
    """`3 ▇▇▇▁▁  problem`, and below it the example that goes with the value."""

    DEFAULT_CSS = """
    Scale { height: 2; width: 1fr; }
    Scale:focus { background: $panel; }
    """

    @dataclass
    class Changed(Message):
        """Another value; 0 means none."""

        scale: Scale
        value: int

        @property
        def control(self) -> Scale:
            """The scale, for handlers that name a widget."""
            return self.scale

    def __init__(
        self, names: Sequence[str], examples: Sequence[str] = (), value: int = 0, *, id: str | None = None
    ) -> None:
        """One name for each step from 1; `examples` may be empty."""
        super().__init__(id=id)
        self.names = list(names)
        self.examples = list(examples)
        self.value = value

    def render(self) -> Content:
        """The bar, its name, its example."""
        top = len(self.names)
        if not self.value:
            return say((bar(0, top), "muted"), (f"  1 {self.names[0]} … {top} {self.names[-1]}", "muted"))
        tone = "bad" if self.value * 5 >= top * 4 else "warn" if self.value * 2 > top else ""
        first = say((bar(self.value, top), tone), f"  {self.names[self.value - 1]}")
        example = self.examples[self.value - 1] if len(self.examples) >= self.value else ""
        return Content("\n").join([first, say((example, "muted"))])

    def entered_text(self) -> str:
        """The value as text; empty for none."""
        return str(self.value) if self.value else ""

    def put(self, text: str) -> None:
        """Sets the value from text."""
        self.value = int(text) if text.isdecimal() and int(text) <= len(self.names) else 0
        self.refresh(layout=True)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Digits are values here, no commands."""
        return character is not None and character.isdecimal()

    def on_key(self, event: events.Key) -> None:
        """Digits and arrows; 0, Backspace and Del clear."""
        value, top = self.value, len(self.names)
        if event.character and event.character.isdecimal():
            value = int(event.character)
            if value > top:
                return
        elif event.key in ("right", "up", "plus"):
            value = min(value + 1, top)
        elif event.key in ("left", "down", "minus"):
            value = max(value - 1, 1)
        elif event.key in ("backspace", "delete"):
            value = 0
        else:
            return
        event.stop()
        event.prevent_default()
        self._set(value)

    def on_click(self, event: events.Click) -> None:
        """A click on a bar."""
        if event.y == 0 and 2 <= event.x < 2 + len(self.names):
            self._set(event.x - 1)

    def _set(self, value: int) -> None:
        if value != self.value:
            self.value = value
            # where a form gives it no height of its own, the example is a second line
            self.refresh(layout=True)
            self.post_message(self.Changed(self, value))
