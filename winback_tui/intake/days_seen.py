"""Tells rows that carry a day from titles, totals and remarks, without deciding the date format."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .dates import DateReader

_LIKE_A_DAY = re.compile(r"\s*'?(?:\d{1,4}\s?[-/.年 ]\s?(?:\d|[^\W\d]{3})|\d{5})")


class DaysSeen(dict[str, bool]):
    """Date cell -> whether a day is meant there, even one that does not exist, such as 31.02.2026."""

    def __init__(self, months: Mapping[str, int]) -> None:
        super().__init__()
        self._reader = DateReader(months)

    def __missing__(self, cell: str) -> bool:
        if len(self) > 50_000:
            self.clear()
        self[cell] = meant = bool(_LIKE_A_DAY.match(cell)) or bool(self._reader.readings(cell))
        return meant
