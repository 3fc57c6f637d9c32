"""Medians of days and of counts, without the `statistics` library, whose import alone takes five milliseconds."""

from __future__ import annotations

from collections.abc import Sequence


def median(values: Sequence[float]) -> float:
    """The middle value; of an even number of values, the mean of the middle two. Raises IndexError for none."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def lower_median(values: Sequence[int]) -> int:
    """The middle value; of an even number of values, the smaller of the middle two. Raises IndexError for none."""
    return sorted(values)[(len(values) - 1) // 2]
