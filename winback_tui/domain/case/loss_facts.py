"""What is on record about one loss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.account.order import Order


@dataclass(frozen=True, slots=True)
class ComplaintFact:
    """One complaint; `severity` 1 to 5 or 0 when unknown."""

    on_day: date
    severity: int = 0
    answered_on: date | None = None
    resolved_on: date | None = None


@dataclass(frozen=True, slots=True)
class PromiseFact:
    """One promise to the customer; due by `due_on`, kept on `kept_on` or not at all."""

    text: str
    due_on: date
    kept_on: date | None = None


@dataclass(frozen=True, slots=True)
class LossFacts:
    """What is on record about one account: orders of every kind, contacts as days of activities."""

    lost_on: date
    orders: Sequence[Order] = ()
    complaints: Sequence[ComplaintFact] = ()
    contacts: Sequence[date] = ()
    promises: Sequence[PromiseFact] = ()
    decision_makers_left: Sequence[tuple[str, date]] = ()
