"""Warnings about a whole import: odd days and amounts, and rows that are not orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from types import MappingProxyType

from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.money.money import Money
from winback_tui.domain.wording.wording import distance
from winback_tui.intake.interpret.converter import skipped_reason
from winback_tui.intake.interpret.kinds.kind_words import OTHER

from .records import OrderBatch

_SAMPLE_SIZE, _ENOUGH, _TIMES, _MOST_LISTED = 4_000, 20, 10, 3
_OF_A_BATCH = 40
_STALE_DAYS = 7
ORDER = OrderKind.ORDER.value


@dataclass(slots=True)
class OddityWarnings:
    """Give it every batch, then ask for `sentences`. Keeps a sample of amounts, the largest ones, and the days."""

    _days: set[str] = field(default_factory=set)
    _last: str = ""
    _last_row: int = 0
    _sample: dict[str, list[int]] = field(default_factory=dict)
    _largest: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _batches: int = 0

    def begin_after(self, day: date | None) -> None:
        """Warn of the rows below others only, whose newest real order is of this day."""
        if day is not None:
            self._last = day.isoformat()
            self._days.add(self._last)

    def add(self, batch: OrderBatch) -> None:
        """Add one batch of orders."""
        if not batch.days:
            return
        self._days.update(batch.days)
        if (last := max(batch.days)) > self._last:
            self._last, self._last_row = last, batch.rows[batch.days.index(last)]
        self._batches += 1
        for currency in set(batch.currencies):
            self._add_amounts(currency, batch)

    def _add_amounts(self, currency: str, batch: OrderBatch) -> None:
        """Collect the largest amounts of all, and a few of every batch: checking each would cost as much as
        importing it.
        """
        sample, largest = self._sample.setdefault(currency, []), self._largest.setdefault(currency, [])
        if len(largest) == _MOST_LISTED and len(sample) >= _ENOUGH and max(batch.amounts) <= largest[-1][0]:
            if self._batches % (1 + len(sample) // _SAMPLE_SIZE) == 0:
                sample += [a for a, _ in self._real(currency, batch, len(batch.amounts) // _OF_A_BATCH + 1)]
            return
        real = self._real(currency, batch, 1)
        largest[:] = sorted([*largest, *real], reverse=True)[:_MOST_LISTED]
        sample += [amount for amount, _ in real[:: len(real) // _OF_A_BATCH + 1]]

    def _real(self, currency: str, batch: OrderBatch, step: int) -> list[tuple[int, int]]:
        """Every `step`-th real order in this currency: amount and row."""
        columns = (batch.amounts, batch.rows, batch.currencies, batch.kinds)
        picked = zip(*(column[::step] for column in columns), strict=True)
        return [(a, row) for a, row, code, kind in picked if code == currency and kind == ORDER and a > 0]

    def sentences(self, today: date, twice: Mapping[int, int] = MappingProxyType({})) -> list[str]:
        """What a person should look at, the most important first; `twice` as in `Reading.twice`."""
        past = {day for day in self._days if day <= today.isoformat()}
        return [
            *self._ahead(today),
            *_doubled(twice),
            *_age(max(past, default=""), today),
            *_gaps({day[:7] for day in past}),
            *self._giants(),
        ]

    def _ahead(self, today: date) -> list[str]:
        """Orders dated later than the day on which the file is read are mostly typing errors."""
        ahead = sorted(day for day in self._days if day > today.isoformat())
        if not ahead:
            return []
        last = f"{ahead[-1]} in row {self._last_row}"
        days = f"{len(ahead)} days, the last " if len(ahead) > 1 else ""
        return [f"Some orders are dated in the future ({days}{last}); they do not count until then."]

    def _giants(self) -> list[str]:
        lines = []
        for currency, sample in sorted(self._sample.items()):
            usual = median(sample) if sample else 0
            giants = [(a, row) for a, row in self._largest[currency] if a > usual * _TIMES]
            if len(sample) >= _ENOUGH and giants:
                shown = ", ".join(f"{Money(amount, currency)} in row {row}" for amount, row in giants)
                lines.append(f"More than ten times the usual {Money(int(usual), currency)}: {shown}.")
        return lines


def _doubled(twice: Mapping[int, int]) -> list[str]:
    if not twice:
        return []
    rows = [f"row {row} as row {earlier}" for row, earlier in sorted(twice.items())]
    more = f" and {len(rows) - _MOST_LISTED} more" if len(rows) > _MOST_LISTED else ""
    start = "1 row appears twice, and its amount is" if len(rows) == 1 else "Some rows appear twice and are"
    return [f"{start} counted twice: {', '.join(rows[:_MOST_LISTED])}{more}."]


def _age(last: str, today: date) -> list[str]:
    if not last or (today - date.fromisoformat(last)).days <= _STALE_DAYS:
        return []
    return [f"The newest order in the file is dated {last}, {distance(date.fromisoformat(last), today)}."]


def _gaps(months: set[str]) -> list[str]:
    if not months:
        return []
    year, month = map(int, min(months).split("-"))
    missing: list[str] = []
    while f"{year}-{month:02}" < max(months):
        if f"{year}-{month:02}" not in months:
            missing.append(f"{year}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    if not missing or len(missing) > len(months):
        return []
    more = f" and {len(missing) - _MOST_LISTED} more" if len(missing) > _MOST_LISTED else ""
    return [f"There are no orders in {', '.join(missing[:_MOST_LISTED])}{more}."]


_ORDER = OrderKind.ORDER.value
_CREDIT = OrderKind.CREDIT.value
_PAYMENT = skipped_reason(OTHER)


class NonOrderCounts:
    """Give it every batch, then ask for `sentences`. With `deals` a cancelled one is called lost."""

    def __init__(self, deals: bool) -> None:
        self._called = {
            OrderKind.PENDING.value: "pending",
            OrderKind.QUOTE.value: "only quoted",
            OrderKind.CANCELLED.value: "lost" if deals else "cancelled",
        }
        self._kinds: Counter[str] = Counter()
        self._worthless = 0
        self._payments = 0

    def begin_after(self, orders: int) -> None:
        """Count the rows below others only, among which are so many orders."""
        self._kinds[_ORDER] += orders

    def add(self, batch: OrderBatch) -> None:
        """Add one batch of orders."""
        self._kinds.update(batch.kinds)
        if 0 in batch.amounts:
            pairs = zip(batch.amounts, batch.kinds, strict=True)
            self._worthless += sum(not amount and kind == _ORDER for amount, kind in pairs)
        self._payments += sum(each.reason == _PAYMENT for each in batch.skipped)

    def sentences(self) -> list[str]:
        """One sentence, or none where every row is an order or a credit."""
        some = self._kinds[_ORDER] > self._worthless
        counts = {
            **{words: self._kinds[kind] for kind, words in self._called.items()},
            "without an amount": self._worthless,
            "credited": 0 if some else self._kinds[_CREDIT],
            "booked as payments or other entries": self._payments,
        }
        lines = [f"{count:,} {words}" for words, count in counts.items() if count]
        start = "Not counted as orders" if some else "Nothing in the file counts as an order"
        return [f"{start}: {', '.join(lines)}."] if lines else []
