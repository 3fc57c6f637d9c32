"""Amounts of money: integer minor units and an ISO 4217 currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean_name

_WHOLE = (
    *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW"),
    *("PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"),
)
_EXPONENTS = {
    **dict.fromkeys(_WHOLE, 0),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
}


def exponent(currency: str) -> int:
    """Decimal places of the currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217)."""
    return _EXPONENTS.get(currency, 2)


def currency_code(typed: str) -> str:
    """The three letters of a currency as typed, in capitals; empty for nothing typed. Raises BadInput."""
    code = typed.strip().upper()
    if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise BadInput(f"'{clean_name(typed)[:40]}' is not a currency; write its three letters, such as EUR.")
    return code


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """`minor` units (cents) of `currency`."""

    minor: int
    currency: str

    def __str__(self) -> str:
        return f"{self.decimal} {self.currency}".rstrip()

    @property
    def decimal(self) -> str:
        """The amount as a plain decimal string, the form of JSON and CSV output: `-12.50`."""
        return decimal_string(self.minor, self.currency)


def decimal_string(minor: int, currency: str) -> str:
    """Minor units as a plain decimal string without grouping."""
    places = exponent(currency)
    if places == 2 and minor >= 0:  # nearly always: a quarter of the time
        return f"{minor // 100}.{minor % 100:02d}"
    if places == 0:
        return str(minor)
    whole, rest = divmod(abs(minor), 10**places)
    return f"{'-' if minor < 0 else ''}{whole}.{rest:0{places}d}"


def minor_units(text: str, currency: str) -> int:
    """Minor units of a plain decimal such as `1250.5`; half units round away from zero.

    Raises BadInput for anything but an ordinary finite number below 10^15.
    """
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        raise BadInput(f"'{text[:40]}' is not an amount; write it as 1250 or 1250.50.") from None
    if not amount.is_finite() or abs(amount) >= Decimal(10) ** 15:
        raise BadInput(f"'{text[:40]}' is not an amount that an order can have.")
    scaled = amount.scaleb(exponent(currency))
    return int(scaled.to_integral_value(rounding="ROUND_HALF_UP"))
