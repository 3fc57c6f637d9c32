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
    """The sentence without the rule's id, and the ids of the rules behind it: a screen opens the rule instead."""
    if not isinstance(fault, Refused) or fault.rule is None:
        return str(fault), ()
    return str(fault).removesuffix(f" ({fault.rule})"), (fault.rule,)


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
