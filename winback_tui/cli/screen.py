"""Opening the screen, where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from .exits import ExitCode
from .invocation import Invocation
from .terminal.talk import screen_possible, tell, terminal_is_dumb


def open_screen(invocation: Invocation) -> int:
    """Open the full screen; where none can be drawn, name the commands to use instead."""
    obstacle = _obstacle(invocation)
    if obstacle:
        tell(f"winback: {obstacle}; use a command such as `winback list` (see `winback --help`).")
        return ExitCode.USAGE
    opened: int = import_module("winback_tui.tui.app.start").open_screen(invocation.book, asks_who=True)
    return opened


def _obstacle(invocation: Invocation) -> str:
    if invocation.plain:
        return "--plain draws no screen"
    if not screen_possible():
        return "the screen needs a terminal for input and output"
    if terminal_is_dumb():
        return "this terminal (TERM) cannot draw the screen"
    return ""


def screen_call(argv: Sequence[str]) -> Invocation | None:
    """The invocation when `argv` asks for nothing but the screen, else None.

    Only whole, well-formed global options are understood here; anything else is left to the command tree.
    Raises BadInput for a date that is none.
    """
    given: dict[str, str] = {}
    plain = False
    words = list(argv)
    while words:
        word = words.pop(0)
        name, equals, value = word.partition("=")
        if word == "--plain":
            plain = True
        elif name in ("--db", "--as-of") and (equals or words):
            given[name] = value if equals else words.pop(0)
        else:
            return None
    return Invocation.of(given.get("--db"), given.get("--as-of"), plain)
