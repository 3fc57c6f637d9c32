"""What can go wrong because of input or circumstance; every message is one sentence for the user."""

from __future__ import annotations

from collections.abc import Sequence


class WinbackError(Exception):
    """Base of every error whose text is for the user: what, where, what to do.

    `rule` is the playbook id behind it, such as `M13`, for whoever asks why; the sentence itself never names it.
    """

    def __init__(self, message: str, rule: str | None = None) -> None:
        super().__init__(message)
        self.rule = rule


class Refused(WinbackError):
    """An act that the rules or the data do not allow. Nothing was changed."""


def refusal_words(fault: WinbackError) -> tuple[str, tuple[str, ...]]:
    """The sentence, and the ids of the rules behind it, which a screen can open."""
    return str(fault), (fault.rule,) if fault.rule else ()


class BadInput(WinbackError):
    """A value that cannot be understood: a date, an amount, a header, an answer."""


class NotFound(WinbackError):
    """A name or id that does not exist; `nearest` lists similar ones."""

    def __init__(self, message: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.nearest = tuple(nearest)


class NeedsHuman(WinbackError):
    """Only a person can decide: an ambiguous name, a conflict, an unclear import column."""

    def __init__(self, message: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class BookUnavailable(WinbackError):
    """The database cannot be opened: missing, locked, corrupt, newer, or not ours."""


class OlderBook(BookUnavailable):
    """The database is of an older version and has to be migrated before it is read."""
