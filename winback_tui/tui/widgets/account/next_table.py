"""The list of a page about one account: nothing is marked there, so Space does the next step of the case."""

from __future__ import annotations

from typing import ClassVar

from winback_tui.tui.commands.next_step import DoNext
from winback_tui.tui.widgets.list.window_table import WindowTable


class NextTable(WindowTable):
    """As every list, with Space for the next step."""

    OWN_COMMANDS = (DoNext,)
    MARKS_ROWS: ClassVar[bool] = False
