"""The question about rows that are the same in every cell and have no number: separate sales, or repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from winback_tui.intake.understanding import Understanding

from .choices import ImportOption, ImportQuestion

_MATTERS = 0.01
"""With at least this share of repeated rows it matters whether they count."""

_OPTIONS = (
    ImportOption("all", "each is a separate sale"),
    ImportOption("once", "they are repeats: count each row once"),
)


def repeat_question(known: Understanding, body: Sequence[Sequence[str]]) -> list[ImportQuestion]:
    """Asked where no number tells rows apart and many of the first rows recur exactly.

    Two sales on one day may be equal; two in the same second are unlikely, and then it must be answered.
    """
    if known.what != "orders" or known.choices.repeats or known.shape.groups:
        return []
    if "number" in known.columns and known.shape.numbered:
        return []
    dated = [tuple(row) for row in body if "date" in known.columns and row[known.columns["date"]].strip()]
    counts = Counter(dated)
    repeated = len(dated) - len(counts)
    if not repeated or repeated < len(dated) * _MATTERS:
        return []
    row = next(row for row, times in counts.items() if times > 1)
    shown = ", ".join(cell.strip() for cell in row if cell.strip())[:50]
    text = f"Some rows are the same in every cell ({shown}), and have no number to tell them apart; what are they?"
    timed = ":" in row[known.columns["date"]]
    return [ImportQuestion("repeats", text, _OPTIONS, must=timed)]
