"""What was probably meant by a name that nothing carries."""

from __future__ import annotations

from collections.abc import Sequence

SHOWN = 3


def nearest(wanted: str, names: Sequence[str]) -> list[str]:
    """The names most like `wanted`, at most three, the likeliest first; none where nothing is like it."""
    from rapidfuzz import fuzz, process

    best = process.extract(
        wanted, names, scorer=fuzz.WRatio, processor=str.casefold, limit=SHOWN, score_cutoff=60
    )
    return [name for name, _, _ in best]
