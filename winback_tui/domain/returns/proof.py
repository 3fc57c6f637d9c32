"""Which orders can prove a return: real ones, not credited in full, of at least the smallest sum (playbook M11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from winback_tui.domain.account.order import Order, OrderKind
from winback_tui.domain.money.money import Money

CREDIT_DAYS = 14
"""A credit without the order's number takes back an order of the same sum at most this many days before it."""


def proving_orders(orders: Sequence[Order], smallest: Money | None = None) -> list[Order]:
    """The orders that prove something, in the order given.

    `smallest` holds for orders in its own currency; an order in another one counts whatever its sum.
    """
    credited = credited_in_full(orders)
    return [
        order
        for order in orders
        if order.real and order.key not in credited and not _too_small(order, smallest)
    ]


def credited_in_full(orders: Iterable[Order]) -> frozenset[str]:
    """The keys of real orders that credit notes have taken back whole.

    Credits with the order's number take it back where they add up to it; of several orders with one number the
    latest is meant. A credit with another number, or none, takes back one order: the latest of the same sum and
    currency of the 14 days up to the credit.
    """
    known = list(orders)
    if not any(order.kind == OrderKind.CREDIT for order in known):
        return frozenset()
    known.sort(key=lambda order: (order.day, order.number, order.key))
    real = [order for order in known if order.real]
    credited: dict[str, int] = defaultdict(int)
    loose = []
    for credit in known:
        if credit.kind != OrderKind.CREDIT or not credit.amount:
            continue
        of_number = next((order for order in reversed(real) if _same_number(order, credit)), None)
        if of_number is not None:
            credited[of_number.key] += abs(credit.amount)
        else:
            loose.append(credit)
    found = {order.key for order in real if credited[order.key] >= order.amount}
    for credit in loose:
        taken_back = next(
            (order for order in reversed(real) if order.key not in found and _same_sum(order, credit)), None
        )
        if taken_back is not None:
            found.add(taken_back.key)
    return frozenset(found)


def _same_number(order: Order, credit: Order) -> bool:
    """Many books start their numbers again each January: the latest order before the credit is meant."""
    return (
        bool(order.number)
        and (order.number, order.currency) == (credit.number, credit.currency)
        and order.day <= credit.day
    )


def _same_sum(order: Order, credit: Order) -> bool:
    return (order.amount, order.currency) == (abs(credit.amount), credit.currency) and credit.day - timedelta(
        days=CREDIT_DAYS
    ) <= order.day <= credit.day


def _too_small(order: Order, smallest: Money | None) -> bool:
    return smallest is not None and order.currency == smallest.currency and order.amount < smallest.minor
