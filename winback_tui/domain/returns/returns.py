"""Returned means a new order: returns derived from orders and loss dates, and nothing else (playbook M11)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from winback_tui.domain.account.order import Order
from winback_tui.domain.money.money import Money
from winback_tui.domain.money.yearly_value import YEAR, lines_of, yearly_value

from .proof import proving_orders

CLEAN_DAYS = YEAR
"""After this many days without complaint or loss the watch over a returned account ends (playbook M11b)."""
VOLUME_DAYS = 90
"""The regained volume is measured over at least this many days."""


class ReturnStage(StrEnum):
    """How far a return has come (playbook M11b)."""

    TRIAL = "trial"
    RESUMED = "volume resumed"
    CLEAN = "clean year"


@dataclass(frozen=True, slots=True)
class Loss:
    """The day on which a case says that the account was lost; `case_id` names the case."""

    case_id: str
    lost_on: date


@dataclass(frozen=True, slots=True)
class Return:
    """One loss answered by `order`, `days` after the loss.

    `resumed_on`: the day on which the former yearly rate was reached, if ever. `clean_on`: the day on which
    the clean year was, or is going to be, complete; None when it cannot be: a new loss came first, on
    `lost_again_on`, or the trial order stayed the only one. `last_day`: the last real order day since.
    """

    loss: Loss
    order: Order
    days: int
    stage: ReturnStage
    resumed_on: date | None
    clean_on: date | None
    lost_again_on: date | None
    last_day: date

    @property
    def fragile(self) -> bool:
        """Back, not lost again, the clean year not complete: under tighter watch (playbook M12)."""
        return self.lost_again_on is None and self.stage is not ReturnStage.CLEAN


def returns_of(
    orders: Iterable[Order],
    losses: Iterable[Loss],
    until: date,
    complaints: Iterable[date] = (),
    smallest: Money | None = None,
) -> tuple[Return, ...]:
    """Every return of one account as known on `until`, oldest first (playbook M11).

    A loss is answered by the first real order dated strictly after it; an order on the day of the loss or before is
    no return, nor is a credit, a cancelled or zero order, a quote or one still pending, nor one that was credited
    in full by `until` or is below the `smallest` sum that the team counts (`proving_orders`). An order answers the
    latest loss before it only, so losses without an order between them share one return. Several orders on the day
    of the return: the one with the lowest number, then key, is the proof.

    Trial: from that order on. Volume resumed: orders since then less credits reach the former yearly rate
    (`yearly_value` on the day of the loss) for the days since, at least 90 and at most 365; a single order
    day must bring the whole year. Once reached it stays. Clean year: 365 days since the return, or since the
    last complaint after it, without a new loss, while the account ordered on a second day too. A complaint on
    the day of the return still belongs to the old story.
    """
    known = _known(orders, until)
    complained = sorted(complaints)
    found = []
    for loss, lost_again_on, proofs in _answered(known, losses, until, smallest):
        end = lost_again_on or until
        days = [order.day for order in proofs]
        resumed_on = _resumed_on(known, loss.lost_on, days, proofs[0].currency)
        clean_on = _clean_on(days, end, [day for day in complained if day <= end])
        found.append(
            Return(
                loss=loss,
                order=proofs[0],
                days=(days[0] - loss.lost_on).days,
                stage=_stage(resumed_on, clean_on, end),
                resumed_on=resumed_on,
                clean_on=None if lost_again_on and clean_on and clean_on > lost_again_on else clean_on,
                lost_again_on=lost_again_on,
                last_day=days[-1],
            )
        )
    return tuple(found)


def answers_of(
    orders: Iterable[Order], losses: Iterable[Loss], until: date, smallest: Money | None = None
) -> dict[str, date]:
    """The day of the order that answers each loss, by its case; as `returns_of` says, and nothing more.

    Orders up to the first loss may be left out, unless there are credit notes after it.
    """
    found = _answered(_known(orders, until), losses, until, smallest)
    return {loss.case_id: proofs[0].day for loss, _, proofs in found}


def _known(orders: Iterable[Order], until: date) -> list[Order]:
    return sorted(
        (order for order in orders if order.day <= until),
        key=lambda order: (order.day, order.number, order.key),
    )


def _answered(
    known: Sequence[Order], losses: Iterable[Loss], until: date, smallest: Money | None
) -> Iterator[tuple[Loss, date | None, Sequence[Order]]]:
    """Each loss that an order has answered, the day of the next loss, and the orders in between that prove a return."""
    real = proving_orders(known, smallest)
    days = [order.day for order in real]
    past = sorted(
        (loss for loss in losses if loss.lost_on <= until), key=lambda loss: (loss.lost_on, loss.case_id)
    )
    for loss, later in zip_longest(past, past[1:]):
        lost_again_on = later.lost_on if later else None
        proofs = real[bisect_right(days, loss.lost_on) : bisect_right(days, lost_again_on or until)]
        if proofs:
            yield loss, lost_again_on, proofs


def latest_return(returns: Sequence[Return], losses: Iterable[date]) -> Return | None:
    """The return that answers the latest of these losses; None while there is none."""
    latest = max(losses, default=None)
    return next((found for found in reversed(returns) if found.loss.lost_on == latest), None)


def twice_lost(returns: Sequence[Return]) -> bool:
    """Whether the account was lost again after a return: one letter of apology, no plan (playbook M13)."""
    return any(found.lost_again_on is not None for found in returns)


def _stage(resumed_on: date | None, clean_on: date | None, end: date) -> ReturnStage:
    if clean_on is not None and clean_on <= end:
        return ReturnStage.CLEAN
    return ReturnStage.RESUMED if resumed_on else ReturnStage.TRIAL


def _resumed_on(known: Sequence[Order], lost_on: date, days: Sequence[date], currency: str) -> date | None:
    lines = lines_of(known, currency)
    former = yearly_value(lines, lost_on)
    if former is None:
        return None
    start = days[0].toordinal()
    for day in sorted(set(days)):
        now = day.toordinal()
        since = max(start, now - YEAR + 1)
        money = sum(line.minor for line in lines if since <= line.day <= now)
        stands_for = YEAR if now == start else max(VOLUME_DAYS, now - since + 1)
        if money * YEAR >= former.sales * stands_for:
            return day
    return None


def _clean_on(days: Sequence[date], end: date, complaints: Sequence[date]) -> date | None:
    clean_on = _year_after(days[0])
    for complaint in complaints:
        if days[0] < complaint < clean_on:
            clean_on = _year_after(complaint)
    second = next((day for day in days if day > days[0]), None)
    if second is not None:
        return max(clean_on, second)
    return clean_on if clean_on > end else None


def _year_after(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + CLEAN_DAYS, date.max.toordinal()))
