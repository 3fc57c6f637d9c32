"""Why a row was refused, in words that name the cell."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.domain.text import clean_line
from winback_tui.intake.interpret.dates import DateReader
from winback_tui.intake.interpret.numbers import parts
from winback_tui.intake.understanding import Understanding

from .records import Refusal, Skipped
from .row_stream import RowBatch, RowStream

_SHOWN = 30


class RefusalReasons:
    """Explains refusals of one file."""

    def __init__(self, known: Understanding, stream: RowStream) -> None:
        self._known = known
        self._stream = stream
        self._reader = DateReader(known.months)

    def sort_in(self, number: int, row: Sequence[str], reason: str, batch: RowBatch) -> None:
        """Record a row as refused, or as skipped when it turns out to be a total or a repeated header."""
        if not any(cell.strip() for cell in row):
            return
        if why := self._stream.no_data(row):
            batch.skipped.append(Skipped(number, why))
        else:
            batch.refused.append(Refusal(number, reason))

    def blank(self, field: str, row: Sequence[str]) -> bool:
        """Whether the cells of a field are blank."""
        names = [field] if field in self._known.columns else ["quantity", "unit_price"]
        return not any(row[self._known.columns[n]].strip() for n in names if n in self._known.columns)

    def no_account(self, row: Sequence[str]) -> str:
        """Why the account's cells name nobody."""
        if any(row[c].count("\n") > 3 for places in self._known.account_from for c in places):
            return "has a name that runs over many lines; a quote is left open here, and rows below are lost"
        return "has no account"

    def why(self, field: str, row: Sequence[str]) -> str:
        """Why the cell of `field` cannot be read."""
        place = self._known.columns.get(field)
        cell = clean_line(row[place]) if place is not None else ""
        if not cell:
            return {"date": "has no date", "amount": "has no amount"}.get(field, f"has no {field}")
        shown = cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "..."
        if field == "date":
            return self._why_date(cell, shown)
        if field == "amount":
            return self._why_amount(cell, shown)
        return f"'{shown}' is not a known currency"

    def _why_date(self, cell: str, shown: str) -> str:
        form = self._known.date
        usual = f" ({form.words})" if form else ""
        if self._reader.readings(cell):
            return f"the date '{shown}' is written differently from the rest{usual}"
        return f"'{shown}' is not a real date{usual}"

    def _why_amount(self, cell: str, shown: str) -> str:
        if parts(cell):
            sample = "1234.50" if self._known.decimal == "." else "1234,50"
            return f"the amount '{shown}' is written differently from the rest (as {sample})"
        return f"'{shown}' is not an amount"
