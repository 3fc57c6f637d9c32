"""Exact shares and lists of names inside a sentence; chances, days and money are in `wording`."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

_NOISE = 1e-9
"""0.145 x 100 is a hair below 14.5 in binary; a half is still meant to round up."""


def exact_percent(share: float) -> str:
    """A counted share of 1 as percent: `37 %`, and `0.4 %` where a whole number would read as none.

    Halves round away from zero.
    """
    percent = share * 100
    if 0 < abs(percent) < 0.95:
        return f"{percent:.1f} %"
    whole = floor(abs(percent) + 0.5 + _NOISE)
    return f"{'-' if percent < 0 else ''}{whole} %"


def join_names(names: Sequence[str], joint: str = "and") -> str:
    """Names in a row: `a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


_VERDICTS = {"win-back": "win back", "wait": "on hold", "let-go": "let go"}


def on_hold(until: str) -> str:
    """` (on hold until 12 Dec 2026)`, put after what is planned; '' where nothing holds it up."""
    return f" (on hold {until})" if until else ""


def verdict_words(verdict: str) -> str:
    """A verdict about a lost account as people say it: `win back`, `on hold`, `let go`."""
    return _VERDICTS.get(verdict, verdict)
