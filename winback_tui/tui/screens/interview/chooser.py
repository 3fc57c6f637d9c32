"""Which interview: one that was begun, one to read again, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from winback_tui.domain.interview.flow import InterviewProgress
from winback_tui.services.interviews.interviews import InterviewRecord
from winback_tui.tui.drawing.cells import showable
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.screens.base.base_screen import Modal
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.list.window_table import WindowTable
from winback_tui.tui.widgets.style_sheet import style_sheet

from .opening import NEW_INTERVIEW
from .question_list import list_height


@dataclass(frozen=True, slots=True)
class InterviewEntry:
    """An interview as the list shows it."""

    key: str
    person: str
    how: str
    day: str
    state: Cell


class InterviewChooser(Modal[str]):
    """Enter opens the interview under the cursor."""

    DEFAULT_CSS = style_sheet(__file__)
    ENTER = "open"
    PURPOSE = "The interviews about this loss. Buyer, user and owner each know a part. Enter opens one."
    COLUMNS: ClassVar[tuple[ListColumn[InterviewEntry], ...]] = (
        ListColumn("person", "With", lambda entry: entry.person, 26, 14, grows=True),
        ListColumn("how", "Script", lambda entry: (entry.how, "muted"), 28, 10, leaves=1),
        ListColumn("day", "Started", lambda entry: (entry.day, "muted"), 12, 8),
        ListColumn("state", "", lambda entry: entry.state, 12, 10),
    )

    def __init__(self, account: str, interviews: Sequence[InterviewRecord], days: Sequence[str]) -> None:
        super().__init__()
        self._account = account
        self._entries = [_entry(each, day) for each, day in zip(interviews, days, strict=True)]
        self._entries.append(InterviewEntry(NEW_INTERVIEW, "somebody else", "", "", ("+ new", "accent")))
        self.table = WindowTable(self.COLUMNS, id="interviews")

    def compose(self) -> ComposeResult:
        """A box with the list."""
        with Vertical(id="box") as box:
            box.border_title = Content(f"Interviews · {showable(self._account)}")
            self.table.styles.height = list_height(len(self._entries), self.app.size.height)
            yield self.table
            yield KeyFooter()

    def on_mount(self) -> None:
        """The cursor on the first that is not finished."""
        begun = next(n for n, entry in enumerate(self._entries) if entry.state[0] != "✓ finished")
        self.table.show(ListRows(self._entries), keep=False, at=begun)

    @on(WindowTable.Opened)
    def _opened(self, event: WindowTable.Opened) -> None:
        self.dismiss(event.row.key)


def _entry(record: InterviewRecord, day: str) -> InterviewEntry:
    head = record.head
    state: Cell = ("✓ finished", "good")
    if not head.finished:
        state = (f"… {_progress(record)}", "warn")
    way = f", {head.channel}" if head.channel else ""
    return InterviewEntry(head.id, head.person or "somebody", f"{record.script.title}{way}", day, state)


def _progress(record: InterviewRecord) -> InterviewProgress:
    return record.progress(record.page.id)
