"""The facts of a day from orders and cases, for tests of status and sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from winback_tui.domain.account.lifecycle import OWN_RHYTHM_ORDERS, Facts
from winback_tui.domain.account.order import Order
from winback_tui.domain.account.rhythm import rhythm_of
from winback_tui.domain.case.stage import Stage
from winback_tui.domain.returns.returns import Loss, returns_of


def facts_on(
    day: date,
    facts: Facts,
    orders: Iterable[Order],
    complaints: Iterable[date] = (),
    stage: Stage | None = None,
) -> Facts:
    """The facts as they were on an earlier `day`: only orders and cases until then count.

    The stage of a case is not kept by day; where the caller does not know it, a case open then reads as lost.
    """
    known = [order for order in orders if order.day <= day]
    days = sorted({order.day.toordinal() for order in known if order.real})
    cases = tuple(case for case in facts.cases if case.opened_on <= day)
    own = len(days) >= OWN_RHYTHM_ORDERS
    return facts._replace(
        today=day,
        rhythm=rhythm_of(days) if days else None,
        expected_gap=None if own else facts.expected_gap,
        cases=cases,
        stage=stage,
        returns=returns_of(known, [Loss(case.case_id, case.lost_on) for case in cases], day, complaints),
    )
