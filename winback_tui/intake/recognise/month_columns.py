"""Reports with a column for each month: sums, which say nothing about the days on which anybody ordered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from winback_tui.domain.errors import BadInput
from winback_tui.intake.interpret.dates import DateReader
from winback_tui.intake.interpret.numbers import parts

from .headers import phrase

_LOOK, _FEWEST = 40, 2
_NUMBERED = re.compile(r"(?:20\d\d[-./ ]?(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-./ ]20\d\d)")


def refuse_months_across(name: str, rows: Sequence[Sequence[str]], reader: DateReader) -> None:
    """Raises BadInput, naming what to export instead, for a table of customers by months."""
    for place, row in enumerate(rows[:_LOOK]):
        across = [c for c, cell in enumerate(row) if _is_month(cell, reader.months, reader)]
        row_names = {row[c].strip() for c in across}
        if len(row_names) < _FEWEST or len(row_names) < len(across) or not any(_words(c) for c in row):
            continue
        below = [line for line in rows[place + 1 :] if len(line) > max(across)]
        if _all_sums(below, across) and not _dated(below, across, reader):
            shown = ", ".join(f"'{row[c].strip()[:20]}'" for c in across[:2])
            raise BadInput(
                f"'{name}' has its months side by side ({shown}, ...), sums that hide the days of orders;"
                " export a list with a row for each order or invoice, or take only its names as accounts"
                " (--answer what=accounts)."
            )


def _is_month(cell: str, months: Mapping[str, int], reader: DateReader) -> bool:
    typed_words = phrase(cell[:40]).split()
    words = [word for word in typed_words if not word.isdigit()]
    if words:
        return len(typed_words) <= 2 and len(words) == 1 and words[0] in months
    return bool(_NUMBERED.fullmatch(cell.strip())) or any(
        not form.order.startswith(("serial", "epoch")) and day.day in (1, 28, 29, 30, 31)
        for form, day in reader.readings(cell).items()
    )


def _words(cell: str) -> bool:
    return bool(cell.strip()) and parts(cell) is None


def _all_sums(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> bool:
    cells = [row[c] for row in rows for c in columns if row[c].strip()]
    return bool(cells) and sum(1 for cell in cells if parts(cell)) >= len(cells) * 0.8


def _dated(rows: Sequence[Sequence[str]], across: Sequence[int], reader: DateReader) -> bool:
    """Whether another column holds days: then the months are something else."""
    for column in set(range(max(map(len, rows)))) - set(across):
        cells = [row[column] for row in rows if len(row) > column and row[column].strip()]
        marked = sum(
            1 for cell in cells if any(form.mark or form.order == "name" for form in reader.readings(cell))
        )
        if cells and marked >= len(cells) * 0.6:
            return True
    return False
