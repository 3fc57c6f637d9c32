"""In which order amounts of several currencies stand: compared where there are rates, else each currency by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .money import exponent
from .rates import Rates


class CurrencyPlace(NamedTuple):
    """Where the amounts of one currency stand: `group` 0 comes first, and amounts of one group can be compared.

    `factor`: what a minor unit is worth in those of the currency that its group is compared in.
    """

    group: int
    factor: float


def currency_places(accounts: Mapping[str, int], rates: Rates | None, day: str) -> dict[str, CurrencyPlace]:
    """The place of each of these currencies by its number of accounts, at the rates of an ISO day.

    The group of most accounts comes first. Amounts without a currency stand with it.
    """
    groups: dict[str, tuple[str, float]] = {}
    for currency in accounts:
        worth = rates.worth(currency, day) if rates and currency else None
        if rates is None or worth is None:
            groups[currency] = (currency, 1.0)
        else:
            scale = 10.0 ** (exponent(rates.base) - exponent(currency))
            groups[currency] = (rates.base, float(worth) * scale)
    sizes = dict.fromkeys((group for group, _ in groups.values() if group), 0)
    for currency, number in accounts.items():
        if currency:
            sizes[groups[currency][0]] += number
    ordered = sorted(sizes, key=lambda group: (-sizes[group], group))
    return {
        currency: CurrencyPlace(ordered.index(group) if group else 0, factor)
        for currency, (group, factor) in groups.items()
    }
