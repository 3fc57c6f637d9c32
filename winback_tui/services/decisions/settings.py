"""The team's own figures for the decision: their names, what they mean, and what they may be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from winback_tui.domain.decision import DEFAULTS, RANGES, SECOND_LIFE_YEARS, effects
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money, exponent, minor_units
from winback_tui.domain.money.typed_amounts import parse_number, parse_share
from winback_tui.services.settings.team_settings import TeamSetting
from winback_tui.store.settings.settings import setting

HOUR_COST, YEARS = "hour cost", "second life years"
_MOST_YEARS = 50
_PLACES = 4


@dataclass(frozen=True, slots=True)
class _Figure:
    """An effect of the decision under the name that `winback config` knows."""

    key: str
    name: str
    about: str
    share: bool = False


FIGURES = (
    _Figure("base", "base chance", "Chance of a return before any fact of the case (F5).", share=True),
    _Figure("margin", "margin", "Share of sales that is profit, where an account tells none.", share=True),
    _Figure("M6.half-life-days", "halving days", "Days since the loss that halve the chance (M6)."),
    _Figure("M6.moved-on", "effect moved on", "Chance times this once they are fully with another (M6)."),
    _Figure("K1.referred", "effect referred", "Chance times this where they referred others (K1)."),
    _Figure("K1.never-complained", "effect never complained", "Chance times this without complaints (K1)."),
    _Figure(
        "K1.complaints-resolved", "effect complaints resolved", "Chance times this: all were resolved (K1)."
    ),
    _Figure("K1.complaint-open", "effect complaint open", "Chance times this while one is open (K1)."),
    _Figure("K1.price", "effect price", "Chance times this where they left over price (K1)."),
    _Figure("K1.service", "effect service", "Chance times this where they left over service (K1)."),
    _Figure("K1.price-and-service", "effect price and service", "Chance times this where over both (K1)."),
    *(
        _Figure(f"M7.{n}", f"effect severity {n}", f"Chance times this at severity {n} of 5 (M7).")
        for n in range(1, 6)
    ),
    _Figure("M8.human", "effect human failure", "Chance times this where a person failed them (M8)."),
    _Figure("M10.loser-leads", "effect loser leads", "Chance times this: who lost them leads (M10)."),
    _Figure("B16.hunts-price", "effect hunts price", "Chance times this for a price hunter (B16)."),
    _Figure("M13.lost-twice", "effect lost twice", "Chance times this when lost before (M13)."),
)


def own_effects(connection: sqlite3.Connection) -> dict[str, float]:
    """What the team set, by the names of `domain.decision.effects`."""
    kept = {figure.key: setting(connection, figure.name) for figure in FIGURES}
    return {key: value for key, value in kept.items() if value is not None}


def own_years(connection: sqlite3.Connection) -> float:
    """How long a second life lasts, in years."""
    return float(setting(connection, YEARS, SECOND_LIFE_YEARS))


def own_hour_cost(connection: sqlite3.Connection, currency: str) -> Money | None:
    """What an hour of our own costs; None where the team set nothing, or in another currency."""
    minor, of = setting(connection, HOUR_COST, (0, ""))
    return Money(minor, currency) if of == currency else None


def decision_settings() -> Iterator[TeamSetting]:
    """All of them, the weightiest first."""
    yield from (_effect(figure) for figure in FIGURES[:2])
    yield TeamSetting(YEARS, "How many years a second life lasts (K2).", SECOND_LIFE_YEARS, _years, _number)
    yield TeamSetting(HOUR_COST, "What an hour of our own time costs, as 45 EUR (G9).", None, _cost, _said)
    yield from (_effect(figure) for figure in FIGURES[2:])


def _effect(figure: _Figure) -> TeamSetting:
    return TeamSetting(
        figure.name,
        figure.about,
        DEFAULTS[figure.key],
        partial(_figure, figure),
        _percent if figure.share else _number,
        lambda connection: _together(own_effects(connection)),
    )


def _together(own: dict[str, float]) -> None:
    effects(own)


def _figure(figure: _Figure, typed: str) -> float:
    low, high = RANGES[figure.key]
    said: Callable[[Any], str] = _percent if figure.share else _number
    number = round((parse_share if figure.share else parse_number)(typed), _PLACES)
    if not low <= number <= high:
        raise BadInput(
            f"The {figure.name} is from {said(low)} to {said(high)}, not '{typed[:40]}'; it is usually"
            f" {said(DEFAULTS[figure.key])}."
        )
    return number


def _years(typed: str) -> float:
    number = round(parse_number(typed), _PLACES)
    if not 0 < number <= _MOST_YEARS:
        raise BadInput(f"A second life lasts more than 0 and up to {_MOST_YEARS} years, not '{typed[:40]}'.")
    return number


def _cost(typed: str) -> list[Any]:
    number, _, currency = typed.strip().rpartition(" ")
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise BadInput(f"'{typed[:40]}' names no currency; write the cost of an hour as 45 EUR.")
    cost = parse_number(number)
    if not 0 <= cost <= 1_000_000:
        raise BadInput(f"An hour costs from 0 to 1000000, not '{typed[:40]}'.")
    code = currency.upper()
    return [minor_units(f"{cost:.{exponent(code)}f}", code), code]


def _said(kept: Any) -> str:
    return "" if kept is None else str(Money(*kept))


def _number(value: Any) -> str:
    return f"{float(value):.10g}"


def _percent(value: Any) -> str:
    return f"{float(value) * 100:.10g} %"
