"""The acts of the made-up team from story.toml: who did what, for which account, how many days ago."""

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
    """One act; `options` go to its service, days still in days ago and money as text."""

    ago: int
    by: str
    do: str
    account: str
    options: Mapping[str, Any]


def story() -> list[StoryAct]:
    """Every act, the oldest first; acts of one day in the order of the file."""
    tables = tomllib.loads(files(__package__).joinpath("story.toml").read_text(encoding="utf-8"))
    return sorted(_acts(tables), key=lambda act: -act.ago)


def typed_options(options: Mapping[str, Any], days: Days) -> dict[str, Any]:
    """The options with dates for days and money for amounts, as a service wants them."""
    return {name: _with_days(name, value, days) for name, value in options.items()}


def _acts(tables: Mapping[str, Any]) -> Iterator[StoryAct]:
    for calls in tables["round"]:
        for account in calls["accounts"]:
            yield StoryAct(calls["ago"], calls["by"], "log", account, {"outcome": calls["outcome"]})
    for account, table in tables.items():
        if account != "round":
            for act in table["acts"]:
                options = {name: value for name, value in act.items() if name not in ("ago", "by", "do")}
                yield StoryAct(act["ago"], act["by"], act["do"], account, options)


def _with_days(name: str, value: Any, days: Days) -> Any:
    if isinstance(value, dict):
        return typed_options(value, days)
    if isinstance(value, int) and not isinstance(value, bool) and (name in _DAYS or name.endswith("_on")):
        return days.on(value)
    if name in _MONEY:
        number, currency = value.split()
        return Money(minor_units(number, currency), currency)
    return value
