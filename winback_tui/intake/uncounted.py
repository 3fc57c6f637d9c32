"""What an import keeps or passes over without its being an order: whoever misses money looks here first."""

from __future__ import annotations

from collections import Counter

from winback_tui.domain.account.order import OrderKind

from .converting import skipped_reason
from .kinds import OTHER
from .rows import Batch

_ORDER = OrderKind.ORDER.value
_CREDIT = OrderKind.CREDIT.value
_PAYMENT = skipped_reason(OTHER)


class Uncounted:
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

    def add(self, batch: Batch) -> None:
        """Take in one batch of orders."""
        self._kinds.update(batch.kinds)
        if 0 in batch.amounts:
            told = zip(batch.amounts, batch.kinds, strict=True)
            self._worthless += sum(not amount and kind == _ORDER for amount, kind in told)
        self._payments += sum(each.reason == _PAYMENT for each in batch.skipped)

    def sentences(self) -> list[str]:
        """One sentence, or none where every row is an order or a credit."""
        some = self._kinds[_ORDER] > self._worthless
        counts = {
            **{said: self._kinds[kind] for kind, said in self._called.items()},
            "of no money": self._worthless,
            "credited": 0 if some else self._kinds[_CREDIT],
            "booked as payment or otherwise": self._payments,
        }
        told = [f"{count:,} {said}" for said, count in counts.items() if count]
        start = "Not counted as orders" if some else "Nothing in it counts as an order"
        return [f"{start}: {', '.join(told)}."] if told else []
