"""A step as the Plan screen lists it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from winback_tui.domain.wording.channels import Channel, channel_words
from winback_tui.domain.wording.wording import dated_day
from winback_tui.services.plans.plan_desk import StepRow
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.list_lines import NEXT_ROW, NO_STATE, RowState


@dataclass(frozen=True, slots=True)
class PlanStepRow:
    """One step; has the attributes that the commands of steps need. `held`: what a gate makes it wait for;
    `next`: Space does it."""

    step_row: StepRow
    today: date
    held: str = ""
    next: bool = False

    @property
    def key(self) -> str:
        """The step."""
        return self.step_row.step.id

    @property
    def kind(self) -> str:
        """Always a step."""
        return "step"

    @property
    def id(self) -> str:
        """The step, '' where it is done or dropped."""
        return self.step_id

    @property
    def step_id(self) -> str:
        """The step while it is open."""
        return self.key if self.open else ""

    @property
    def open(self) -> bool:
        """Whether it is still to do."""
        return self.step_row.standing

    @property
    def channel(self) -> str:
        """How."""
        return self.step_row.step.channel

    @property
    def done(self) -> bool:
        """Whether the cursor passes it when a step was worked on."""
        return not self.open

    @property
    def line_state(self) -> RowState:
        """Whether Space acts on it."""
        return NEXT_ROW if self.next else NO_STATE

    @property
    def late(self) -> bool:
        """Whether its day has gone by."""
        return self.open and self.step_row.step.on_day < self.today


def _state(row: PlanStepRow) -> Cell:
    step = row.step_row.step
    if step.done_on:
        return f"✓ {dated_day(step.done_on, row.today)}", "good"
    if not row.open:
        return "✗ dropped", "faint"
    if row.held:
        return "◌ on hold", "warn"
    if row.late:
        return ("▲ late, next" if row.next else "▲ late", "bad")
    return ("→ next", "accent") if row.next else ("○ open", "")


def _how(row: PlanStepRow) -> Cell:
    return channel_words(row.channel), "muted" if row.channel == Channel.INTERNAL else ""


COLUMNS = (
    ListColumn[PlanStepRow](
        "day", "Date", lambda row: dated_day(row.step_row.step.on_day, row.today), 11, sorts=False
    ),
    ListColumn[PlanStepRow]("how", "How", _how, 13, sorts=False),
    ListColumn[PlanStepRow](
        "what", "What for", lambda row: row.step_row.step.purpose, 40, 18, grows=True, sorts=False
    ),
    ListColumn[PlanStepRow](
        "who", "Who", lambda row: row.step_row.owner or "–", 12, 6, leaves=2, sorts=False
    ),
    ListColumn[PlanStepRow]("state", "Status", _state, 13, 9, leaves=1, sorts=False),
)
