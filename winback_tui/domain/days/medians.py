"""Medians of days and of counts, without the library of statistics: its import alone takes five milliseconds."""

from __future__ import annotations

from collections.abc import Sequence


def median(values: Sequence[float]) -> float:
    """The value in the middle, of an even number the mean of the two. Raises IndexError for none."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def lower_median(values: Sequence[int]) -> int:
    """The value in the middle, of an even number the smaller of the two. Raises IndexError for none."""
    return sorted(values)[(len(values) - 1) // 2]
