"""The Monday meeting on the screen: what changed, the accounts that matter, who must act."""

from __future__ import annotations

from typing import cast

from textual import events
from textual.content import Content

from winback_tui.domain.review.meeting import Meeting, MeetingSection
from winback_tui.output.review.meeting import (
    ON_PAGE,
    LineKind,
    MeetingLayout,
    meeting_heading,
    meeting_html,
    meeting_lines,
    meeting_page,
)
from winback_tui.services.review.monday import meeting
from winback_tui.tui.app.context import Context
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.page_screen import PageScreen
from winback_tui.tui.screens.review.html_dialog import HtmlDialog

MARGIN = 3
"""Cells that the edges and the scroll bar take from each line."""
STILL_READ = "The meeting is still being put together."
_MORE = {
    MeetingSection.LOST: "key 3, Cases",
    MeetingSection.OVERDUE: "key 1, Overdue",
    MeetingSection.RETURNED: "key 4, Returned",
    MeetingSection.MET: "key 2, To do",
    MeetingSection.LATE: "key 2, To do",
    MeetingSection.ACT: "key 2, To do",
}
_TONES = {LineKind.TITLE: "strong", LineKind.NOTE: "muted", LineKind.NONE: "muted", LineKind.ITEM: ""}


def _screen(context: Context) -> MeetingScreen:
    return cast("MeetingScreen", context.screen)


class CopyMeeting(Command):
    id = "monday.copy"
    keys = "y"
    label = "copy the meeting as text"
    short = "copy"
    about = "Every line of the meeting as plain text, for a mail."
    footer = 1

    def enabled(self, context: Context) -> str | None:
        return None if _screen(context).meeting else STILL_READ

    def run(self, context: Context) -> None:
        from winback_tui.tui.app.terminal.clipboard import copy

        found = _screen(context).meeting
        assert found is not None
        context.tell(f"The meeting: {copy(context.node.app, meeting_page(found, whole=True))}.")


class WriteMeeting(Command):
    id = "monday.html"
    keys = "x"
    label = "write the meeting as HTML"
    short = "HTML"
    about = "The meeting as one HTML page, to be shown in a browser or printed."
    footer = 2
    opens = True

    def enabled(self, context: Context) -> str | None:
        return None if _screen(context).meeting else STILL_READ

    async def run(self, context: Context) -> None:
        found = _screen(context).meeting
        assert found is not None
        name = f"winback-monday-{found.today.isoformat()}.html"
        written = await context.ask(MeetingHtmlDialog(name, lambda: meeting_html(found)))
        if written is not None:
            context.tell(f"Meeting written to {written}")


class MeetingHtmlDialog(HtmlDialog):
    """Dismissed with the file written."""

    TITLE_WORDS = "Write the meeting as HTML"


class MeetingScreen(PageScreen):
    """Wrapped to the width of the terminal; Esc leaves."""

    PURPOSE = "What changed since Monday of last week, the ten accounts that matter, and who must act today."
    HEADING = "Monday meeting"
    WAITING = "Putting the meeting together."
    OWN_COMMANDS = (CopyMeeting, WriteMeeting, Back)

    def __init__(self) -> None:
        super().__init__()
        self.meeting: Meeting | None = None
        self._width = 0

    def page(self) -> Content:
        """The whole meeting, of long parts the first lines."""
        self.meeting = meeting(self._app.book)
        return meeting_content(self.meeting, self._width)

    def on_mount(self) -> None:
        """Measures the terminal before the page is made."""
        self._width = self.app.size.width - MARGIN

    def on_resize(self, event: events.Resize) -> None:
        """The same meeting in lines of another length."""
        self._width = event.size.width - MARGIN
        if self.meeting is not None:
            self._text.update(meeting_content(self.meeting, self._width))


def meeting_content(found: Meeting, width: int) -> Content:
    """The meeting in lines of at most this many cells."""
    cells: list[Cell] = [(f"{meeting_heading(found)}\n", "strong")]
    for line, kind in meeting_lines(found, MeetingLayout(width, ON_PAGE, more=_MORE, names_first=True)):
        cells.append((f"{line}\n", _TONES[kind]))
    return say(*cells)
