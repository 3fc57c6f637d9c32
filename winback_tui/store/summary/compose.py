"""One account's summary row from its orders and cases; every judgement is the domain's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...domain.chance import score, trail_of
from ...domain.lateness import Lateness
from ...domain.lifecycle import Facts, fragile, lateness_of, on_overdue_list, status
from ...domain.order import Order
from ...domain.returns import Loss, returns_of, twice_lost
from ...domain.rhythm import Rhythm, rhythm_of
from ...domain.value import at_stake, yearly_value
from ..read.cases_by_account import AccountCases
from .frame import Frame
from .orders import AccountOrders

COLUMNS = (
    "account_no",
    "status",
    "stage",
    "on_list",
    "fragile",
    "twice_lost",
    "order_days",
    "first_day",
    "last_day",
    "median_gap",
    "shortest_gap",
    "longest_gap",
    "spread",
    "expected_gap",
    "borrowed_from",
    "late_days",
    "gone_90",
    "gone_180",
    "gone_own",
    "own_horizon",
    "third_90",
    "yearly_value",
    "at_stake",
    "currency",
    "abc",
    "trail",
)

_NOTHING_ORDERED: dict[str, Any] = {
    **dict.fromkeys(COLUMNS),
    **dict.fromkeys(("first_day", "last_day", "borrowed_from", "trail"), ""),
    **dict.fromkeys(("order_days", "late_days", "yearly_value", "at_stake"), 0),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """An account apart from its orders. `orders` and `complaints` are read only where it has cases."""

    no: int
    segment: str = ""
    currency: str = ""
    gone_reason: str = ""
    cases: AccountCases | None = None
    orders: Sequence[Order] = ()
    complaints: Sequence[date] = ()


def value_of(history: AccountOrders, frame_end: date) -> int:
    """Yearly value in minor units of the account's main currency."""
    value = yearly_value(history.lines, frame_end)
    return 0 if value is None else value.minor


def row_without_orders(subject: Subject, frame: Frame) -> dict[str, Any]:
    """The row of an account that never ordered."""
    facts = facts_of(subject, frame, None)
    return _row(subject, facts, currency=subject.currency, abc="C")


def row_with_orders(subject: Subject, history: AccountOrders, value: int, frame: Frame) -> dict[str, Any]:
    """The row of an account from its order days and their money."""
    rhythm = rhythm_of(history.days)
    trail = trail_of(history.days, history.amounts)
    chances = score(frame.model, trail, frame.books_end.toordinal(), subject.segment)
    facts = facts_of(subject, frame, rhythm, chances.expected_gap)
    late = lateness_of(facts)
    return _row(
        subject,
        facts,
        order_days=rhythm.order_days,
        first_day=rhythm.first_day.isoformat(),
        last_day=rhythm.last_day.isoformat(),
        median_gap=rhythm.median_gap,
        shortest_gap=rhythm.shortest_gap,
        longest_gap=rhythm.longest_gap,
        spread=rhythm.spread,
        expected_gap=chances.expected_gap,
        borrowed_from=chances.borrowed_from,
        late_days=late.late_by if isinstance(late, Lateness) else 0,
        gone_90=basis_points(chances.gone_90),
        gone_180=basis_points(chances.gone_180),
        gone_own=basis_points(chances.gone_own),
        own_horizon=chances.own_horizon,
        third_90=basis_points(chances.third_90),
        yearly_value=value,
        at_stake=at_stake(chances.gone_90, value),
        currency=history.currency,
        abc=frame.abc(value, history.currency),
        trail=trail.packed(),
    )


def basis_points(chance: float) -> int:
    """A chance in ten-thousandths, never 0 nor 10,000."""
    return min(9_999, max(1, round(chance * 10_000)))


def facts_of(
    subject: Subject, frame: Frame, rhythm: Rhythm | None, expected_gap: float | None = None
) -> Facts:
    """What the status of an account depends on; `expected_gap` in days, own or borrowed."""
    known = subject.cases
    losses = [Loss(case.case_id, case.lost_on) for case in known.cases] if known else []
    return Facts(
        frame.today,
        rhythm,
        expected_gap,
        frame.books_end,
        frame.fixed_days.get(subject.segment),
        frame.buckets,
        known.cases if known else (),
        known.stage.stage if known and known.stage else None,
        returns_of(subject.orders, losses, frame.today, subject.complaints) if losses else (),
        subject.gone_reason,
    )


def _row(subject: Subject, facts: Facts, **values: Any) -> dict[str, Any]:
    stage = subject.cases.stage.text if subject.cases and subject.cases.stage else ""
    return {
        **_NOTHING_ORDERED,
        "account_no": subject.no,
        "status": status(facts).value,
        "stage": stage,
        "on_list": int(on_overdue_list(facts)),
        "fragile": int(fragile(facts)),
        "twice_lost": int(twice_lost(facts.returns)),
        **values,
    }
