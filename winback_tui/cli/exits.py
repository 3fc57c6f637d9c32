"""How a command ends, as the shell sees it."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes that scripts may rely on, each with its reason."""

    reason: str

    def __new__(cls, code: int, reason: str) -> ExitCode:
        member = int.__new__(cls, code)
        member._value_ = code
        member.reason = reason
        return member

    DONE = 0, "done"
    FAILED = 1, "refused or failed"
    USAGE = 2, "not understood"
    NO_BOOK = 3, "the book cannot be opened"
    NEEDS_HUMAN = 4, "only a person can decide"
    INTERRUPTED = 130, "interrupted"
