"""The plan of a return: strategy, who leads, dated steps, and what blocks it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from winback_tui.domain.account.next_action import NextAction
from winback_tui.domain.wording.wording import count
from winback_tui.services.plans.plan_desk import PlanDesk, plan_desk
from winback_tui.services.plans.strategies import means_of
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.account import EnterOrder
from winback_tui.tui.commands.case import AssignCase, MakePlan, ShowBrief, ShowCauses, ShowDecision
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.contact import AddStep, LogContact
from winback_tui.tui.commands.step import STEP_COMMANDS
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.pieces import override_mark
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.case.case_page import CasePage
from winback_tui.tui.screens.views.view import Listing, Query
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows

from .row import COLUMNS, PlanStepRow


class PlanScreen(CasePage[PlanStepRow]):
    """The steps of one case on top of the screen that opened it; Esc leaves."""

    PAGE = "plan"
    HEADING = "Plan"

    PURPOSE = "The plan to win them back, and what blocks it. A persistence plan never loses a contact."
    OWN_COMMANDS = (
        MakePlan,
        *STEP_COMMANDS,
        LogContact,
        EnterOrder,
        AddStep,
        AssignCase,
        ShowDecision,
        ShowCauses,
        ShowBrief,
        Back,
    )
    COLUMNS = COLUMNS

    def __init__(self, about: CommandSubject) -> None:
        super().__init__(about)
        self._desk: PlanDesk | None = None
        self._rows: Sequence[PlanStepRow] = ()

    def listing(self, wanted: Query) -> Listing[PlanStepRow]:
        """The steps by day, dropped ones too."""
        self.read_card()
        desk = plan_desk(self._app.book, self._about.account_id)
        self._desk = desk
        action = self.next_action
        following = action.what if action is not None and action.kind == "step" else ""
        self._rows = [
            PlanStepRow(each, self._app.book.today, desk.waits_for(each), each.step.id == following)
            for each in desk.steps
        ]
        return Listing(ListRows(self._rows), _headline(desk), _empty(desk))

    def row_of(self, action: NextAction) -> PlanStepRow | None:
        """The step that the action is about, or else the first that is still to make."""
        following = next((row for row in self._rows if row.next), None)
        return following or next((row for row in self._rows if row.open), None)

    def detail(self, row: PlanStepRow) -> tuple[str, Content]:
        """The step in full, then what blocks it and the tactics of the strategy."""
        step = row.step_row.step
        held = f"\nOn hold {row.held}: wait until then." if row.held else ""
        purpose = say(step.purpose or "No purpose noted.", (held, "warn"))
        around = _around(self._desk)
        return self._about.name, purpose + "\n\n" + around if around else purpose

    def _show_detail(self) -> None:
        """What blocks the plan is shown before there is any step."""
        if self.table.row is None:
            self.pane.show(self._about.name, _around(self._desk))
        else:
            super()._show_detail()

    def rules(self) -> Sequence[str]:
        """Those of the gates and of the strategy's tactics."""
        desk = self._desk
        if desk is None:
            return ()
        tactics = means_of(desk.plan.strategy) if desk.plan else ()
        gates = [gate.rule for gate in (*desk.holding, *desk.overridden)]
        return list(dict.fromkeys((*gates, *(each.rule for each in tactics), *super().rules())))


def _headline(desk: PlanDesk) -> tuple[Cell, ...]:
    leads: Cell = f"led by {desk.case.responsible}" if desk.case.responsible else ("nobody leads", "warn")
    mark = override_mark(gate.rule for gate in desk.overridden)
    cells: list[Cell] = [(desk.title or "No plan yet", "strong"), " · ", leads, *mark]
    if desk.plan and desk.plan.persistence:
        cells.append(" · persistence: contacts can only be added")
    if desk.open_steps:
        cells.append(f" · {count(len(desk.open_steps), 'open step')}")
    return tuple(cells)


def _around(desk: PlanDesk | None) -> Content:
    if desk is None:
        return Content()
    parts: list[Sequence[Cell]] = []
    if desk.overridden:
        parts.append([(f"Rule overridden: {gate.override}\n", "warn") for gate in desk.overridden])
    if desk.holding:
        blocks: list[Cell] = [(f"· {gate.sentence}\n", "warn") for gate in desk.holding]
        parts.append([("Blocked by\n", "muted"), *blocks])
    if desk.limit:
        parts.append([f"Promised: at most {desk.limit}.\n"])
    tactics = means_of(desk.plan.strategy) if desk.plan else ()
    if tactics:
        parts.append([("Tactics\n", "muted"), *(f"· {each.text}\n" for each in tactics)])
    elif desk.proposals:
        why = (f"· {each.strategy.title}: {each.why}\n" for each in desk.proposals[:3])
        parts.append([("Suggested\n", "muted"), *why])
    return Content("\n").join(say(*cells) for cells in parts)


def _empty(desk: PlanDesk) -> Empty:
    proposed = f" Suggested: {desk.proposals[0].strategy.title}." if desk.proposals else ""
    return Empty(
        Why.NOTHING_YET,
        f"No steps planned.{proposed}",
        (
            ("P", "chooses a strategy and plans its steps"),
            ("t", "plans a single step"),
            ("Esc", "goes back"),
        ),
    )
