"""How a file is read, everything at once: sheet, letters, days, amounts, lines, what the rows are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from winback_tui.services.importing.understand import ImportChoices, Understanding
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, Field, TextField

FOUND_OUT = ""
_WHAT = (("orders", "orders"), ("accounts", "accounts"))
_LINES = (
    (FOUND_OUT, "as the rows say"),
    ("sum", "lines of one number are added up"),
    ("whole", "lines of one number repeat the order's amount"),
)
_FILL = (
    (FOUND_OUT, "as the rows say"),
    ("yes", "blank customers repeat the one above"),
    ("no", "blank stays blank"),
)
_DECIMAL = ((FOUND_OUT, "as the rows say"), (".", "1,234.50"), (",", "1.234,50"))
_DATES = (
    (FOUND_OUT, "as the rows say"),
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
            yield ChoiceField("encoding", "Letters", [(name, name) for name in names], known.encoding.name)
        yield ChoiceField("date", "Days", _DATES, now.date if now.date in dict(_DATES) else FOUND_OUT)
        yield ChoiceField("decimal", "Amounts", _DECIMAL, now.decimal)
        yield ChoiceField("lines", "Lines", _LINES, now.lines)
        yield ChoiceField("fill", "Blank cells", _FILL, now.fill)
        yield TextField("currency", "Currency", now.currency, hint="where the file names none: EUR")

    def act(self, values: FormValues) -> ImportChoices:
        """The file's choices with these."""
        known = self._known
        told: dict[str, Any] = {
            name: values.text(name)
            for name in ("sheet", "what", "encoding", "date", "decimal", "lines", "fill")
            if name in values
        }
        if told["what"] == known.what and not known.choices.what:
            told["what"] = ""
        if told.get("encoding") == known.encoding.name and not known.choices.encoding:
            del told["encoding"]
        return replace(known.choices, **told, currency=values.text("currency").strip().upper())
