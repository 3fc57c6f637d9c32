"""A page that is read or said, and has no answer."""

from __future__ import annotations

from .page import Page
from .wordless import Wordless


class NotePage(Wordless, Page, can_focus=True):
    """Nothing to fill in: Enter goes on."""

    DEFAULT_CSS = "NotePage { height: 0; }"
