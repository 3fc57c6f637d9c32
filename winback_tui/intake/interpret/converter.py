"""Turns columns of cells into columns of values, a batch at a time; each distinct cell is read only once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import repeat
from typing import Any

from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.money.money import exponent
from winback_tui.intake.rows.accounts import AccountBook
from winback_tui.intake.understanding import Understanding

from .cells import NOTHING, identifier
from .currencies import is_code, sign_or_name
from .dates import DateFormat, DateReader, DayCache
from .kinds.kind_words import OTHER
from .kinds.row_kinds import RowKinds
from .numbers import DecimalCache, MinorCache, parts, to_minor

ORDER, CREDIT, CANCELLED = OrderKind.ORDER.value, OrderKind.CREDIT.value, OrderKind.CANCELLED.value
_MOST_SIGNS = 100_000


@dataclass(slots=True)
class ColumnValues:
    """Equally long columns; None marks a cell that could not be read. `amounts` are minor units or, exact, Decimals."""

    accounts: list[int | None]
    days: list[str | None]
    amounts: list[Any]
    numbers: list[str]
    currencies: list[str | None]
    margins: list[Any]
    kinds: list[str]

    @property
    def troubled(self) -> bool:
        """Whether any row cannot be imported as it is."""
        columns = (self.accounts, self.days, self.amounts, self.currencies)
        return any(None in column for column in columns) or OTHER in self.kinds

    def keep(self, places: Sequence[int]) -> None:
        """Drop all rows but those at `places`."""
        self.accounts = [self.accounts[p] for p in places]
        self.days = [self.days[p] for p in places]
        self.amounts = [self.amounts[p] for p in places]
        self.numbers = [self.numbers[p] for p in places]
        self.currencies = [self.currencies[p] for p in places]
        self.margins = [self.margins[p] for p in places]
        self.kinds = [self.kinds[p] for p in places]


class Converter:
    """Reads the mapped columns of batches. With `exact`, amounts stay Decimals, to be summed and rounded once."""

    def __init__(self, known: Understanding, exact: bool) -> None:
        """Prepares a cache for each mapped column."""
        self._known = known
        self._exact = exact
        self._at = known.columns
        self.book = AccountBook(known)
        form = known.date or DateFormat("ymd", "-")
        self._days = DayCache(DateReader(known.months), form)
        self._decimals = DecimalCache(known.decimal)
        self._minors: dict[tuple[int, bool], MinorCache] = {}
        self._currencies: dict[str, str | None] = {"": known.currency}
        self._amount_signs: dict[str, str] = {}
        self._kinds = RowKinds(known)
        self._lookups = (
            "date" not in self._at
            or "paid" in self._at
            or self._kinds.vary
            or "currency" in self._at
            or "amount" not in self._at
        )
        self._one_currency = "currency" not in self._at and known.currency_from != "amount"

    def values(self, cells: Sequence[Sequence[str]]) -> ColumnValues:
        """The values of a batch given as columns of cells."""
        count = len(cells[0])
        currencies = self._currency_column(cells, count)
        kinds = self._kinds.column(cells, count)
        amounts = self._amount_column(cells, currencies, count)
        if "paid" in self._at:
            self._set_aside_payments(cells, amounts, kinds, currencies)
        if "refunded" in self._at:
            self._take_refunds(cells, amounts, kinds, currencies)
        if not self._exact:
            self._set_signs(amounts, kinds)
        return ColumnValues(
            accounts=self.book.positions(cells),
            days=list(map(self._days.__getitem__, cells[self._at["date"]]))
            if "date" in self._at
            else [None] * count,
            amounts=amounts,
            numbers=self._numbers(cells, count),
            currencies=currencies,
            margins=self._money("margin", cells, currencies) if "margin" in self._at else [None] * count,
            kinds=kinds,
        )

    @property
    def troubled(self) -> bool:
        """Whether any cell so far could not be read, or must not count."""
        return (
            self._lookups
            or self._days.failed
            or self.book.failed
            or any(m.failed for m in self._minors.values())
        )

    def _numbers(self, cells: Sequence[Sequence[str]], count: int) -> list[str]:
        if "number" not in self._at:
            return [""] * count
        numbers = _identifiers(cells[self._at["number"]])
        if "series" not in self._at:
            return numbers
        return list(map(with_series, _identifiers(cells[self._at["series"]]), numbers))

    def minor(self, value: Decimal, currency: str) -> int:
        """An exact amount in minor units."""
        return to_minor(value, exponent(currency))

    def _currency_column(self, cells: Sequence[Sequence[str]], count: int) -> list[str | None]:
        if self._one_currency:
            return [self._known.currency] * count
        if "currency" in self._at:
            column = [self._currency(c) for c in cells[self._at["currency"]]]
            if self._known.currency_from != "amount":
                return column
            signs = map(self._sign, cells[self._at["amount"]])
            return [sign if is_code(sign) else currency for sign, currency in zip(signs, column, strict=True)]
        return [self._code_of_sign(self._sign(c)) for c in cells[self._at["amount"]]]

    def _currency(self, cell: str) -> str | None:
        if cell not in self._currencies:
            sign = sign_or_name(cell) if cell.strip() else ""
            self._currencies[cell] = None if sign is None else self._code_of_sign(sign)
        return self._currencies[cell]

    def _code_of_sign(self, sign: str) -> str:
        """The currency of a sign, '' for an unexplained shared one; no sign means the usual currency."""
        if is_code(sign):
            return sign
        return self._known.signs.get(sign, "") if sign else self._known.currency

    def _sign(self, cell: str) -> str:
        """The currency sign in an amount's cell as `money_sign` gives it; '' where there is none."""
        found = self._amount_signs.get(cell)
        if found is None:
            if len(self._amount_signs) > _MOST_SIGNS:
                self._amount_signs.clear()
            taken = parts(cell)
            found = self._amount_signs[cell] = taken.currency if taken else ""
        return found

    def _amount_column(
        self, cells: Sequence[Sequence[str]], currencies: Sequence[str | None], count: int
    ) -> list[Any]:
        if "amount" in self._at:
            amounts = self._money("amount", cells, currencies)
            if self._known.choices.signs == "turned":
                amounts = [amount and -amount for amount in amounts]
            return self._less("minus", amounts, cells, currencies) if "minus" in self._at else amounts
        if "quantity" in self._at and "unit_price" in self._at:
            products = self._products(cells, currencies)
            return self._less("minus", products, cells, currencies) if "minus" in self._at else products
        return [Decimal(1).scaleb(-exponent(self._known.currency)) if self._exact else 1] * count

    def _less(
        self, name: str, amounts: list[Any], cells: Sequence[Sequence[str]], currencies: Sequence[str | None]
    ) -> list[Any]:
        """Each amount minus the other column; a blank cell of either counts as zero."""
        others = self._money(name, cells, currencies)
        return [a if b is None else -b if a is None else a - b for a, b in zip(amounts, others, strict=True)]

    def _products(self, cells: Sequence[Sequence[str]], currencies: Sequence[str | None]) -> list[Any]:
        read = self._decimals.__getitem__
        power = self._known.powers.get("unit_price", 0)
        found: list[Any] = []
        off = cells[self._at["percent_off"]] if "percent_off" in self._at else repeat("")
        columns = (cells[self._at["quantity"]], cells[self._at["unit_price"]])
        for quantity, price, percent, currency in zip(*columns, off, currencies, strict=False):
            how_many, each = read(quantity), read(price)
            value = None if how_many is None or each is None else (how_many * each).scaleb(power)
            if value and percent.strip():
                less = read(percent.replace("%", ""))
                value = None if less is None else value * (100 - abs(less)) / 100
            found.append(value if value is None or self._exact else self.minor(value, currency or ""))
        return found

    def _money(
        self, name: str, cells: Sequence[Sequence[str]], currencies: Sequence[str | None]
    ) -> list[Any]:
        column = cells[self._at[name]]
        in_cents, power = name in self._known.in_cents, self._known.powers.get(name, 0)
        if self._exact:
            read = list(map(self._decimals.__getitem__, column))
            if power:
                return [v and v.scaleb(power) for v in read]
            if not in_cents:
                return read
            pairs = zip(read, currencies, strict=True)
            return [None if v is None else v.scaleb(-exponent(c or "")) for v, c in pairs]
        if in_cents:
            return list(self._minor_cache(0).column(column))
        places = {exponent(c or "") + power for c in set(currencies)}
        if len(places) == 1:
            all_cents = name == "amount" and self._known.all_cents and not power
            return list(self._minor_cache(places.pop(), all_cents).column(column))
        return [
            self._minor_cache(exponent(c or "") + power)[cell]
            for cell, c in zip(column, currencies, strict=True)
        ]

    def _minor_cache(self, places: int, all_cents: bool = False) -> MinorCache:
        key = (places, all_cents)
        if key not in self._minors:
            self._minors[key] = MinorCache(self._known.decimal, places, all_cents)
        return self._minors[key]

    def _set_aside_payments(
        self,
        cells: Sequence[Sequence[str]],
        amounts: list[Any],
        kinds: list[str],
        currencies: Sequence[str | None],
    ) -> None:
        """In a ledger money on the other side is a payment, unless the row says that it is a credit note."""
        for place, paid in enumerate(self._money("paid", cells, currencies)):
            if paid and not amounts[place]:
                if kinds[place] == CREDIT:
                    amounts[place] = -abs(paid)
                else:
                    kinds[place] = OTHER

    def _take_refunds(
        self,
        cells: Sequence[Sequence[str]],
        amounts: list[Any],
        kinds: list[str],
        currencies: Sequence[str | None],
    ) -> None:
        for place, refund in enumerate(self._money("refunded", cells, currencies)):
            amount = amounts[place]
            if not refund or amount is None or amount <= 0 or kinds[place] not in (ORDER, CREDIT):
                continue
            if abs(refund) >= amount:
                kinds[place] = CANCELLED
            else:
                amounts[place] = amount - abs(refund)
                kinds[place] = ORDER

    def _set_signs(self, amounts: list[Any], kinds: list[str]) -> None:
        if (
            not self._kinds.vary
            and not self._known.listed_as
            and "refunded" not in self._at
            and "paid" not in self._at
        ):
            kinds[:] = [CREDIT if a is not None and a < 0 else ORDER for a in amounts]
            return
        for place, (amount, kind) in enumerate(zip(amounts, kinds, strict=True)):
            if amount is None:
                continue
            if kind == CREDIT and amount > 0:
                amounts[place] = -amount
            elif kind == ORDER and amount < 0:
                kinds[place] = CREDIT


def _identifiers(column: Sequence[str]) -> list[str]:
    block = "|".join(column)
    plain = (
        block.isascii() and block.isprintable() and " " not in block and "'" not in block and "=" not in block
    )
    if plain and ".0" not in block and NOTHING.isdisjoint(column):
        return list(column)
    return list(map(identifier, column))


def with_series(series: str, number: str) -> str:
    """`FCT` and `0001` are the number `FCT 0001`; a blank number stays blank."""
    return f"{series} {number}" if series and number else number


def skipped_reason(kind: str) -> str | None:
    """Why a row of this kind is skipped; None when it is imported."""
    return "a payment or booking, not a sale" if kind == OTHER else None
