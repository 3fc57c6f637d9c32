"""The team's own figures for the review: what a month costs, how long a customer stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from typing import Any

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money, exponent, minor_units
from winback_tui.domain.money.typed_amounts import parse_number, parse_share
from winback_tui.domain.money.yearly_value import MARGIN_RANGE, USUAL_MARGIN
from winback_tui.domain.review.facts import CUSTOMER_YEARS, DISCOUNT_RATE, ReviewSettings
from winback_tui.services.settings.team_settings import TeamSetting
from winback_tui.store.settings.settings import setting

YEARS, DISCOUNT, REFERRALS, REFERENCES = (
    "customer years",
    "discount rate",
    "referrals lost",
    "reference figures",
)
MONTHLY = ("rent", "salaries")
MARGIN = "margin"
"""The setting of the decision: read here alone, as everything else about decisions takes long to load."""
_MOST_YEARS, _MOST_REFERRALS = 50, 11


def own_review_settings(connection: sqlite3.Connection) -> ReviewSettings:
    """What the team set, else the defaults."""
    monthly = {}
    for name in MONTHLY:
        stored = setting(connection, _monthly(name))
        if stored is not None:
            monthly[name] = (int(stored[0]), str(stored[1]))
    return ReviewSettings(
        _own_margin(connection),
        float(setting(connection, YEARS, CUSTOMER_YEARS)),
        float(setting(connection, DISCOUNT, DISCOUNT_RATE)),
        monthly,
        float(setting(connection, REFERRALS, 0.0)),
        bool(setting(connection, REFERENCES, True)),
    )


def _own_margin(connection: sqlite3.Connection) -> float:
    """Raises BadInput, as a decision does, for what another program wrote there."""
    stored, (least, most) = setting(connection, MARGIN), MARGIN_RANGE
    if stored is None:
        return USUAL_MARGIN
    number = isinstance(stored, int | float) and not isinstance(stored, bool)
    if not number or not least <= stored <= most:
        raise BadInput(f"The setting {MARGIN} must be a number from {least:g} to {most:g}, not '{stored}'.")
    return float(stored)


def review_settings() -> Iterator[TeamSetting]:
    """All of them, with whether reference figures (C1: others' numbers, not your own) are shown."""
    for name in MONTHLY:
        yield TeamSetting(
            _monthly(name),
            f"What {name} cost a month, such as 12000 EUR; the review also shows lost profit in months of them.",
            None,
            _money,
            _money_words,
        )
    yield TeamSetting(
        YEARS,
        "How many years a customer stays, for the lifetime value.",
        CUSTOMER_YEARS,
        partial(_number, "A customer stays", 0.1, _MOST_YEARS, "years"),
        _words,
    )
    yield TeamSetting(
        DISCOUNT,
        "Discount rate a year, such as 10 %, for the discounted lifetime value.",
        DISCOUNT_RATE,
        _rate,
        lambda value: f"{float(value) * 100:g} %",
    )
    yield TeamSetting(
        REFERRALS,
        "How many customers each lost one puts off, for the review; 0 leaves it out.",
        0.0,
        partial(_number, "A lost customer puts off", 0, _MOST_REFERRALS, "others"),
        _words,
    )
    yield TeamSetting(
        REFERENCES,
        "Whether the review shows published reference figures: yes or no.",
        True,
        _yes_no,
        lambda value: "yes" if value else "no",
    )


def _monthly(name: str) -> str:
    return f"{name} a month"


def _number(what: str, low: float, high: float, unit: str, typed: str) -> float:
    number = round(parse_number(typed), 4)
    if not low <= number <= high:
        raise BadInput(f"{what} {low:g} to {high:g} {unit}, not '{typed[:40]}'.")
    return number


def _rate(typed: str) -> float:
    number = round(parse_share(typed), 4)
    if not 0 <= number <= 1:
        raise BadInput(f"The discount rate must be from 0 to 100 %, not '{typed[:40]}'.")
    return number


def _money(typed: str) -> list[Any]:
    number, _, currency = typed.strip().rpartition(" ")
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise BadInput(f"'{typed[:40]}' has no currency; write it as 12000 EUR.")
    amount = parse_number(number)
    if not 0 < amount <= 1_000_000_000:
        raise BadInput(f"A monthly cost must be more than 0 and up to 1000000000, not '{typed[:40]}'.")
    code = currency.upper()
    return [minor_units(f"{amount:.{exponent(code)}f}", code), code]


def _money_words(value: Any) -> str:
    return "" if value is None else str(Money(*value))


def _yes_no(typed: str) -> bool:
    word = typed.strip().casefold()
    if word not in ("yes", "no", "on", "off"):
        raise BadInput(f"'{typed[:40]}' is neither yes nor no.")
    return word in ("yes", "on")


def _words(value: Any) -> str:
    return f"{float(value):g}"
