"""What looks odd about a whole import: worth a look at the source, never a reason to refuse."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from winback_tui.domain.money import Money
from winback_tui.domain.order import OrderKind

from .rows import Batch

_KEPT, _ENOUGH, _TIMES, _TOLD = 2_000, 20, 10, 3
_STALE_DAYS = 7
ORDER = OrderKind.ORDER.value


@dataclass(slots=True)
class Oddities:
    """Give it every batch, then ask for `sentences`. Keeps a sample of amounts, the largest ones, and the months."""

    months: set[str] = field(default_factory=set)
    last: str = ""
    _sample: dict[str, list[int]] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)
    _largest: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _chance: random.Random = field(default_factory=lambda: random.Random(1))

    def add(self, batch: Batch) -> None:
        """Take in one batch of orders."""
        if not batch.days:
            return
        self.months.update(day[:7] for day in batch.days)
        self.last = max(self.last, max(batch.days))
        for currency in set(batch.currencies):
            columns = zip(batch.amounts, batch.rows, batch.currencies, batch.kinds, strict=True)
            real = [
                (a, row) for a, row, code, kind in columns if code == currency and kind == ORDER and a > 0
            ]
            if real:
                self._largest[currency] = sorted([*self._largest.get(currency, []), *real], reverse=True)[
                    :_TOLD
                ]
                self._keep(currency, [amount for amount, _ in real])

    def _keep(self, currency: str, amounts: list[int]) -> None:
        """A fair sample of a stream: the n-th amount stays with the chance of the sample's share in n."""
        kept = self._sample.setdefault(currency, [])
        seen = self._seen.get(currency, 0)
        for amount in amounts:
            seen += 1
            if len(kept) < _KEPT:
                kept.append(amount)
            elif (place := self._chance.randrange(seen)) < _KEPT:
                kept[place] = amount
        self._seen[currency] = seen

    def sentences(self, today: date) -> list[str]:
        """What a person should look at, most telling first."""
        return [*self._age(today), *self._gaps(), *self._giants()]

    def _age(self, today: date) -> list[str]:
        if not self.last:
            return []
        days = (today - date.fromisoformat(self.last)).days
        if days > _STALE_DAYS:
            return [f"The book ends {days} days ago, on {self.last}."]
        return [f"The book has orders in the future, the last on {self.last}."] if days < 0 else []

    def _gaps(self) -> list[str]:
        if not self.months:
            return []
        year, month = map(int, min(self.months).split("-"))
        missing: list[str] = []
        while f"{year}-{month:02}" < max(self.months):
            if f"{year}-{month:02}" not in self.months:
                missing.append(f"{year}-{month:02}")
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if not missing or len(missing) > len(self.months):
            return []
        more = f" and {len(missing) - _TOLD} more" if len(missing) > _TOLD else ""
        return [f"There are no orders in {', '.join(missing[:_TOLD])}{more}."]

    def _giants(self) -> list[str]:
        told = []
        for currency, kept in sorted(self._sample.items()):
            usual = median(kept)
            giants = [(a, row) for a, row in self._largest[currency] if a > usual * _TIMES]
            if len(kept) >= _ENOUGH and giants:
                shown = ", ".join(f"{Money(amount, currency)} in row {row}" for amount, row in giants)
                told.append(f"More than ten times the usual {Money(int(usual), currency)}: {shown}.")
        return told
