"""Shares and sums written so that a reader who checks them gets the figure shown next to them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from winback_tui.domain.money.money import exponent

from .phrasing import exact_percent
from .wording import money_exact, money_words

_MOST_DECIMALS = 2
_CENTS_BELOW = 100
"""Below this many units `money_words` writes cents."""


def share_giving(share: float, of: int, gives: int, currency: str, times: float = 1) -> str:
    """`share` of 1 as percent, with just enough decimals that the amount shown for `of` times it is the one for
    `gives`.

    `of` and `gives` are minor units, as `money_words` writes them; `times` is what else the amount is multiplied by,
    such as years. It may miss by what rounding the two amounts takes, and never has more than two decimals.
    """
    exact, factor = Decimal(str(share)) * 100, Decimal(str(times))
    whole, result = Decimal(_as_shown(of, currency)), Decimal(_as_shown(gives, currency))
    slack = (abs(result - gives) + abs(whole - of) * abs(exact) / 100 * factor) + Decimal("0.5")
    usual = exact_percent(share).removesuffix(" %")
    for percent in (usual, *(f"{round(exact, places):f}" for places in range(1, _MOST_DECIMALS))):
        if abs(whole * Decimal(percent) / 100 * factor - result) <= slack:
            return f"{percent} %"
    return f"{round(exact, _MOST_DECIMALS):f} %"


def amounts_adding_up(currency: str, parts: Sequence[int], total: int) -> list[str]:
    """`parts` and then their `total` in words: whole units where those add up as written, else to the last cent.

    All in minor units, costs negative; `total` is the sum of the parts.
    """
    amounts = [*parts, total]
    if sum(_as_shown(part, currency) for part in parts) == _as_shown(total, currency):
        return [money_words(each, currency) for each in amounts]
    return [money_exact(each, currency) for each in amounts]


def _as_shown(minor: int, currency: str) -> int:
    """The amount that `money_words` writes."""
    unit: int = 10 ** exponent(currency)
    if abs(minor) < _CENTS_BELOW * unit:
        return minor
    whole = (abs(minor) + unit // 2) // unit * unit
    return -whole if minor < 0 else whole
