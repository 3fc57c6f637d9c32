"""From what a user typed to the one row that is meant: its number in the list, its id, or words in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from winback_tui.domain.errors import NeedsHuman, NotFound
from winback_tui.domain.text import clean_line

T = TypeVar("T")


def picked(
    rows: Sequence[T], ref: str, id_of: Callable[[T], str], words_of: Callable[[T], str], what: str
) -> T:
    """The row that `ref` means; the only one where nothing is said.

    `what` names the kind of row in errors. Raises NotFound when no row fits, NeedsHuman with the candidates
    when several do.
    """
    wanted = clean_line(ref)
    if not wanted and len(rows) == 1:
        return rows[0]
    if wanted.isdecimal() and 1 <= int(wanted) <= len(rows):
        return rows[int(wanted) - 1]
    exact = [row for row in rows if id_of(row) == wanted]
    part = wanted.casefold()
    found = exact or [row for row in rows if part in words_of(row).casefold()]
    if len(found) == 1:
        return found[0]
    told = [f"{place}  {words_of(row)}" for place, row in enumerate(rows, 1) if not found or row in found]
    if not found:
        raise NotFound(f"No {what} fits '{wanted[:60]}'.", [words_of(row) for row in rows[:5]])
    raise NeedsHuman(f"Say which {what} is meant: its number or more of its words.", told[:10])
