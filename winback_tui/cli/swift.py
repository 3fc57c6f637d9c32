"""Calls that need no command tree: the bare screen and the version, so that they start at once."""

from __future__ import annotations

from collections.abc import Sequence

from .invocation import Invocation


def screen_call(argv: Sequence[str]) -> Invocation | None:
    """The invocation when `argv` asks for nothing but the screen, else None.

    Only whole, well-formed global options are understood here; anything else is left to the command tree.
    Raises BadInput for a date that is none.
    """
    told: dict[str, str] = {}
    plain = False
    words = list(argv)
    while words:
        word = words.pop(0)
        name, equals, value = word.partition("=")
        if word == "--plain":
            plain = True
        elif name in ("--db", "--as-of") and (equals or words):
            told[name] = value if equals else words.pop(0)
        else:
            return None
    return Invocation.told(told.get("--db"), told.get("--as-of"), plain)
