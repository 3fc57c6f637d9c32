"""What one column holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from winback_tui.services.importing.understand import FIELDS, Understanding, column_name
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, Field

LEFT_OUT = "-"


class ColumnDialog(Dialog[Mapping[str, str]]):
    """Dismissed with {column: field}."""

    TITLE_WORDS = "What a column contains"
    DOES = "set"
    WRITES = False

    def __init__(self, known: Understanding) -> None:
        super().__init__()
        self._known = known

    def fields(self) -> Iterable[Field]:
        """The column, and its meaning."""
        known = self._known
        named = [column_name(known.headers, place) for place in range(len(known.headers))]
        yield ChoiceField("column", "Column", [(name, name) for name in named], named[0])
        meanings = [(LEFT_OUT, "nothing: ignore it"), *FIELDS.items()]
        yield ChoiceField(
            "holds", "Contains", [(code, f"{code}: {words}") for code, words in meanings], "account"
        )

    def act(self, values: FormValues) -> Mapping[str, str]:
        """The pair."""
        return {values.text("column"): values.text("holds")}
