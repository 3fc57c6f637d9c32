"""Steps of a plan: what is planned, and the template it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from winback_tui.domain.wording.channels import Channel


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """A step of a strategy, `day` calendar days after the plan's start."""

    day: int
    channel: Channel
    purpose: str


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A dated step. `id` is empty until it is stored; `moved` says why it is not on its template's day."""

    on_day: date
    channel: str
    purpose: str
    owner_id: str = ""
    id: str = ""
    done_on: date | None = None
    dropped_on: date | None = None
    moved: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and self.dropped_on is None

    @property
    def contact(self) -> bool:
        """Whether it reaches the customer, and so counts for persistence (G2) and fatigue (A5)."""
        return self.channel != Channel.INTERNAL and self.dropped_on is None
