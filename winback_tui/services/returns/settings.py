"""The team's own rule about returns: the smallest order that counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money, exponent, minor_units
from winback_tui.domain.money.typed_amounts import parse_number
from winback_tui.services.settings.team_settings import TeamSetting
from winback_tui.store.returns.smallest import SMALLEST_RETURN

_MOST = 1_000_000_000


def return_settings() -> Iterator[TeamSetting]:
    """All of them."""
    yield TeamSetting(
        SMALLEST_RETURN,
        "The smallest order that counts as a return, such as 50 EUR; by default any does.",
        None,
        _sum,
        lambda value: "" if value is None else str(Money(*value)),
    )


def _sum(typed: str) -> list[Any]:
    number, _, currency = typed.strip().rpartition(" ")
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise BadInput(f"'{typed[:40]}' has no currency; write the smallest return as 50 EUR.", "M11")
    amount = parse_number(number)
    if not 0 < amount <= _MOST:
        raise BadInput(
            f"The smallest return must be more than 0 and up to {_MOST:,}, not '{typed[:40]}'.", "M11"
        )
    code = currency.upper()
    return [minor_units(f"{amount:.{exponent(code)}f}", code), code]
