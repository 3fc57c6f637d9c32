"""The refused rows of a file as a separate file, to be corrected and imported again."""

from __future__ import annotations

from pathlib import Path

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.intake import Reading, Understanding, write_refused
from winback_tui.intake.rows.records import Refusal

from .report import ImportReport


def write_refused_rows(
    known: Understanding, report: ImportReport, target: Path | None = None
) -> tuple[Path, int]:
    """Write them as CSV with a last column that says why; returns the file and how many.

    Without `target` it is next to the imported file, as `orders-refused.csv`. Raises BadInput where it would
    overwrite a file, or where nothing was refused; Refused where it cannot be written.
    """
    if not report.refused:
        raise BadInput(f"No row of {known.name} was refused.")
    place = target or _next_to_file(known)
    if place.exists():
        raise BadInput(f"{place} already exists; name another file.")
    every = report.refusals if len(report.refusals) == report.refused else _all(known)
    try:
        return place, write_refused(known, every, place)
    except OSError as fault:
        raise Refused(f"{place} cannot be written: {fault.strerror or fault}.") from fault


def _all(known: Understanding) -> list[Refusal]:
    return [refusal for batch in Reading(known) for refusal in batch.refused]


def _next_to_file(known: Understanding) -> Path:
    lies = known.source_file.place
    folder = Path.cwd() if isinstance(lies, bytes) or known.source_file.sheets else lies.parent
    stem = Path(known.name).stem or "rows"
    return folder / f"{stem}-refused.csv"
