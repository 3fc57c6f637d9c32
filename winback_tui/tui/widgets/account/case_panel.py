"""The case of an account wherever it is shown: how far it is, what blocks it, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from textual import events
from textual.content import Content
from textual.widgets import Static

from winback_tui.domain.account.next_action import NextAct, NextAction
from winback_tui.domain.case.conditions import ConditionState
from winback_tui.domain.case.progress.stage_of import CaseFacts
from winback_tui.domain.case.progress.steps import CaseStep, StepState, case_steps
from winback_tui.domain.wording.marks import RowMark
from winback_tui.domain.wording.wording import full_day, near_day
from winback_tui.services.accounts.account_card import AccountCard, CaseLine
from winback_tui.services.accounts.next_action import next_of
from winback_tui.tui.app.context import app_of
from winback_tui.tui.commands.next_step import DoNext
from winback_tui.tui.drawing.cells import cut, fit, showable, width_of
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say

TONES = {StepState.DONE: "good", StepState.NOW: "accent", StepState.OPEN: "muted"}
SAID_BY_THE_STEPS = ("B6", "B20", "W5", "B7")
"""Gates that the line of steps shows already; the others need a sentence."""
REMARKS_SHOWN = 2


class CasePanel(Static):
    """A bordered box; a click on it does the next thing. With the class `-flat` it has no border, to save two lines."""

    DEFAULT_CSS = """
    CasePanel {
        height: auto; max-height: 9; width: 1fr; padding: 0 1; margin: 0 1;
        border: round $border; border-title-color: $foreground; border-title-style: bold;
        &.-flat { border: none; margin: 0; }
    }
    """
    LEAST: ClassVar[int] = 30

    def __init__(self) -> None:
        super().__init__(id="case-panel", markup=False)
        self._card: AccountCard | None = None
        self._action: NextAction | None = None

    def show(self, card: AccountCard, action: NextAction | None = None) -> None:
        """Another state of the account; `action` where the page around it asks for something before its next one."""
        self._card, self._action = card, action
        self.border_title = Content(showable(panel_title(card)))
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """The key stands at the right edge."""
        self._draw()

    def on_click(self) -> None:
        """Does it."""
        app_of(self).run_command(DoNext(), self.screen)

    def _draw(self) -> None:
        if self._card is None:
            return
        width = max(self.LEAST, self.content_size.width or self.app.size.width - 6)
        key = app_of(self).key_of(DoNext())
        self.update(Content("\n").join(panel_lines(self._card, width, key, self._action)))


def panel_title(card: AccountCard) -> str:
    """`Case · lost 15 Sep 2026 by Carla Ruiz · Ben Osei leads`."""
    line = card.open_case
    if line is not None:
        by = f" by {line.case.lost_by}" if line.case.lost_by else ""
        leads = f"{line.case.responsible} leads" if line.case.responsible else "nobody leads"
        return f"Case · lost {near_day(line.case.lost_on, card.today)}{by} · {leads}"
    back = _answered(card)
    if back is not None and back.returned is not None:
        found = back.returned
        return (
            f"Returned · order of {near_day(found.order.day, card.today)}, {found.days} days after the loss"
        )
    if card.cases:
        return f"Last case · lost {full_day(card.cases[0].case.lost_on)}: {card.cases[0].ended}"
    return "Next step"


def panel_lines(
    card: AccountCard, width: int, key: str, action: NextAction | None = None
) -> Iterator[Content]:
    """The way of the case, what blocks it or speaks for it, and the next action with its key at the right."""
    line, action = card.open_case, action or next_of(card)
    if line is not None and line.facts is not None:
        yield _way(case_steps(line.facts))
        for (mark, tone), words in _remarks(line, line.facts, action):
            yield say((mark, tone), _within(words, width - width_of(mark)))
    elif (back := _answered(card)) is not None and back.facts is not None:
        yield _way(case_steps(back.facts, returned=True))
    yield next_line(action, width, key)


def next_line(action: NextAction, width: int, key: str) -> Content:
    """`Next: decide whether to win them back                    Space`."""
    right = key if action.act is not NextAct.NOTHING else ""
    space = width - len("Next: ") - (width_of(right) + 2 if right else 0)
    text = showable(action.text)
    text = fit(text, space)
    return say(("Next: ", "muted"), (text, "strong"), (f"  {right}" if right else "", "key"))


def rules_of_panel(card: AccountCard) -> Sequence[str]:
    """Ids of the rules behind what the panel says."""
    line, action = card.open_case, next_of(card)
    gates = [gate.rule for gate in line.gates if gate.closed or gate.override] if line else []
    return list(dict.fromkeys(rule for rule in (action.rule, *gates) if rule))


def _way(steps: Sequence[CaseStep]) -> Content:
    cells: list[Cell] = []
    for place, step in enumerate(steps):
        cells.append("   " if place else "")
        cells.append((f"{step.state} ", TONES[step.state]))
        now = step.state is StepState.NOW
        cells.append((step.words, "strong" if now else "muted" if step.state is StepState.OPEN else ""))
    return say(*cells)


def _remarks(line: CaseLine, facts: CaseFacts, action: NextAction) -> Iterator[tuple[tuple[str, str], str]]:
    """What speaks for the case and what blocks it, at most so many of each, with the mark before each."""
    met = [each.checked.sentence for each in line.conditions if each.checked.state is ConditionState.MET]
    new = [sentence for sentence in met if sentence.rstrip(".") not in action.text]
    yield from (((f"{RowMark.MET} Condition met: ", "good"), sentence) for sentence in new[:REMARKS_SHOWN])
    overridden = [gate.override for gate in line.gates if gate.override]
    yield from ((("Rule overridden: ", "warn"), reason) for reason in overridden[:REMARKS_SHOWN])
    if facts.verdict != "let-go":
        blocks = [gate for gate in line.gates if gate.closed and gate.rule not in SAID_BY_THE_STEPS]
        for gate in blocks[:REMARKS_SHOWN]:
            yield ("▲ ", "warn"), gate.reason if gate.rule == action.rule else gate.sentence


def _within(words: str, space: int) -> str:
    """One line: what is too long for it is read whole on the pages of the case."""
    words = showable(words)
    return cut(words, space) if width_of(words) > space else words


def _answered(card: AccountCard) -> CaseLine | None:
    """The latest case, where an order has answered it and it was not lost again since."""
    latest: Any = card.cases[0] if card.cases else None
    return latest if latest is not None and latest.returned is not None else None
