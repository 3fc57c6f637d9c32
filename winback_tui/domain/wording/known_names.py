"""Which known name is meant by its first letters."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.domain.text import clean_name


def names_begun(typed: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names of which any word begins with what is typed; only the exact name where there is one."""
    wanted = clean_name(typed).casefold()
    if not wanted:
        return ()
    exact = tuple(name for name in names if name.casefold() == wanted)
    return exact or tuple(name for name in names if _begins(name.casefold(), wanted))


def name_meant(typed: str, names: Sequence[str]) -> str:
    """The one name that begins like this; empty where there is none, or more than one."""
    begun = names_begun(typed, names)
    return begun[0] if len(begun) == 1 else ""


def _begins(name: str, wanted: str) -> bool:
    return name.startswith(wanted) or any(word.startswith(wanted) for word in name.split())
