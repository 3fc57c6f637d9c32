"""What the report of an import said, kept with its batch: the same file again says the same, without being read."""

from __future__ import annotations

import json
from datetime import date

from .import_report import ImportReport


def to_be_kept(report: ImportReport) -> str:
    """What cannot be seen from the counts of the batch, as JSON."""
    return json.dumps(
        {
            "system": report.system,
            "encoding": report.encoding,
            "delimiter": report.delimiter,
            "accounts": report.accounts_new + report.accounts_matched,
            "months": [[month, currency, minor] for (month, currency), minor in report.months.items()],
            "last_day": report.last_day.isoformat() if report.last_day else "",
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def say_repeated(report: ImportReport, rows: int, refused: int, skipped: int, told: str) -> None:
    """Fill the report of a file whose every row is in the book already."""
    report.rows, report.refused, report.skipped = rows, refused, skipped
    report.same = rows - refused - skipped
    report.notes.append("This very file was imported before; nothing was left to do.")
    if not told:
        return
    kept = json.loads(told)
    report.system, report.encoding, report.delimiter = kept["system"], kept["encoding"], kept["delimiter"]
    report.accounts_matched = kept["accounts"]
    report.last_day = date.fromisoformat(kept["last_day"]) if kept["last_day"] else None
    for month, currency, minor in kept["months"]:
        report.months[month, currency] = minor
        report.totals[currency] += minor
