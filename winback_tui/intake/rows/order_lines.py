"""Makes one order of the lines that carry the same number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.interpret.kinds.kind_words import heavier

CANCELLED, CREDIT, ORDER = OrderKind.CANCELLED.value, OrderKind.CREDIT.value, OrderKind.ORDER.value


@dataclass(slots=True)
class OrderLine:
    """One readable row; `cells` is a hash of all its cells, `bad` says why it cannot be imported."""

    row: int
    account: int | None
    day: str
    amount: Any
    number: str
    currency: str
    margin: Any
    kind: str
    cells: int = 0
    bad: str = ""


@dataclass(slots=True)
class NumberedLines:
    """The lines of one order."""

    lines: list[OrderLine] = field(default_factory=list)

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows of the order, in the order of the file."""
        return tuple(line.row for line in self.lines)

    @property
    def bad(self) -> str:
        """Why the order cannot be imported: one unreadable line spoils its sum."""
        for line in self.lines:
            if line.bad:
                return line.bad if len(self.lines) == 1 else f"row {line.row} of this order: {line.bad}"
        first = self.lines[0]
        for line in self.lines[1:]:
            if line.account not in (None, first.account):
                return f"number {line.number} belongs to two customers, in rows {first.row} and {line.row}"
            if line.currency != first.currency:
                return f"number {line.number} has more than one currency"
        return ""

    def find_repeat(self, line: OrderLine) -> int | None:
        """The row equal to `line`, when other orders are between the two; else None."""
        for at, known in enumerate(self.lines):
            same = (known.account, known.day, known.amount) == (line.account, line.day, line.amount)
            if same and not line.bad and line.row - known.row > len(self.lines) - at:
                return known.row
        return None

    def leave_out_cancelled(self) -> None:
        """Keep the lines that were sold, where some were and others were cancelled."""
        standing = [line for line in self.lines if line.kind != CANCELLED]
        self.lines = standing or self.lines

    def merged(self, money: str, minor: Callable[[Decimal, str], int]) -> OrderLine:
        """The order: amounts summed exactly and rounded once, or the amount that every line or its total's row has.

        `money` is `sum`, `distinct`, `whole`, `head` or `tail` as in `TableShape.lines`.
        """
        first = self.lines[0]
        whole = money == "whole"
        if money == "distinct":
            self.lines = list({line.cells: line for line in reversed(self.lines)}.values())[::-1]
        amounts = [line.amount for line in self.lines if line.amount is not None]
        total = _total(amounts, money)
        kind = first.kind
        for line in self.lines[1:]:
            kind = heavier(kind, line.kind) if line.kind != ORDER else kind
        if kind == CREDIT and total > 0:
            total = -total
        elif kind == ORDER and total < 0:
            kind = CREDIT
        margins = [line.margin for line in self.lines if line.margin is not None]
        gain = max(margins, key=abs) if whole and margins else sum(margins, Decimal(0))
        return replace(
            first,
            day=min(line.day for line in self.lines),
            amount=minor(total, first.currency),
            margin=minor(gain, first.currency) if margins else None,
            kind=kind,
        )


def _total(amounts: Sequence[Any], money: str) -> Decimal:
    if not amounts:
        return Decimal(0)
    if money in ("sum", "distinct"):
        return sum(amounts, Decimal(0))
    found: Decimal = max(amounts, key=abs) if money == "whole" else amounts[0 if money == "head" else -1]
    return found


class OrderAssembly:
    """Takes lines in the order of the file and returns orders as soon as they are complete.

    Lines of one number that follow each other make an order at once. Numbers in `scattered` may come again
    later and are kept until the end. A credit note keeps apart from an invoice of the same number, and so
    do orders of different years.
    """

    def __init__(self, scattered: frozenset[str]) -> None:
        self._scattered = scattered
        self._open = NumberedLines()
        self._open_as: tuple[str, str, bool] = ("", "", False)
        self._scattered_orders: dict[tuple[str, str, bool], NumberedLines] = {}
        self.twice: dict[int, int] = {}
        """Rows that say again what an earlier row of their order says, far from it: the row, the earlier one."""

    def add(self, line: OrderLine) -> NumberedLines | None:
        """The order that this line completes by not belonging to it, if any."""
        number = line.number
        document = (number, line.day[:4], line.kind == CREDIT)
        if number:
            if number in self._scattered:
                order = self._scattered_orders.setdefault(document, NumberedLines())
                if (earlier := order.find_repeat(line)) is not None:
                    self.twice[line.row] = earlier
                order.lines.append(line)
                return None
            if document == self._open_as and self._open.lines:
                self._open.lines.append(line)
                return None
        done = self._open
        self._open, self._open_as = NumberedLines([line]), document
        return done if done.lines else None

    def rest(self) -> Iterator[NumberedLines]:
        """What is still open at the end of the file."""
        if self._open.lines:
            yield self._open
        yield from self._scattered_orders.values()
        self._open = NumberedLines()
        self._scattered_orders = {}
