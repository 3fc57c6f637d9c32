"""The acts of the made-up team as story.toml tells them: who did what, for which account, how many days ago."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from winback_tui.domain.money.money import Money, minor_units

from .days import Days

_DAYS = ("on_day", "day", "start", "wait_until")
_MONEY = ("cost", "amount")


@dataclass(frozen=True, slots=True)
class StoryAct:
    """One act; `words` are what its service is told, days still in days ago and money as text."""

    ago: int
    by: str
    do: str
    account: str
    words: Mapping[str, Any]


def story() -> list[StoryAct]:
    """Every act, the oldest first; acts of one day in the order of the file."""
    told = tomllib.loads(files(__package__).joinpath("story.toml").read_text(encoding="utf-8"))
    return sorted(_acts(told), key=lambda act: -act.ago)


def meant(words: Mapping[str, Any], days: Days) -> dict[str, Any]:
    """The words with dates for days and money for amounts, as a service wants them."""
    return {name: _meant(name, value, days) for name, value in words.items()}


def _acts(told: Mapping[str, Any]) -> Iterator[StoryAct]:
    for calls in told["round"]:
        for account in calls["accounts"]:
            yield StoryAct(calls["ago"], calls["by"], "log", account, {"outcome": calls["outcome"]})
    for account, known in told.items():
        if account != "round":
            for act in known["acts"]:
                words = {name: value for name, value in act.items() if name not in ("ago", "by", "do")}
                yield StoryAct(act["ago"], act["by"], act["do"], account, words)


def _meant(name: str, value: Any, days: Days) -> Any:
    if isinstance(value, dict):
        return meant(value, days)
    if isinstance(value, int) and not isinstance(value, bool) and (name in _DAYS or name.endswith("_on")):
        return days.on(value)
    if name in _MONEY:
        number, currency = value.split()
        return Money(minor_units(number, currency), currency)
    return value
