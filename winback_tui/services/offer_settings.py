"""The team's own figures for offers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from winback_tui.domain.errors import BadInput
from winback_tui.domain.offers import SILENCE_DISCOUNTS, silence_table

from .team_setting import TeamSetting

SILENCE = "silence discounts"
_PAIR = re.compile(r"\s*(\d{1,4})\s*(?:d|days)?\s*[: ]\s*(\d{1,3})\s*%?\s*")


def offer_settings() -> Iterator[TeamSetting]:
    """All of them."""
    yield TeamSetting(
        SILENCE,
        "Discount in percent from so many days of silence on, as 90 10, 180 15, 360 20 (T1).",
        [list(pair) for pair in SILENCE_DISCOUNTS],
        _read,
        _said,
    )


def _read(typed: str) -> list[list[int]]:
    pairs = []
    for part in re.split(r"[,;/]", typed):
        found = _PAIR.fullmatch(part)
        if found is None:
            raise BadInput(
                f"'{typed[:40]}' is no table of discounts; write it as 90 10, 180 15, 360 20 (T1)."
            )
        pairs.append([int(found[1]), int(found[2])])
    return [list(pair) for pair in silence_table(pairs)]


def _said(table: Sequence[Sequence[int]]) -> str:
    return ", ".join(f"{days} {percent}" for days, percent in table)
