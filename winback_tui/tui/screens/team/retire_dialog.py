"""Somebody leaves: laptops retired, accounts, cases and steps handed over, in one act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from winback_tui.services.team import introduction, retire
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, Field
from winback_tui.tui.widgets.form.name_field import NameField

from .rows import LaptopRow

PERSON, ONE = "person", "one"


class RetireDialog(Dialog[str]):
    """Dismissed with the sentence of it."""

    TITLE_WORDS = "Retire a laptop, hand accounts over"
    DOES = "do it"
    PURPOSE = (
        "A retired laptop is no longer waited for. With a colleague named, the accounts, open cases and open steps of"
        " the one who leaves go to them, in the same action."
    )

    def __init__(self, row: LaptopRow | None) -> None:
        super().__init__()
        self._row = row

    def preface(self) -> Sequence[Cell]:
        """What stays."""
        return ("Nothing is deleted, and undo reverses all of it.",)

    def fields(self) -> Iterable[Field]:
        """Who leaves, which laptops, who takes over."""
        mate = self._row.mate if self._row else None
        names = introduction(self._app.book).employees
        yield NameField("who", "Who leaves", mate.person if mate else "", needed="Name who leaves.")
        if mate is not None:
            machine = f"only this one ({mate.machine})" if mate.machine else "only this one"
            yield ChoiceField("which", "Laptops", ((PERSON, "all of theirs"), (ONE, machine)), PERSON)
        others = ", ".join(name for name in names if mate is None or name != mate.person)
        yield NameField("to", "Hand over to", hint=others[:70] or "a colleague; empty hands nothing over")

    def check(self, values: FormValues) -> dict[str, str]:
        """A lost laptop is no leaver."""
        if values.text("to") and "which" in values and values.text("which") == ONE:
            return {
                "to": "Retiring one laptop hands nothing over; leave this empty, or choose all of theirs."
            }
        return {}

    def act(self, values: FormValues) -> str:
        """All of it in one act."""
        one = "which" in values and values.text("which") == ONE
        who = self._row.mate.id if one and self._row is not None else values.text("who")
        return retire(self._app.book, who, values.text("to")).sentence

    def message(self, result: str) -> str:
        """The sentence of it."""
        return f"{result}; u undoes it"
