"""The sample of accounts that a model of a large book is fitted to, drawn in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple
from zlib import crc32

from .score import OWN_GAP_ORDERS
from .trail import OrderHistory

PACED = 4_000
"""How many accounts the usual intervals of segments are learnt from."""
STEADY = 2_500
"""How many accounts with a rhythm of their own have their past replayed."""

HIGHEST_CHECKSUM = 2**32 - 1

Lot = tuple[int, tuple[int, ...], tuple[float, ...], str]


def checksum_of(history: OrderHistory) -> int:
    """The place of an account in the draw: a checksum of its facts, so that every machine draws the same."""
    days, amounts, _ = history
    return crc32(f"{days[0]} {days[-1]} {len(days)} {sum(amounts)}".encode())


def lot_of(history: OrderHistory) -> Lot:
    """The sort key of accounts: where two checksums are equal the facts decide, never their order."""
    days, amounts, segment = history
    return checksum_of(history), tuple(days), tuple(amounts), segment


class SampleLimits(NamedTuple):
    """What decides whether an account would be drawn; None where there is room for every one.

    `any_lot`, `steady_lot`: the greatest checksums that were drawn, of all and of those with a rhythm of their own.
    `first_day`: the earliest order day of all, a proleptic ordinal.
    """

    any_lot: int | None
    steady_lot: int | None
    first_day: int

    def may_draw(self, history: OrderHistory) -> bool:
        """Whether the account may be in the sample, or begins before all others, and so would change the fit."""
        drawn = checksum_of(history)
        steady = len(history.days) >= OWN_GAP_ORDERS and (self.steady_lot is None or drawn <= self.steady_lot)
        return steady or self.any_lot is None or drawn <= self.any_lot or history.days[0] < self.first_day


def limits_of(histories: Sequence[OrderHistory]) -> SampleLimits | None:
    """The limits of a sample as `Sample.histories` gives it; None for an empty one."""
    if not histories:
        return None
    drawn = sorted(map(checksum_of, histories))
    steady = sorted(checksum_of(history) for history in histories if len(history.days) >= OWN_GAP_ORDERS)
    return SampleLimits(
        drawn[PACED - 1] if len(drawn) >= PACED else None,
        steady[STEADY - 1] if len(steady) >= STEADY else None,
        min(history.days[0] for history in histories),
    )


class Sample:
    """Takes accounts one by one and keeps those that `fit` would choose from all of them."""

    def __init__(self) -> None:
        self._any = _Draw(PACED)
        self._steady = _Draw(STEADY)
        self._oldest: OrderHistory | None = None

    def add(self, history: OrderHistory) -> None:
        """One account with at least one order day, all of its days known on the day of the fit."""
        checksum = checksum_of(history)
        if checksum <= self._any.highest:
            self._any.add(history)
        if checksum <= self._steady.highest and len(history.days) >= OWN_GAP_ORDERS:
            self._steady.add(history)
        if self._oldest is None or history.days[0] < self._oldest.days[0]:
            self._oldest = history

    def histories(self) -> list[OrderHistory]:
        """What to give to `fit`."""
        chosen = [
            *self._any.histories(),
            *self._steady.histories(),
            *([self._oldest] if self._oldest else ()),
        ]
        return list({id(history): history for history in chosen}.values())


class _Draw:
    """The `most` accounts with the smallest lots."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._chosen: list[tuple[Lot, OrderHistory]] = []
        self.highest = HIGHEST_CHECKSUM
        """Checksums above it cannot be among the smallest any more: most accounts of a large book stop there."""

    def add(self, history: OrderHistory) -> None:
        self._chosen.append((lot_of(history), history))
        if len(self._chosen) >= 2 * self._most:
            self._cut()

    def histories(self) -> list[OrderHistory]:
        self._cut()
        return [history for _, history in self._chosen]

    def _cut(self) -> None:
        self._chosen.sort(key=itemgetter(0))
        del self._chosen[self._most :]
        if len(self._chosen) == self._most:
            self.highest = self._chosen[-1][0][0]
