"""Changing the limits that the team judges all accounts by."""

from __future__ import annotations

from ..store.book import Book
from ..store.write import act
from .keeping import keep_setting
from .team_limits import Limit, limit_named, understood


def set_limit(book: Book, name: str, typed: str) -> tuple[Limit, tuple[int, ...]]:
    """Set a limit to `80/15/5`; an empty text brings back the usual values. Every summary is computed anew.

    Raises NotFound for an unknown name, BadInput for values that cannot be.
    """
    limit = limit_named(name)
    values = understood(limit, typed) if typed.strip() else limit.usual
    with act(book, "setting", f"{limit.name.capitalize()} set to {'/'.join(map(str, values))}") as deed:
        keep_setting(deed, limit.name, list(values) if typed.strip() else None)
        deed.touch_everything()
    return limit, values
