"""The global options of one call: which book, as of when, how plainly."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from winback_tui.domain.days.clock import Clock
from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean_name
from winback_tui.services.book.clock import clock_from_environment

from .places import book_path
from .terminal.talk import tell

if TYPE_CHECKING:
    from winback_tui.services.book.book import Book


@dataclass(frozen=True)
class Invocation:
    """The global options, parsed. The book is opened when a command first asks for it."""

    path: Path
    as_of: date | None = None
    plain: bool = False
    clock: Clock = field(default_factory=Clock)

    @classmethod
    def of(cls, db: str | None = None, as_of: str | None = None, plain: bool = False) -> Invocation:
        """The options as given, with `WINBACK_DB` and `WINBACK_AS_OF` behind them. Raises BadInput."""
        clock = clock_from_environment()
        day = as_of or os.environ.get("WINBACK_AS_OF")
        if not day:
            return cls(book_path(db), None, plain, clock)
        from winback_tui.domain.days.typed_days import parse_day

        past = parse_day(day, clock.today(), past=True)
        if past > clock.today():
            raise BadInput(f"{past} is in the future; --as-of shows the book as of today or an earlier day.")
        return cls(book_path(db), past, plain, clock)

    @cached_property
    def book(self) -> Book:
        """The book that this call is about."""
        from winback_tui.services.book.book import Book

        return Book(self.path, self.clock, actor(), self.as_of)


def actor() -> str:
    """Who acts: `WINBACK_ACTOR`, else the user's own setting, else the login name."""
    of = os.environ.get("WINBACK_ACTOR")
    if of:
        return clean_name(of)
    from winback_tui.services.settings.own_settings import own_settings

    try:
        chosen = own_settings().actor
    except BadInput as fault:
        tell(f"winback: {fault}")
        chosen = ""
    if chosen:
        return chosen
    import getpass

    try:
        return clean_name(getpass.getuser())
    except (OSError, KeyError):
        return "unknown"
