"""Why they left and what they ask for: causes with their fixes, conditions with what the facts say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.content import Content

from winback_tui.domain.account.next_action import NextAction
from winback_tui.domain.gates import Gate
from winback_tui.services.cases.case_card import CaseCard, case_card
from winback_tui.services.cases.voices import reasons_list
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.tui.app.context import Context
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.case import RecordTerms, ShowDecision, ShowPlan, ShowRivals
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.contact import OnAccount
from winback_tui.tui.commands.step import FinishStep
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.pieces import override_mark
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.case.case_page import CasePage
from winback_tui.tui.screens.views.view import Listing, Query
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows

from .row import COLUMNS, CauseListRow, rows_of


class AddCause(OnAccount):
    id = "cause.add"
    keys = "a"
    label = "add a cause"
    short = "cause"
    about = "A reason for the loss, and who gave it."
    footer = 2
    opens = True

    async def run(self, context: Context) -> None:
        from .dialogs import CauseDialog

        await context.ask(CauseDialog(context.subject))


class AddFix(OnAccount):
    id = "fix.add"
    keys = "r"
    label = "add a fix"
    short = "fix"
    about = "What will fix the cause under the cursor, who does it and by when."
    footer = 1
    opens = True
    on_row = True

    def enabled(self, context: Context) -> str | None:
        row: CauseListRow | None = context.subject.row if context.subject else None
        return (
            None
            if row is not None and row.cause_id
            else "Put the cursor on a cause first, or add one with a."
        )

    async def run(self, context: Context) -> None:
        from .dialogs import FixDialog

        assert context.subject is not None
        await context.ask(FixDialog(context.subject, context.subject.row.cause_id))


class RivalOfCause(ShowRivals):
    id = "cause.rival"
    keys = "v"
    short = "rival"

    def enabled(self, context: Context) -> str | None:
        row: CauseListRow | None = context.subject.row if context.subject else None
        return None if row is not None and row.rival_id else "No rival is named in this cause."


class RecordTermsHere(RecordTerms):
    id = "condition.terms"
    keys = "e"
    short = "our terms"


class AddCondition(OnAccount):
    id = "condition.add"
    keys = "o"
    label = "add a condition"
    short = "condition"
    about = "What they ask for to come back: price, delivery, product, contact person, certificate, date, or in words."
    footer = 3
    opens = True

    async def run(self, context: Context) -> None:
        from .dialogs import ConditionDialog

        await context.ask(ConditionDialog(context.subject))


class Beyond(OnAccount):
    id = "cause.beyond"
    keys = "x"
    label = "out of reach or not"
    short = "out of reach"
    about = "Mark the cause or condition as out of our reach, or unmark it; while marked it blocks the plan."
    footer = 5
    opens = True

    def enabled(self, context: Context) -> str | None:
        row: CauseListRow | None = context.subject.row if context.subject else None
        if row is None or row.kind == "fix":
            return "Put the cursor on a cause or a condition first."
        return None if row.open else "That is settled already."

    async def run(self, context: Context) -> None:
        from .dialogs import BeyondDialog

        subject = context.subject
        assert subject is not None
        row: CauseListRow = subject.row
        if row.kind == "condition":
            await context.ask(BeyondDialog(subject, row.id))
            return
        judged, cause = (None if row.judged is False else False), row.id

        def work() -> str:
            from winback_tui.services.cases.causes import judge_cause

            return judge_cause(context.book, subject.account_id, cause, judged).sentence

        await context.act(work, str)


class CausesScreen(CasePage[CauseListRow]):
    """One case on top of the screen that opened it; Esc leaves."""

    PAGE = "causes"
    HEADING = "Causes and conditions"

    PURPOSE = (
        "Fix every cause before anybody contacts them. A cause or condition that is out of our reach blocks the plan."
        " Conditions are checked against what we can do today."
    )
    OWN_COMMANDS = (
        AddFix,
        AddCause,
        AddCondition,
        FinishStep,
        Beyond,
        RecordTermsHere,
        RivalOfCause,
        ShowDecision,
        ShowPlan,
        Back,
    )
    COLUMNS = COLUMNS

    def __init__(self, about: CommandSubject) -> None:
        super().__init__(about)
        self._card: CaseCard | None = None
        self._rows: Sequence[CauseListRow] = ()

    def listing(self, wanted: Query) -> Listing[CauseListRow]:
        """Causes with their fixes, then conditions."""
        self.read_card()
        card = case_card(self._app.book, self._about.account_id)
        self._card = card
        labels = reasons_list(own_playbook()).labels
        self._rows = rows_of(card, self._app.book.today, lambda code: labels.get(code, code))
        following = self.following_row
        self._rows = [replace(row, next=row is following) for row in self._rows]
        return Listing(ListRows(self._rows), _headline(card), _empty())

    def detail(self, row: CauseListRow) -> tuple[str, Content]:
        """The row in full, then the gates about causes and conditions."""
        cells: list[Cell] = [f"{row.more or row.text}\n"]
        for gate in self._card.overridden if self._card else ():
            cells.append((f"Rule overridden: {gate.override}\n", "warn"))
        for gate in self._card.gates if self._card else ():
            topic = _topic(gate)
            if topic:
                cells.append((f"\n{topic}: ", "muted"))
                cells.append((gate.sentence + "\n", "warn" if gate.closed else "good"))
        return self._about.name, say(*cells)

    def rules(self) -> Sequence[str]:
        """Those of the gates that hold, and of those overridden."""
        card = self._card
        gates = (*card.gates, *card.overridden) if card else ()
        found = [gate.rule for gate in gates if gate.closed or gate.override]
        return list(dict.fromkeys((*found, *super().rules())))

    def row_of(self, action: NextAction) -> CauseListRow | None:
        """The cause or the fix that the next action names."""
        rows = [row for row in self._rows if row.kind == action.kind and row.open]
        return next((row for row in rows if row.text == action.what), rows[0] if rows else None)


def _topic(gate: Gate) -> str:
    """What a gate about causes and conditions is about, so that its reason says how it stands; '' for any other."""
    if gate.rule == "W5":
        return "We may not say 'we changed' yet" if gate.closed else "We may say 'we changed'"
    return {"B6": "Reasons", "B20": "Causes", "B9": "Conditions"}.get(gate.rule, "")


def _headline(card: CaseCard) -> tuple[Cell, ...]:
    by_cause = [[fix for fix in card.fixes if fix.cause_id == cause.id] for cause in card.causes]
    removed = sum(bool(fixes) and all(fix.done_on for fix in fixes) for fixes in by_cause)
    met = sum(each.checked.state == "met" for each in card.conditions)
    return (
        (f"{removed} of {len(card.causes)}", "strong"),
        " causes fixed · ",
        (f"{met} of {len(card.conditions)}", "strong"),
        " conditions met",
        *override_mark(gate.rule for gate in card.overridden),
    )


def _empty() -> Empty:
    return Empty(
        Why.NOTHING_YET,
        "No causes yet: the exit interview finds them.",
        (
            ("Esc", "goes back; i there starts the interview"),
            ("a", "adds a cause"),
            ("o", "adds a condition"),
        ),
    )
