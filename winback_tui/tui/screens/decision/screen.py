"""The decision: chance, value and cost line by line, what if, suggestions, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from textual.content import Content

from winback_tui.domain.account.next_action import NextAct, NextAction
from winback_tui.domain.case.stage import Stage
from winback_tui.domain.decision import (
    K2_CONTEXT,
    Aim,
    DecisionInputs,
    WhatIf,
    basis,
    could_turn,
    evaluate,
    turned,
)
from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import count, money_words, near_day
from winback_tui.services.decisions.desk import Assumptions, DecisionDesk, decision_desk
from winback_tui.tui.app.context import Context
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.case import ShowBrief, ShowCauses, ShowPlan
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.command import Command
from winback_tui.tui.commands.contact import NOBODY
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.pieces import override_mark
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.case.case_page import CasePage
from winback_tui.tui.screens.views.view import Listing, Query
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows

from .row import CHANCE, COLUMNS, NO_EFFECT, DecisionLine, effect_words, inside, rows_of


class TurnPart(Command):
    id = "decision.turn"
    keys = "t"
    label = "what if"
    about = (
        "Try another value for the line under the cursor and see the new result; Esc resets everything tried."
    )
    footer = 2

    def word(self, context: Context) -> str:
        return "next value" if cast("DecisionScreen", context.screen).trying else self.label

    def enabled(self, context: Context) -> str | None:
        row = context.subject.row if context.subject else None
        return (
            None
            if row is not None and row.field
            else "This line has no other value to try; t works on the factors, e changes amounts."
        )

    def run(self, context: Context) -> None:
        assert context.subject is not None
        cast("DecisionScreen", context.screen).turn(context.subject.row.field)


class Assume(Command):
    id = "decision.assume"
    keys = "e"
    label = "your assumptions"
    short = "costs"
    about = "Costs, your time, your own estimate, and what only you know; saved with the decision."
    footer = 3
    opens = True

    async def run(self, context: Context) -> None:
        from .assume_dialog import AssumeDialog

        screen = cast("DecisionScreen", context.screen)
        assumed = await context.ask(AssumeDialog(context.subject, screen.desk))
        if assumed is not None:
            screen.assume(assumed)


class Decide(Command):
    id = "decision.decide"
    keys = "v"
    label = "decide"
    about = "Win back, wait, or let go; the suggested decision is preselected."
    footer = 1
    opens = True
    writes = True

    def title(self, context: Context) -> str:
        return "change decision" if cast("DecisionScreen", context.screen).decided else self.label

    def word(self, context: Context) -> str:
        return self.title(context)

    def enabled(self, context: Context) -> str | None:
        return None if context.subject else NOBODY

    async def run(self, context: Context) -> None:
        from .verdict_dialog import VerdictDialog

        screen = cast("DecisionScreen", context.screen)
        await context.ask(VerdictDialog(context.subject, screen.desk))


class DecisionScreen(CasePage[DecisionLine]):
    """One case on top of the screen that opened it; Esc resets what was tried, then leaves."""

    PAGE = "decision"
    HEADING = "Decision"

    PURPOSE = (
        "Is this return worth it? The chance is the product of the factors listed; the result is the expected value if"
        " they return, less the cost. All effects are defaults until you set your own with 'winback config'."
    )
    OWN_COMMANDS = (Decide, TurnPart, Assume, ShowCauses, ShowPlan, ShowBrief, Back)
    COLUMNS = COLUMNS

    def __init__(self, about: CommandSubject) -> None:
        super().__init__(about)
        self._assumed: Assumptions | None = None
        self._tried: dict[str, Any] = {}
        self._desk: DecisionDesk | None = None

    @property
    def desk(self) -> DecisionDesk:
        """What is on the screen, without what was only tried."""
        assert self._desk is not None, "the first listing reads it"
        return self._desk

    @property
    def trying(self) -> bool:
        """Whether values are on the screen that the book has not."""
        return bool(self._tried)

    @property
    def back_word(self) -> str:
        """What Esc does first."""
        return "end it" if self._tried else ""

    @property
    def next_action(self) -> NextAction | None:
        """What to do next; nothing on what is only supposed, and none to decide while a cost
        that is not set could turn the decision."""
        if self._tried:
            return NextAction("press Esc to end the what-if first")
        line = self.card.open_case if self.card is not None else None
        to_decide = line is not None and line.stage is not None and line.stage.stage is Stage.DECIDE
        action = super().next_action
        if action is None or action.act is not NextAct.DECIDE or self._desk is None:
            return action
        if to_decide and self._desk.leaning is None and self._desk.evaluation.unknown_costs:
            return NextAction("enter the costs that are not set, then decide", NextAct.ASSUME, "F4")
        return action

    @property
    def decided(self) -> bool:
        """Whether a decision is in force."""
        return self._desk is not None and self._desk.last is not None

    @property
    def _inputs(self) -> DecisionInputs:
        return replace(self.desk.inputs, **self._tried)

    def rules(self) -> Sequence[str]:
        """The one of the row, then those of the suggestions and gates."""
        row, desk = self.table.row, self._desk
        if desk is None:
            return ()
        rules = [row.rule] if row is not None and row.rule else []
        rules += [each.rule for each in desk.suggestions]
        rules += [point.rule for point in desk.open_points]
        rules += [gate.rule for gate in desk.gates if gate.closed or gate.override]
        return list(dict.fromkeys((*rules, *super().rules())))

    def listing(self, wanted: Query) -> Listing[DecisionLine]:
        """The parts of the chance and the lines of the sum."""
        self.read_card()
        desk = decision_desk(self._app.book, self._about.account_id, self._assumed)
        self._desk = desk
        now = evaluate(self._inputs, desk.settings)
        nothing = Empty(Why.NOTHING_YET, "There is nothing to calculate.")
        return Listing(ListRows(rows_of(now, desk.evaluation)), self._words(now), nothing)

    def _words(self, now: Any) -> tuple[Cell, ...]:
        desk = self.desk
        if self._tried:
            tried = WhatIf(desk.evaluation, now)
            return (
                ("What if, not saved", "accent"),
                ("  Esc ends it  ", "muted"),
                f"{tried.chance}, {tried.gain or 'worth the same'}",  # "worth 333 EUR less" would be cut at 80 columns
            )
        value = now.value
        points = len(could_turn(desk.open_points))
        worth: Cell = ("not known yet", "warn")
        if value is not None:
            worth = (money_words(value.minor, value.currency), "strong" if value.minor >= 0 else "bad")
        return (
            "Chance ",
            (exact_percent(now.chance), "strong"),
            " · worth ",
            worth,
            *override_mark(gate.rule for gate in desk.gates if gate.override),
            *self._verdicts(),
            *(((f" · {count(points, 'point')} open", "warn"),) if points else ()),
        )

    def _verdicts(self) -> Iterator[Cell]:
        """The one in force, and the playbook's where that is another one or nobody has decided."""
        decided, leaning = self.desk.last, self.desk.leaning
        if decided:
            yield " · decided: "
            yield _verdict(decided.verdict), "strong"
        if decided is None or decided.verdict != leaning:
            yield f" · suggested: {_verdict(leaning) if leaning else 'cannot say yet'}"

    def detail(self, row: DecisionLine) -> tuple[str, Content]:
        """Where the number comes from, then the whole picture."""
        return self._about.name, Content.assemble(say(f"{self._about_row(row)}\n"), self._picture())

    def _about_row(self, row: DecisionLine) -> str:
        """The line in a sentence: what it does to the result, and where its number comes from."""
        if row.real is not None:
            real = f"{inside(row.real.label)} ({effect_words(row.real)})"
            tried = row.label.removeprefix("if: ")
            return f"What if: {tried} ({row.figure}). Now: {real}. t tries the next value."
        if row.label == CHANCE:
            return f"{row.label}: {row.source} {row.figure}."
        if row.figure == NO_EFFECT:
            return f"{row.label}: no effect on the chance; t tries another value."
        if row.field:
            way = "raises" if row.tone == "good" else "lowers"
            return f"{row.label}: {way} the chance, {row.figure} ({row.source})."
        return f"{row.label} {row.figure.removeprefix('= ')}{f': {row.source}' if row.source else ''}."

    def _picture(self) -> Content:
        desk, today = self.desk, self._app.book.today
        found = evaluate(self._inputs, desk.settings) if self._tried else desk.evaluation
        tried = [("What if: ", "accent")] if self._tried else []
        cells: list[Cell] = ["\n", *tried, (f"{found.sentence}\n", "strong")]
        even = (
            []
            if found.says_break_even
            else [f"a cost of {money_words(found.break_even_cost.minor, found.currency)}"]
        )
        if found.break_even_discount is not None:
            even.append(f"a permanent discount of {exact_percent(found.break_even_discount)}")
        cells += (
            [f"{'Also' if found.says_break_even else 'Break-even'}: {', or '.join(even)}.\n"] if even else []
        )
        if desk.last:
            again = f", review {near_day(desk.last.review_on, today)}" if desk.last.review_on else ""
            cells.append(
                f"Decided {near_day(desk.last.decided_on, today)}: {_verdict(desk.last.verdict)}{again}.\n"
            )
        cells.append(("\nSuggested, without the what-if\n" if self._tried else "\nSuggested\n", "muted"))
        cells.append((f"{desk.conclusion}\n", "strong"))
        cells += [
            (f"· {_verdict(each.verdict)}: {each.sentence}\n", "warn" if each.firm else "")
            for each in desk.suggestions
        ]
        if desk.open_points:
            cells.append(("\nOpen\n", "muted"))
            cells += [
                (f"· {point.words}\n", "warn" if point.turns else "muted") for point in desk.open_points
            ]
        cells.append(("\nWhat it rests on\n", "muted"))
        cells += [f"· {each.sentence}\n" for each in basis(found)]
        if desk.aim != Aim.PROFIT:
            cells.append(f"· Your firm puts {desk.aim} first.\n")
        cells.append(("\nFour questions\n", "muted"))
        for place, question in enumerate(desk.questions):
            how = "Press e to answer." if place else "Press r to add the fixes."
            answer: list[Cell] = [question.answer] if question.answer else [question.so_far, (how, "accent")]
            cells += [f"· {question.text} ", *answer, "\n"]
        for gate in desk.gates:
            if gate.override:
                cells.append((f"Rule overridden: {gate.override}\n", "warn"))
        cells.append((f"\n{K2_CONTEXT}\n", "muted"))
        return say(*cells)

    def opened(self, row: DecisionLine) -> None:
        """Enter turns the part."""
        if row.field:
            self.turn(row.field)

    def turn(self, field: str) -> None:
        """The next value of one fact; nothing is written."""
        try:
            self._tried |= turned(self._inputs, field)
        except BadInput as fault:
            self._app.tell(str(fault), "warning")
            return
        self._tried = {
            name: value for name, value in self._tried.items() if value != getattr(self.desk.inputs, name)
        }
        self.reload()

    def assume(self, assumed: Assumptions) -> None:
        """Calculates with these from now on; they are saved with the decision."""
        self._assumed = assumed
        self.reload()

    def action_back(self) -> None:
        """Resets what was tried, else leaves."""
        if self._tried:
            self._tried = {}
            self.reload()
        else:
            self.dismiss(None)


def _verdict(code: str) -> str:
    return code.replace("-", " ")
