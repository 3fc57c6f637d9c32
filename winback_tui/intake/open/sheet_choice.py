"""Which sheet of a spreadsheet holds the orders."""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import islice

from winback_tui.domain.errors import BadInput
from winback_tui.intake.ask.choices import ImportChoices
from winback_tui.intake.recognise.headers import header
from winback_tui.intake.recognise.vocabulary import vocabulary

from .source import InputSource, Worksheet

_LOOK = 40
_ESSENTIAL = ("account", "date", "amount", "number")
_AS_GOOD, _A_TABLE = 0.98, 240.0


def best_sheet(source: InputSource, choices: ImportChoices) -> InputSource:
    """The source with the sheet whose headers are best known; the first of equally good ones."""
    if len(source.sheets) < 2 or choices.sheet:
        return source
    best = max(source.sheets, key=_count_headers)
    return replace(source, place=best.place, sheet=best.name)


def alike(source: InputSource) -> list[str]:
    """The names of other sheets whose headers fit as well as those of the one in use, such as one sheet per month."""
    counts = {sheet.name: _count_headers(sheet) for sheet in source.sheets}
    best = counts.get(source.sheet, 0.0)
    return [name for name, count in counts.items() if count >= max(best * _AS_GOOD, _A_TABLE)]


def switched(source: InputSource, wanted: str) -> InputSource:
    """The same spreadsheet with another sheet; raises BadInput for an unknown name."""
    if not wanted or wanted == source.sheet or not source.sheets:
        return source
    for sheet in source.sheets:
        if sheet.name == wanted:
            return replace(source, place=sheet.place, sheet=sheet.name)
    raise BadInput(f"'{source.name}' has no sheet '{wanted}'.")


def _count_headers(sheet: Worksheet) -> float:
    """The best count of essential headers in one row."""
    words, best = vocabulary(), 0.0
    with sheet.place.open(encoding="utf-8", newline="") as text:
        for row in islice(csv.reader(text), _LOOK):
            fields: dict[str, int] = {}
            for cell in row[:60]:
                if 0 < len(cell) < 60:
                    for field, score in words.scores(header(cell).phrase).items():
                        fields[field] = max(fields.get(field, 0), score)
            essential = sum(score for field, score in fields.items() if field in _ESSENTIAL)
            best = max(best, essential + sum(fields.values()) / 100)
    return best
