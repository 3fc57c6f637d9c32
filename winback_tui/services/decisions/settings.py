"""The team's own figures for the decision: their names, meanings and limits."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from winback_tui.domain.decision import DEFAULTS, RANGES, SECOND_LIFE_YEARS, Aim, effects
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money, exponent, minor_units
from winback_tui.domain.money.typed_amounts import parse_number, parse_share
from winback_tui.services.settings.team_settings import TeamSetting
from winback_tui.store.settings.settings import setting, settings_named

HOUR_COST, YEARS, AIM = "hour cost", "second life years", "aim"
_MOST_YEARS = 50
_PLACES = 4


@dataclass(frozen=True, slots=True)
class _Figure:
    """An effect on the chance, under its name in `winback config`."""

    key: str
    name: str
    about: str
    share: bool = False


FIGURES = (
    _Figure("base", "base chance", "Chance of a return before any fact of the case is known.", share=True),
    _Figure(
        "margin", "margin", "Share of sales that is profit, where an account has none recorded.", share=True
    ),
    _Figure(
        "M6.half-life-days", "halving days", "Days since the loss after which the chance is half as high."
    ),
    _Figure("M6.moved-on", "effect moved on", "Factor once they buy everything from another supplier."),
    _Figure("K1.referred", "effect referred", "Factor for customers who referred others."),
    _Figure("K1.never-complained", "effect never complained", "Factor for customers who never complained."),
    _Figure(
        "K1.complaints-resolved",
        "effect complaints resolved",
        "Factor when all their complaints were resolved.",
    ),
    _Figure("K1.complaint-open", "effect complaint open", "Factor while a complaint is open."),
    _Figure("K1.price", "effect price", "Factor when they left over price."),
    _Figure("K1.service", "effect service", "Factor when they left over service."),
    _Figure("K1.price-and-service", "effect price and service", "Factor when they left over both."),
    *(_Figure(f"M7.{n}", f"effect severity {n}", f"Factor at severity {n} of 5.") for n in range(1, 6)),
    _Figure("M8.human", "effect human failure", "Factor when a person failed them."),
    _Figure("M10.loser-leads", "effect loser leads", "Factor when the rep who lost them leads."),
    _Figure("B16.hunts-price", "effect hunts price", "Factor for customers who hunt the lowest price."),
    _Figure("M13.lost-twice", "effect lost twice", "Factor when they were lost before."),
)


def own_effects(connection: sqlite3.Connection) -> dict[str, float]:
    """What the team set, by the names of `domain.decision.effects`."""
    own = settings_named(connection, [figure.name for figure in FIGURES])
    return {figure.key: own[figure.name] for figure in FIGURES if own.get(figure.name) is not None}


def own_years(connection: sqlite3.Connection) -> float:
    """How long a returned customer stays, in years."""
    return float(setting(connection, YEARS, SECOND_LIFE_YEARS))


def own_hour_cost(connection: sqlite3.Connection, currency: str) -> Money | None:
    """What an hour of our own time costs; None where the team set nothing, or another currency."""
    minor, of = setting(connection, HOUR_COST, (0, ""))
    return Money(minor, currency) if of == currency else None


def own_aim(connection: sqlite3.Connection) -> Aim:
    """What the firm puts first: profit, or its share of the market (K6)."""
    return Aim(setting(connection, AIM, Aim.PROFIT))


def decision_settings() -> Iterator[TeamSetting]:
    """All of them, the most important first."""
    yield from (_effect(figure) for figure in FIGURES[:2])
    yield TeamSetting(YEARS, "Years that a returned customer stays.", SECOND_LIFE_YEARS, _years, _number)
    yield TeamSetting(
        HOUR_COST, "What an hour of our own time costs, such as 45 EUR.", None, _cost, _cost_words
    )
    yield TeamSetting(
        AIM,
        "What decides about a return: profit, or market share, which may be worth a return below its cost.",
        Aim.PROFIT.value,
        _aim,
    )
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
    words: Callable[[Any], str] = _percent if figure.share else _number
    number = round((parse_share if figure.share else parse_number)(typed), _PLACES)
    if not low <= number <= high:
        raise BadInput(
            f"The {figure.name} must be between {words(low)} and {words(high)}, not '{typed[:40]}'; the default is"
            f" {words(DEFAULTS[figure.key])}."
        )
    return number


def _years(typed: str) -> float:
    number = round(parse_number(typed), _PLACES)
    if not 0 < number <= _MOST_YEARS:
        raise BadInput(f"Give more than 0 and up to {_MOST_YEARS} years, not '{typed[:40]}'.")
    return number


def _cost(typed: str) -> list[Any]:
    number, _, currency = typed.strip().rpartition(" ")
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise BadInput(f"'{typed[:40]}' has no currency; write the cost of an hour as 45 EUR.")
    cost = parse_number(number)
    if not 0 <= cost <= 1_000_000:
        raise BadInput(f"The cost of an hour must be between 0 and 1,000,000, not '{typed[:40]}'.")
    code = currency.upper()
    return [minor_units(f"{cost:.{exponent(code)}f}", code), code]


def _cost_words(cost: Any) -> str:
    return "" if cost is None else str(Money(*cost))


def _aim(typed: str) -> str:
    words = " ".join(typed.replace("-", " ").lower().split())
    if words not in set(Aim):
        raise BadInput(f"'{typed[:40]}' is not an aim; choose {' or '.join(Aim)}.", "K6")
    return words


def _number(value: Any) -> str:
    return f"{float(value):.10g}"


def _percent(value: Any) -> str:
    return f"{float(value) * 100:.10g} %"
