"""Erasures by colleagues in words: beforehand by the names that this book still has, afterwards without any."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import count, near_day
from winback_tui.store.file.erase.backups import BackupsWithout
from winback_tui.sync.merge.erasures import ErasedElsewhere

NAMES_WIDE, NAME_WIDE = 90, 40
"""Letters of names in one sentence, and of one name: of more accounts the sentence says how many."""


def announced(erasures: Sequence[ErasedElsewhere], today: date) -> list[str]:
    """What a merge would erase here, for each colleague and day: two sentences, or one where this book has none."""
    groups: dict[tuple[str, date], list[str]] = {}
    for each in erasures:
        day = datetime.fromtimestamp(each.at / 1000).astimezone().date()
        groups.setdefault((each.person, day), []).append(each.name)
    lines = []
    for (person, day), names in groups.items():
        who, on = person or "Somebody", near_day(day, today)
        here = [name for name in names if name]
        if here:
            them = "it" if len(here) == 1 else "them"
            lines.append(
                f"{who} erased {_as_many_as_fit(here)} ({on}). The merge erases {them} here too, in your backups as"
                f" well: for good, undo does not bring {them} back."
            )
        if lacking := len(names) - len(here):
            it_is = "it is" if lacking == 1 else "they are"
            lines.append(
                f"{who} erased {count(lacking, 'account')} ({on}): {it_is} not in this book, so nothing here changes."
            )
    return lines


def erasure_note(erasures: Sequence[ErasedElsewhere], without: BackupsWithout) -> str:
    """What a sync reports once it has erased, in one sentence without a name."""
    number = sum(bool(each.name) for each in erasures)
    if not number:
        return "A colleague erased somebody who is not in this book: nothing here changed."
    what = count(number, "account")
    parts = [f"{what} erased by a colleague {'has' if number == 1 else 'have'} been removed from this book"]
    if without.rewritten:
        parts.append(f" and from {count(without.rewritten, 'backup')}")
    if without.deleted:
        were = "was" if without.deleted == 1 else "were"
        parts.append(f"; {count(without.deleted, 'backup')} could not be rewritten and {were} deleted")
    return f"{''.join(parts)}."


def _as_many_as_fit(names: Sequence[str]) -> str:
    """`Acme, Beta and 3 more`; the first one always."""
    shown: list[str] = []
    for name in (clean_line(each, NAME_WIDE) for each in names):
        if shown and sum(map(len, shown)) + len(name) > NAMES_WIDE:
            break
        shown.append(name)
    left = len(names) - len(shown)
    return join_names([*shown, f"{left:,} more"] if left else shown)
