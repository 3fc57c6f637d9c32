"""Opening the screen, where there is one."""

from __future__ import annotations

from importlib import import_module

from .exits import ExitCode
from .invocation import Invocation
from .talk import screen_possible, tell, terminal_is_dumb


def open_screen(invocation: Invocation) -> int:
    """Open the full screen; where none can be drawn, name the verbs to use instead."""
    obstacle = _obstacle(invocation)
    if obstacle:
        tell(f"winback: {obstacle}; use a verb such as `winback list` (see `winback --help`).")
        return ExitCode.USAGE
    opened: int = import_module("winback_tui.tui.opening").open_screen(invocation.book)
    return opened


def _obstacle(invocation: Invocation) -> str:
    if invocation.plain:
        return "--plain draws no screen"
    if not screen_possible():
        return "the screen needs a terminal for input and output"
    if terminal_is_dumb():
        return "this terminal (TERM) cannot draw the screen"
    return ""
