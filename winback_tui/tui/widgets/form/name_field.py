"""A name: known ones are proposed while it is typed, and the right arrow takes the proposal."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from winback_tui.domain.wording.known_names import name_meant, names_begun
from winback_tui.tui.drawing.tones import say

from .field import Field
from .text_box import ValueBox

AT_MOST = 3
"""So many names are listed where several begin alike."""


class NameBox(ValueBox):
    """One line; the right arrow at its end takes the name that is meant."""

    def __init__(self, value: str, names: Sequence[str], proposed: str) -> None:
        super().__init__(value)
        self.names, self._proposed = tuple(names), proposed

    @property
    def offered(self) -> str:
        """The name that the right arrow takes now; empty for none."""
        text = self.entered_text()
        meant = name_meant(text, self.names) if text else self._proposed
        return "" if meant == text else meant

    def action_cursor_right(self, select: bool = False) -> None:
        """Takes the offered name at the end of the text."""
        offered = self.offered
        if offered and not select and self.cursor_at_end and self.selection.is_empty:
            self.value = offered
            self.cursor_position = len(offered)
        else:
            super().action_cursor_right(select)


class NameField(Field):
    """Typing replaces the name; what is offered stands beside it and waits for the right arrow."""

    def __init__(
        self,
        name: str,
        label: str,
        value: str = "",
        *,
        known: Sequence[str] = (),
        proposed: str = "",
        needed: str = "",
        hint: str = "",
    ) -> None:
        """`known`: the names to choose among; `proposed`: the likely one, offered while the box is empty."""
        box = NameBox(value, known, proposed)
        super().__init__(name, label, box, needed=needed, hint=hint)
        self._names = box

    def hint_now(self) -> Content:
        """What was understood, else what the right arrow would take, or the names that begin so."""
        usual = super().hint_now()
        if self.describe(self.parse(self.text)) and self.text:
            return usual
        offered = self._names.offered
        several = names_begun(self.text, self._names.names)
        if offered:
            return say(("→ ", "key"), f"fills in {offered}")
        if len(several) > 1:
            more = " …" if len(several) > AT_MOST else ""
            return say(", ".join(several[:AT_MOST]) + more)
        return Content() if self.text else usual


class ColleagueField(NameField):
    """Somebody of the team: the first letters are enough where only one name begins so."""

    def parse(self, text: str) -> str:
        """The whole name of whom is meant; a name that nobody has stays as typed."""
        return name_meant(text, self._names.names) or text

    def describe(self, meaning: str) -> str:
        """The whole name, once it is more than what is typed."""
        return "" if meaning == self.text else meaning
