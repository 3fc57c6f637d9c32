"""How a file is read: sheet, encoding, dates, amounts, lines, what the rows are, what each column contains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from textual import on

from winback_tui.services.importing.understand import FIELDS, ImportChoices, Understanding, column_name
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.choice_box import ChoiceBox
from winback_tui.tui.widgets.form.field import ChoiceField, Field, TextField

FOUND_OUT = ""
LEFT_OUT = "-"
_WHAT = (("orders", "orders"), ("accounts", "accounts"))
_LINES = (
    (FOUND_OUT, "automatic"),
    ("sum", "add up lines with one order number"),
    ("whole", "every line repeats the order total"),
)
_FILL = (
    (FOUND_OUT, "automatic"),
    ("yes", "blank customer: same as above"),
    ("no", "leave blank"),
)
_DECIMAL = ((FOUND_OUT, "automatic"), (".", "1,234.50"), (",", "1.234,50"))
_DATES = (
    (FOUND_OUT, "automatic"),
    *((f"dmy{mark}", f"day{mark}month{mark}year") for mark in "./-"),
    ("mdy/", "month/day/year"),
    ("ymd-", "year-month-day"),
)


class ReadingDialog(Dialog[ImportChoices]):
    """Dismissed with the choices; what is left as it was found is found out again."""

    TITLE_WORDS = "How the file is read"
    WRITES = False

    def __init__(self, known: Understanding) -> None:
        super().__init__()
        self._known = known

    def fields(self) -> Iterable[Field]:
        """Only what this file leaves open; the encoding where it is a guess, the sheet where there are several."""
        known, now = self._known, self._known.choices
        sheets = [(sheet.name, sheet.name) for sheet in known.source_file.sheets]
        if len(sheets) > 1:
            yield ChoiceField("sheet", "Sheet", sheets, known.source_file.sheet)
        yield ChoiceField("what", "Rows are", _WHAT, known.what)
        if known.encoding.others:
            names = (known.encoding.name, *known.encoding.others)
            yield ChoiceField("encoding", "Encoding", [(name, name) for name in names], known.encoding.name)
        yield ChoiceField("date", "Dates", _DATES, now.date if now.date in dict(_DATES) else FOUND_OUT)
        yield ChoiceField("decimal", "Amounts", _DECIMAL, now.decimal)
        yield ChoiceField("lines", "Lines", _LINES, now.lines)
        yield ChoiceField("fill", "Blank cells", _FILL, now.fill)
        yield TextField("currency", "Currency", now.currency, hint="if the file names none: EUR")

    def act(self, values: FormValues) -> ImportChoices:
        """The file's choices with these."""
        known = self._known
        chosen: dict[str, Any] = {
            name: values.text(name)
            for name in ("sheet", "what", "encoding", "date", "decimal", "lines", "fill")
            if name in values
        }
        if chosen["what"] == known.what and not known.choices.what:
            chosen["what"] = ""
        if chosen.get("encoding") == known.encoding.name and not known.choices.encoding:
            del chosen["encoding"]
        return replace(known.choices, **chosen, currency=values.text("currency").strip().upper())


class ColumnDialog(Dialog[Mapping[str, str]]):
    """Dismissed with {column: field}."""

    TITLE_WORDS = "What a column contains"
    DOES = "set"
    WRITES = False

    def __init__(self, known: Understanding) -> None:
        super().__init__()
        self._known = known

    def fields(self) -> Iterable[Field]:
        """The column, and what it contains now."""
        known = self._known
        names = [column_name(known.headers, place) for place in range(len(known.headers))]
        yield ChoiceField("column", "Column", [(name, name) for name in names], names[0])
        meanings = [(LEFT_OUT, "nothing: ignore it"), *FIELDS.items()]
        options = [(code, f"{code}: {words}") for code, words in meanings]
        yield ChoiceField("holds", "Contains", options, known.meaning_of(names[0]) or LEFT_OUT)

    @on(ChoiceBox.Changed)
    def _show_meaning(self, event: ChoiceBox.Changed) -> None:
        """What the column under the cursor contains now, so that looking at columns changes none."""
        column, holds = (field for field in self.query(Field))
        if event.box is column.box:
            holds.text = self._known.meaning_of(column.text) or LEFT_OUT

    def act(self, values: FormValues) -> Mapping[str, str]:
        """The pair; none where the column contains that already."""
        column, holds = values.text("column"), values.text("holds")
        return {} if holds == (self._known.meaning_of(column) or LEFT_OUT) else {column: holds}
