"""The day of a loss: proposed from the account's own interval, and an order on that very day (playbook M6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

from winback_tui.domain.wording.wording import every, full_day


class SameDay(StrEnum):
    """Whether an order on the day of the loss came before it or after it; after it, it is a return."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class ProposedLoss:
    """The day on which they were probably lost, and why, in a few words."""

    day: date
    why: str


def proposed_loss(
    last_order: date | None, interval_days: float | None, today: date, borrowed_from: str = ""
) -> ProposedLoss | None:
    """The day on which the next order was due and did not come: the last order and the usual interval.

    Today where that day is still ahead. `borrowed_from` says whose interval it is where the account has too few
    orders of its own: `segment`, `all`. None without an order or an interval.
    """
    if last_order is None or interval_days is None or last_order > today:
        return None
    due = last_order + timedelta(days=max(1, min(ceil(interval_days), (date.max - last_order).days)))
    whose = {"": "usually", "segment": "in their segment usually"}.get(
        borrowed_from, "customers usually order"
    )
    why = f"last order {full_day(last_order)}, {whose} {every(interval_days)}"
    if due > today:
        return ProposedLoss(today, f"{why}; the next order is not due until {full_day(due)}")
    return ProposedLoss(due, f"{why}: due {full_day(due)}")
