"""Exact shares and rows of names inside a sentence; chances, days and money are in `wording`."""

from __future__ import annotations

from collections.abc import Sequence


def said_percent(share: float) -> str:
    """A counted share of 1 as percent: `37 %`, and `0.4 %` where a whole number would read as none."""
    percent = share * 100
    return f"{percent:.1f} %" if 0 < abs(percent) < 0.95 else f"{percent:.0f} %"


def said_list(names: Sequence[str], joint: str = "and") -> str:
    """Names in a row: `a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"
