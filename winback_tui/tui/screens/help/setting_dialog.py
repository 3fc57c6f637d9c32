"""One setting, changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from winback_tui.services.settings.choices import SettingEntry, choose
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import Field, TextField


class SettingDialog(Dialog[str]):
    """Dismissed with the sentence of what was set."""

    TITLE_WORDS = "Change a setting"

    def __init__(self, entry: SettingEntry) -> None:
        super().__init__()
        self._entry = entry

    def preface(self) -> Sequence[Cell]:
        """What it is for."""
        return ((f"{self._entry.name.capitalize()}\n", "strong"), self._entry.about)

    def fields(self) -> Iterable[Field]:
        """Its value, as it is written."""
        yield TextField("value", "Value", self._entry.value, hint="empty: the usual value")

    def act(self, values: FormValues) -> str:
        """Sets it. A value that it cannot have is told in the form."""
        typed = values.text("value")
        return choose(self._app.book, self._entry.name, typed or None)

    def message(self, result: str) -> str:
        """What was done."""
        return f"{result}."
