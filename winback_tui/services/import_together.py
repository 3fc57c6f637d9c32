"""Money of several currencies as one sum, at the rates that the team gave."""

from __future__ import annotations

from winback_tui.domain.money import Money
from winback_tui.domain.rates import Kept, rates_of

from .import_report import ImportReport


def together(report: ImportReport, kept: Kept | None) -> Money | None:
    """The real orders of the file in one currency, each month at the rate of its first day.

    None where the file has one currency only, or where a rate is missing: nothing is added up by halves.
    """
    rates = rates_of(kept)
    if rates is None or len(report.totals) < 2:
        return None
    parts = [
        rates.converted(minor, currency, rates.base, f"{month}-01")
        for (month, currency), minor in report.months.items()
    ]
    found = [part for part in parts if part is not None]
    return Money(sum(found), rates.base) if len(found) == len(parts) else None
