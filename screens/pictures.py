"""Which pictures there are: the keys that lead there, and what is to be seen."""

from __future__ import annotations

from dataclasses import dataclass

WIDE, SMALL = (120, 36), (80, 24)


@dataclass(frozen=True)
class Picture:
    """One picture. `keys` are pressed one after the other on the first screen; `look` is a theme's name."""

    name: str
    shows: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = WIDE
    look: str = "dark"
    empty: bool = False


def typed(text: str) -> tuple[str, ...]:
    """The keys of a text."""
    return tuple({" ": "space", "-": "minus", ".": "full_stop"}.get(letter, letter) for letter in text)


PICTURES = (
    Picture("overdue", "The work list: whom to call first, and why."),
    Picture("followups", "What was promised and planned, by day.", ("2",)),
    Picture("cases", "Accounts in work, and what holds each of them up.", ("3",)),
    Picture("returned", "Who is back, with the order that proves it.", ("4",)),
)
