"""Amounts, numbers and shares as people type them: `1250`, `1,250.50`, `EUR 1250`, `0.35`, `35 %`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite

from winback_tui.domain.errors import BadInput

from .money import Money, exponent, minor_units

_TYPED = re.compile(r"(?:([A-Za-z]{3})\s*)?([+-]?[0-9][0-9.,'_ \u00a0\u202f]*)(?:\s*([A-Za-z]{3}))?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """An amount before its currency is known: a plain decimal and, when typed, the currency."""

    decimal: str
    currency: str = ""

    def money(self, default_currency: str) -> Money:
        """The amount in the typed currency, or in `default_currency`. Raises BadInput."""
        currency = self.currency or default_currency
        return Money(minor_units(self.decimal, currency), currency)


def parse_amount(text: str) -> TypedAmount:
    """What the user typed as an amount; raises BadInput when it is not one, or can be read in two ways."""
    typed = _TYPED.fullmatch(text.strip())
    if typed is None or (typed[1] and typed[3]):
        raise _no_amount(text)
    currency = (typed[1] or typed[3] or "").upper()
    number = re.sub(r"['_ \u00a0\u202f]", "", typed[2])
    sign = "-" if number[0] == "-" else ""
    return TypedAmount(sign + _plain(number.lstrip("+-"), currency, text), currency)


def parse_number(text: str) -> float:
    """`3`, `0.35` or `0,35`. Raises BadInput."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise BadInput(f"'{text[:40]}' is not a number; write it as 3 or 0.35.")
    return number


def parse_share(text: str) -> float:
    """A share of 1: `0.35`, or `35 %`. Raises BadInput."""
    bare = text.strip()
    return parse_number(bare[:-1]) / 100 if bare.endswith("%") else parse_number(bare)


def _plain(digits: str, currency: str, text: str) -> str:
    """`digits` without grouping and with a decimal point; the last separator of two kinds is the decimal."""
    separators = re.findall("[.,]", digits)
    grouped = _GROUPED.fullmatch(digits) is not None
    if len(set(separators)) == 2:
        whole, rest = digits[: digits.rindex(separators[-1])], digits[digits.rindex(separators[-1]) + 1 :]
        if _GROUPED.fullmatch(whole) is None:
            raise _no_amount(text)
        return f"{re.sub('[.,]', '', whole)}.{rest}"
    if len(separators) > 1:
        if not grouped:
            raise _no_amount(text)
        return re.sub("[.,]", "", digits)
    if grouped and exponent(currency) != 3:
        raise BadInput(f"'{text[:40]}' can be read in two ways; write it as 1250 or 1.25.")
    return digits.replace(",", ".")


def _no_amount(text: str) -> BadInput:
    return BadInput(f"'{text[:40]}' is not an amount; write it as 1250 or 1250.50.")
