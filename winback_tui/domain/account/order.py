"""What counts as an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class OrderKind(StrEnum):
    """What a row of the books is; only `ORDER` with a positive amount is ever a real order.

    `UNCLEAR` is a row whose state or type nobody could read: it is kept, and proves nothing until somebody says
    what it is.
    """

    ORDER = "order"
    CREDIT = "credit"
    CANCELLED = "cancelled"
    PENDING = "pending"
    QUOTE = "quote"
    UNCLEAR = "unclear"


MONEY_KINDS = (OrderKind.ORDER, OrderKind.CREDIT)
"""Kinds whose amounts count as money; cancelled, pending, quoted and unclear amounts never do."""


def is_real(kind: str, minor: int) -> bool:
    """Whether a row counts for rhythm and return (playbook M11): an order of more than nothing."""
    return kind == OrderKind.ORDER and minor > 0


REAL_ORDER_SQL = "(kind = 'order' AND amount > 0)"
"""The same rule as a condition over `sales_order`."""


@dataclass(frozen=True, slots=True)
class Order:
    """One row of the books. `amount` and `margin` are minor units of `currency`."""

    key: str
    day: date
    amount: int
    currency: str
    kind: str = OrderKind.ORDER
    number: str = ""
    margin: int | None = None
    note: str = ""

    @property
    def real(self) -> bool:
        """Whether this row counts for rhythm and return."""
        return is_real(self.kind, self.amount)
