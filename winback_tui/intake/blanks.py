"""What databases and spreadsheets write into a cell that holds nothing."""

from __future__ import annotations

NOTHING = frozenset(
    ["NULL", "null", "NaN", "nan", "#N/A", "N/A", "n/a", "\\N", "(blank)", "(empty)", "-", "–", "—", ".", "?"]
)
"""As they are written: `Nan` is a town, `NA` a region and `None` may be a choice."""


def is_nothing(cell: str) -> bool:
    """Whether a cell is blank or says that it is."""
    text = cell.strip()
    return not text or text in NOTHING
