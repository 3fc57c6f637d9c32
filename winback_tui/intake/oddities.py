"""What looks odd about a whole import: worth a look at the source, never a reason to refuse."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from statistics import median

from winback_tui.domain.money import Money
from winback_tui.domain.order import OrderKind

from .rows import Batch

_KEPT, _ENOUGH, _TIMES, _TOLD = 4_000, 20, 10, 3
_OF_A_BATCH = 40
_STALE_DAYS = 7
ORDER = OrderKind.ORDER.value


@dataclass(slots=True)
class Oddities:
    """Give it every batch, then ask for `sentences`. Keeps a sample of amounts, the largest ones, and the months."""

    months: set[str] = field(default_factory=set)
    last: str = ""
    _sample: dict[str, list[int]] = field(default_factory=dict)
    _largest: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _batches: int = 0

    def add(self, batch: Batch) -> None:
        """Take in one batch of orders."""
        if not batch.days:
            return
        self.months.update(day[:7] for day in set(batch.days))
        self.last = max(self.last, max(batch.days))
        self._batches += 1
        for currency in set(batch.currencies):
            self._add_amounts(currency, batch)

    def _add_amounts(self, currency: str, batch: Batch) -> None:
        """The largest amounts of all, and of every batch a few: looking at each one would cost as much as taking it."""
        kept, largest = self._sample.setdefault(currency, []), self._largest.setdefault(currency, [])
        if len(largest) == _TOLD and len(kept) >= _ENOUGH and max(batch.amounts) <= largest[-1][0]:
            if self._batches % (1 + len(kept) // _KEPT) == 0:
                kept += [a for a, _ in self._real(currency, batch, len(batch.amounts) // _OF_A_BATCH + 1)]
            return
        real = self._real(currency, batch, 1)
        largest[:] = sorted([*largest, *real], reverse=True)[:_TOLD]
        kept += [amount for amount, _ in real[:: len(real) // _OF_A_BATCH + 1]]

    def _real(self, currency: str, batch: Batch, step: int) -> list[tuple[int, int]]:
        """Every `step`-th real order in this currency: amount and row."""
        columns = (batch.amounts, batch.rows, batch.currencies, batch.kinds)
        picked = zip(*(column[::step] for column in columns), strict=True)
        return [(a, row) for a, row, code, kind in picked if code == currency and kind == ORDER and a > 0]

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
            usual = median(kept) if kept else 0
            giants = [(a, row) for a, row in self._largest[currency] if a > usual * _TIMES]
            if len(kept) >= _ENOUGH and giants:
                shown = ", ".join(f"{Money(amount, currency)} in row {row}" for amount, row in giants)
                told.append(f"More than ten times the usual {Money(int(usual), currency)}: {shown}.")
        return told
