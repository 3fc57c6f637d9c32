"""Dated rates between currencies, as the team gave them: without one, currencies stay apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from winback_tui.domain.errors import BadInput

from .money import exponent

ALWAYS = "0001-01-01"
_RATE = re.compile(
    r"(?:1\s*)?([A-Z]{3})\s*=?\s*(\d{1,9}(?:\.\d{1,9})?)\s*([A-Z]{3})(?:\s+(?:from|since)\s+(\d{4}-\d{2}-\d{2}))?"
)

StoredRates = Sequence[Sequence[str]]
"""Rates as the book keeps them: [currency, rate, base, ISO day it is valid from]."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What one unit of a currency is worth in `base`, from a certain day."""

    base: str
    steps: Mapping[str, Sequence[tuple[str, Decimal]]]

    def worth(self, currency: str, day: str) -> Decimal | None:
        """One unit of `currency` in `base` on an ISO day; None where no rate is valid then."""
        if currency == self.base:
            return Decimal(1)
        steps = self.steps.get(currency, ())
        at = bisect_right([since for since, _ in steps], day)
        return steps[at - 1][1] if at else None

    def converted(self, minor: int, currency: str, to: str, day: str) -> int | None:
        """Minor units of `currency` as minor units of `to` at the rates of that day; None where one is missing."""
        if currency == to:
            return minor
        one, other = self.worth(currency, day), self.worth(to, day)
        if one is None or other is None:
            return None
        amount = Decimal(minor).scaleb(-exponent(currency)) * one / other
        return int(amount.scaleb(exponent(to)).to_integral_value(ROUND_HALF_UP))


def rates_of(stored: StoredRates | None) -> Rates | None:
    """The exchange rates from the settings; None where there are none."""
    if not stored:
        return None
    steps: dict[str, list[tuple[str, Decimal]]] = {}
    for currency, rate, _, since in stored:
        steps.setdefault(currency, []).append((since, Decimal(rate)))
    return Rates(stored[0][2], {currency: sorted(each) for currency, each in steps.items()})


def read_rates(typed: str) -> list[list[str]]:
    """`USD 0.92 EUR from 2026-01-01, GBP 1.17 EUR` as the settings store it; empty for none. Raises BadInput."""
    found = [_read(part.strip()) for part in re.split(r"[,;]\s*", typed.strip()) if part.strip()]
    if len({base for _, _, base, _ in found}) > 1:
        raise BadInput("Give all rates in one currency, as in 'USD 0.92 EUR, GBP 1.17 EUR'.")
    return sorted(found, key=lambda rate: (rate[0], rate[3]))


def rates_words(stored: StoredRates) -> str:
    """The rates as they are typed."""
    return ", ".join(_rate_words(each) for each in stored)


def _read(part: str) -> list[str]:
    found = _RATE.fullmatch(part.upper().replace("FROM", "from").replace("SINCE", "since"))
    if found is None or not Decimal(found[2]) or found[1] == found[3]:
        raise BadInput(f"'{part[:40]}' is not a rate; write it as 'USD 0.92 EUR from 2026-01-01'.")
    since = found[4] or ALWAYS
    try:
        date.fromisoformat(since)
    except ValueError:
        raise BadInput(f"'{since}' is not a day; write it as 2026-01-01.") from None
    return [found[1], found[2], found[3], since]


def _rate_words(rate: Iterable[str]) -> str:
    currency, worth, base, since = rate
    return f"{currency} {worth} {base}" + (f" from {since}" if since != ALWAYS else "")
