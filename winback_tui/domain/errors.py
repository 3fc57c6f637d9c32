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


CHOICES_SHOWN = 3
"""At most this many names or choices are shown on a screen."""


def refusal_words(fault: WinbackError) -> tuple[str, tuple[str, ...]]:
    """The sentence with what can be meant instead, and the ids of the rules behind it, which a screen can open."""
    choices: tuple[str, ...] = ()
    before = ""
    if isinstance(fault, NeedsHuman):
        choices = fault.candidates
    elif isinstance(fault, NotFound):
        choices, before = fault.nearest, "Nearest: "
    more = f" and {len(choices) - CHOICES_SHOWN} more" if len(choices) > CHOICES_SHOWN else ""
    listed = f" {before}{', '.join(choices[:CHOICES_SHOWN])}{more}." if choices else ""
    return f"{fault}{listed}", (fault.rule,) if fault.rule else ()
