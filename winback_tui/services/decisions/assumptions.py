"""The manager's assumptions for a decision, in addition to the book's data; stored with it for the next time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from winback_tui.domain.text import clean_line


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Money in minor units of the account's currency; None leaves it to the book or to the team's settings.

    `offer` None takes the open offers of the case. `moved_on`: fully with another supplier (M6). `tied`: what binds
    them to somebody else (M3). `others`: how other customers will react (F4). `waits_for`: in words.
    """

    offer: int | None = None
    fixes: int | None = None
    hours: float | None = None
    hour_cost: int | None = None
    own_chance: float | None = None
    years: float | None = None
    margin: float | None = None
    moved_on: bool = False
    promising: bool = False
    stings_rival: bool = False
    demanding: bool = False
    rude: bool = False
    unforgivable: bool = False
    rival_unbeatable: bool = False
    tied: str = ""
    others: str = ""
    waits_for: str = ""

    def __post_init__(self) -> None:
        for name in ("tied", "others", "waits_for"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))

    def record(self) -> dict[str, Any]:
        """Only what differs from the defaults, as plain JSON values."""
        usual = asdict(Assumptions())
        return {name: value for name, value in asdict(self).items() if value != usual[name]}

    @classmethod
    def recorded(cls, stored: Mapping[str, Any]) -> Assumptions:
        """The assumptions from what `record` returned; unknown names are left out."""
        known = asdict(cls())
        return cls(**{name: value for name, value in stored.items() if name in known})
