"""The whys as an outline, broken into lines: all of them, or those above and below the one being typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget

from winback_tui.domain.case import why
from winback_tui.domain.case.why import CONFIDENCE
from winback_tui.output.why_outline import OutlineLine
from winback_tui.tui.commands.command import HasCommands
from winback_tui.tui.drawing.cells import width_of
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.interview.boxes.layout import measure_again, wrap_hanging
from winback_tui.tui.screens.interview.boxes.no_text_input import NoTextInput

from .chain import Chain
from .undo_commands import RedoAnswer, UndoAnswer
from .why_commands import STANDING_COMMANDS

HOW_SURE = f"how sure? 1 {CONFIDENCE[1]}  2 {CONFIDENCE[2]}  3 {CONFIDENCE[3]}"
Rows = list[tuple[OutlineLine, list[Content]]]


class ChainLines(Widget):
    """Draws some lines of the outline."""

    DEFAULT_CSS = "ChainLines { height: auto; width: 1fr; }"

    def __init__(self, go_to: Callable[[str], None]) -> None:
        """`go_to` puts the why with that id into the box."""
        super().__init__()
        self._go_to = go_to
        self.chain = Chain()

    def show(self, chain: Chain) -> None:
        """Draws this chain."""
        self.chain = chain
        self.refresh(layout=True)
        measure_again(self)

    def lines(self) -> list[OutlineLine]:
        """The lines of the outline that stand here."""
        raise NotImplementedError

    def rows(self, width: int) -> Rows:
        """Each outline line with its drawn lines."""
        return [(line, self._draw_line(line, width)) for line in self.lines()]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many as are drawn."""
        return sum(len(drawn) for _, drawn in self.rows(width))

    def render(self) -> Content:
        """The lines."""
        rows = self.rows(self.content_size.width)
        return Content("\n").join(content for _, drawn in rows for content in drawn)

    def on_click(self, event: events.Click) -> None:
        """Puts the clicked why into the box."""
        y = event.y
        for line, drawn in self.rows(self.content_size.width):
            if y < len(drawn):
                self._go_to(line.node.id)
                return
            y -= len(drawn)

    def _draw_line(self, line: OutlineLine, width: int) -> list[Content]:
        here = line.node.id == self.chain.at
        marks = self._marks(line)
        space = width - 2 - (width_of(marks) + 2 if marks else 0)
        if here and self.chain.typing:
            return [say(("▌ ", "accent"), (line.lead, "muted"), (self._prompt(line), "accent"))]
        texts = wrap_hanging(line.lead, line.text, max(24, space))
        drawn = []
        for number, text in enumerate(texts):
            lead = line.lead if number == 0 else ""
            cells: list[Cell] = [("▌ " if here else "  ", "accent"), (lead, "muted")]
            cells.append((text[len(lead) :], "strong" if here or line.node.root else ""))
            if number == 0 and marks:
                gap = max(2, width - 2 - width_of(text) - width_of(marks))
                cells += [" " * gap, (marks, "good" if line.node.root else "muted")]
            drawn.append(say(*cells))
        prompt = self._question(line) if here else ""
        if prompt:
            drawn.append(say(" " * (2 + width_of(line.lead)), (prompt, "accent")))
        return drawn

    def _marks(self, line: OutlineLine) -> str:
        return f"◆ {line.marks}" if line.node.root else line.marks

    def _question(self, line: OutlineLine) -> str:
        """The question about the selected why."""
        if line.node.root:
            return "" if line.node.confidence else HOW_SURE
        return (
            ""
            if why.roots(self.chain.tree)
            else "is this the root cause?  * yes  1 doubtful  2 likely  3 sure"
        )

    def _prompt(self, line: OutlineLine) -> str:
        if self.chain.is_new:
            sibling = any(
                node.parent_id == self.chain.above for node in self.chain.tree if node.id != self.chain.at
            )
            if self.chain.above is None:
                return "what else did they say?" if sibling else "what did they say first?"
            return "and why else?" if sibling else "and why was that?"
        return line.marks or "in their words"


class ChainView(NoTextInput, HasCommands, ChainLines, can_focus=True):
    """The whole outline while one stands on it; while a why is typed, the part above the box."""

    OWN_COMMANDS = (*STANDING_COMMANDS, UndoAnswer, RedoAnswer)
    INSTEAD = "Not in a text: e edits, w asks the next why."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "why above", show=False),
        Binding("down,j", "step(1)", "why below", show=False),
    ]

    def __init__(self, go_to: Callable[[str], None], step: Callable[[int], None]) -> None:
        """`step` goes so many whys down, or up."""
        super().__init__(go_to)
        self._step = step

    def lines(self) -> list[OutlineLine]:
        """Up to the why being typed."""
        lines = self.chain.lines
        if not self.chain.typing:
            return lines
        ids = [line.node.id for line in lines]
        return lines[: ids.index(self.chain.at) + 1]

    def region_here(self) -> Region:
        """Where the why at the cursor stands, in the scrolled page."""
        top = self.virtual_region.y
        for line, drawn in self.rows(self.content_size.width):
            if line.node.id == self.chain.at:
                return Region(0, self.parent_top + top, 1, len(drawn))
            top += len(drawn)
        return Region(0, self.parent_top, 1, 1)

    @property
    def parent_top(self) -> int:
        """Lines above the page that holds the chain."""
        return self.parent.virtual_region.y if isinstance(self.parent, Widget) else 0

    def action_step(self, by: int) -> None:
        """Another why."""
        self._step(by)


class ChainBelow(ChainLines):
    """The part below the box."""

    def lines(self) -> list[OutlineLine]:
        """After the why being typed."""
        if not self.chain.typing:
            return []
        lines = self.chain.lines
        return lines[[line.node.id for line in lines].index(self.chain.at) + 1 :]
