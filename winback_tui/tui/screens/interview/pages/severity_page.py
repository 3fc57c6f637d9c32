"""The page of the scale: how bad it was, from one to five, for the customer and for us (playbook M7)."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from winback_tui.domain.case.severity import SCALE
from winback_tui.domain.interview.script import SCALE_STEPS, Choice, Meaning
from winback_tui.output.wrapping import wrap_words
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.tui.drawing.cells import fit, width_of
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.interview.boxes.no_text_input import NoTextInput
from winback_tui.tui.screens.interview.saving.unsaved import Typed, TypedAnswer
from winback_tui.tui.widgets.form.scale import bar

from .page import Page, PageContext

ONE_LINE = 92
"""Cells from which name and example stand in one line."""
NAME = 18
INDENT, LEAST_INDENT = 11, 4
"""Cells before an example in a line of its own: below its name, or fewer where it would be cut."""

AROUND = 12
"""Lines of the screen around the scale: head, question, how to choose, hint and foot."""
HOW = "1 to 5 or ↑ ↓ choose, 0 takes it back; Enter goes on."


class Steps(NoTextInput, Widget, can_focus=True):
    """`3 ▇▇▇▁▁  problem`, with its example, and who says so at the right."""

    DEFAULT_CSS = "Steps { height: auto; width: 1fr; }"
    INSTEAD = "Press 1 to 5 for how bad it was; Enter goes on."

    def __init__(self, chosen: Callable[[str], None]) -> None:
        """`chosen` is called with each new step; empty unselects."""
        super().__init__()
        self._chosen = chosen
        self._steps: list[Choice] = []
        self.value = self._other = ""
        self._who, self._others = "", ""

    def load(self, steps: list[Choice], value: str, other: str, who: str, others: str) -> None:
        """`value` as `who` sees it, `other` as `others` do; empty where not answered."""
        self._steps, self.value, self._other, self._who, self._others = steps, value, other, who, others
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line a step, or one and those of its example; at the end how to choose."""
        return sum(1 + len(self._below(step, width)) for step in self._steps) + 1

    def _below(self, step: Choice, width: int) -> list[str]:
        """The example in lines of its own, where it has no room beside the name; whole where they all have room."""
        if width >= ONE_LINE:
            return []
        if width_of(step.hint) <= width - INDENT:
            return [" " * INDENT + step.hint]
        wrapped = [self._wrapped(each, width) for each in self._steps]
        if len(wrapped) + sum(map(len, wrapped)) <= self.app.size.height - AROUND:
            return self._wrapped(step, width)
        return [fit(" " * LEAST_INDENT + step.hint, width)]

    def _wrapped(self, step: Choice, width: int) -> list[str]:
        return wrap_words(step.hint, width, " " * INDENT, measure=width_of) or [""]

    def render(self) -> Content:
        """The scale from trifle to the end of the world."""
        lines: list[Content] = []
        width = self.content_size.width
        for step in self._steps:
            chosen = step.code == self.value
            tone = (
                "" if not chosen else "bad" if step.code >= "4" else "warn" if step.code == "3" else "accent"
            )
            mark = self._mark(step.code)
            first: list[Cell] = [
                ("▌ " if chosen else "  ", "accent"),
                (bar(int(step.code)), tone or "muted"),
                (f"  {fit(step.label, NAME)}", "strong" if chosen else ""),
            ]
            space = width - 2 - 7 - 2 - NAME - width_of(mark)
            example = fit(step.hint if width >= ONE_LINE else "", space)
            lines.append(say(*first, (example, "" if chosen else "muted"), (mark, "accent")))
            lines += [say((line, "" if chosen else "muted")) for line in self._below(step, width)]
        lines.append(say((fit(f"  {HOW}", width), "muted")))
        return Content("\n").join(lines)

    def _mark(self, code: str) -> str:
        who = [name for name, at in ((self._who, self.value), (self._others, self._other)) if at == code]
        return f"◀ {' and '.join(who)}" if who else ""

    def on_key(self, event: events.Key) -> None:
        """Digits and arrows; 0, Backspace and Del take it back."""
        now = int(self.value) if self.value in SCALE_STEPS else 0
        if event.character in SCALE_STEPS:
            value = event.character
        elif event.key in ("down", "right", "plus"):
            value = str(min(now + 1, len(SCALE_STEPS)))
        elif event.key in ("up", "left", "minus"):
            value = str(max(now - 1, 1))
        elif event.key in ("0", "backspace", "delete"):
            value = ""
        else:
            return
        event.stop()
        event.prevent_default()
        self._set(value or "")

    def on_click(self, event: events.Click) -> None:
        """Chooses the step that was clicked."""
        last = -1
        for step in self._steps:
            last += 1 + len(self._below(step, self.content_size.width))
            if event.y <= last:
                self._set(step.code)
                return

    def _set(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.refresh()
            self._chosen(value)


class SeverityPage(Page):
    """The scale with its examples; shows the customer's step and ours."""

    def __init__(self, known: PageContext, report: Callable[[Typed, bool], None], *, id: str) -> None:
        super().__init__(known, report, id=id)
        self.steps = Steps(self._step)

    def compose(self) -> ComposeResult:
        """The scale."""
        yield self.steps

    def target(self) -> Widget:
        """The scale."""
        return self.steps

    def load(self, record: InterviewRecord) -> None:
        """The step chosen here, and the other's."""
        customers = record.script.meaning(Meaning.SEVERITY)
        theirs = record.flow.value(Meaning.SEVERITY)
        own = record.given.get(self.current.id, "")
        steps = [self._described(code, customers.choice(code) if customers else None) for code in SCALE_STEPS]
        match self.current.means:
            case Meaning.SEVERITY:
                self.steps.load(
                    steps, own, record.flow.value(Meaning.SEVERITY_OURS), "the customer", "our view"
                )
            case Meaning.SEVERITY_OURS:
                self.steps.load(steps, own, theirs, "our view", "the customer")
            case _:
                self.steps.load(steps, own, "", "", "")

    def _described(self, code: str, customers: Choice | None) -> Choice:
        mine, usual = self.current.choice(code), SCALE[int(code) - 1]
        of_severity = self.current.means in (Meaning.SEVERITY, Meaning.SEVERITY_OURS)
        others = [each for each in (customers,) if each and of_severity]
        candidates = [each for each in (mine, *others) if each]
        label = next((each.label for each in candidates if each.label), usual.name if of_severity else "")
        hint = next((each.hint for each in candidates if each.hint), usual.example if of_severity else "")
        return Choice(code, label, hint)

    def _step(self, code: str) -> None:
        self.report(TypedAnswer(self.current.id, code), True)
