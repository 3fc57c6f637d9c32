"""The version line."""

from __future__ import annotations

from winback_tui import __version__

from .terminal.talk import say


def say_version() -> None:
    """Print `winback` and its version on stdout."""
    say(f"winback {__version__}")
