"""The first and the second life of an account: before the loss, and since the order that brought it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.account.order import Order
from winback_tui.domain.errors import NotFound
from winback_tui.domain.money.money import Money
from winback_tui.domain.money.yearly_value import lines_of, yearly_value

from .returns import Return


@dataclass(frozen=True, slots=True)
class Life:
    """Real orders of one life, both days included. Money in minor units of `currency`, credits taken off.

    `yearly`: sales a year at the pace of this life; for a second life too young to tell, what it has brought so far
    is the better number.
    """

    first_day: date
    last_day: date
    order_days: int
    money: int
    yearly: int
    currency: str


def lives(orders: Iterable[Order], found: Return, until: date) -> tuple[Life | None, Life]:
    """The life that ended with the loss (None without a real order before it) and the one since (playbook K2).

    Raises NotFound where there is no longer an order since the loss, for instance because it was undone after
    `found` was read.
    """
    known = sorted((order for order in orders if order.day <= until), key=lambda order: order.day)
    currency = found.order.currency
    first = [order for order in known if order.day <= found.loss.lost_on]
    second = [
        order
        for order in known
        if order.day > found.loss.lost_on and order.day <= (found.lost_again_on or until)
    ]
    after = _life(second, currency, until)
    if after is None:
        raise NotFound("The order that brought them back is no longer on record.")
    return _life(first, currency, found.loss.lost_on), after


def _life(orders: list[Order], currency: str, until: date) -> Life | None:
    days = sorted({order.day for order in orders if order.real})
    if not days:
        return None
    lines = lines_of(orders, currency)
    value = yearly_value(lines, until)
    return Life(
        days[0],
        days[-1],
        len(days),
        sum(line.minor for line in lines),
        value.sales if value else 0,
        currency,
    )


def profit_since(orders: Iterable[Order], found: Return, until: date, usual_margin: float) -> Money:
    """What the second life earned so far: its sales less credits, times their own margin where orders of at least
    half of the money carry one, else times `usual_margin` (playbook M11c).
    """
    currency = found.order.currency
    money, rate = earned_since(orders, found, until)
    return Money(round(money * (usual_margin if rate is None else rate)), currency)


def earned_since(orders: Iterable[Order], found: Return, until: date) -> tuple[int, float | None]:
    """The sales of the second life less credits, in minor units, and the margin on record for them, if there is one."""
    second = [order for order in orders if found.loss.lost_on < order.day <= (found.lost_again_on or until)]
    lines = lines_of(second, found.order.currency)
    sold = [line for line in lines if line.minor > 0]
    margins = [(line.minor, line.margin) for line in sold if line.margin is not None]
    known = sum(minor for minor, _ in margins)
    money = sum(line.minor for line in lines)
    if known and 2 * known >= sum(line.minor for line in sold):
        return money, sum(margin for _, margin in margins) / known
    return money, None
