"""A page that is read or said, and has no answer."""

from __future__ import annotations

from winback_tui.tui.screens.interview.boxes.no_text_input import NoTextInput

from .page import Page


class NotePage(NoTextInput, Page, can_focus=True):
    """Nothing to fill in: Enter goes on."""

    DEFAULT_CSS = "NotePage { height: 0; }"
