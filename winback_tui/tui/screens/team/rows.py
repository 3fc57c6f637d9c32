"""The rows of the team screen: where this laptop syncs, and the laptops of the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from winback_tui.domain.wording.wording import count, near_day
from winback_tui.services.team import Place, Target, Teammate
from winback_tui.tui.drawing.columns import Cell, ListColumn


def when(at: datetime | None, today: date) -> str:
    """`today 9:12`, `Mon 23 Nov 14:05`; `never`."""
    return f"{near_day(at.date(), today)} {at.hour}:{at.minute:02d}" if at else "never"


def home_words(path: Path | str) -> str:
    """The path, with `~` for the user's own folder."""
    place, home = Path(path), Path.home()
    inside = "://" not in str(path) and place.is_relative_to(home) and place != home
    return str(Path("~", place.relative_to(home))) if inside else str(path)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A folder or hub that is synced with.

    `waiting`: files of others that were not met yet. `to_leave`: own changes that the others cannot find there yet.
    """

    target: Target
    waiting: int
    to_leave: int
    today: date

    @property
    def key(self) -> str:
        """The folder."""
        return self.target.target

    @property
    def state(self) -> Cell:
        """Whether it can be met now, and whether something new lies there."""
        if self.target.away:
            return ("not there now: plug it in or connect it", "warn")
        if self.target.hub:
            return ("Enter asks it", "muted")
        if self.waiting:
            return (f"▲ {count(self.waiting, 'new file')}", "accent")
        if self.to_leave:
            return (f"{count(self.to_leave, 'change')} to leave there", "accent")
        return ("nothing new", "muted")


@dataclass(frozen=True, slots=True)
class LaptopRow:
    """A laptop of the team."""

    mate: Teammate
    today: date

    @property
    def key(self) -> str:
        """Its id."""
        return self.mate.id

    @property
    def behind(self) -> Cell:
        """What it lacks of what this book has."""
        if self.mate.retired or self.mate.ours:
            return ("", "")
        return (count(self.mate.behind, "change"), "") if self.mate.behind else ("nothing", "good")

    @property
    def erasures(self) -> Cell:
        """Erasures that it has not confirmed."""
        open_ones = self.mate.unconfirmed
        if not open_ones or self.mate.ours:
            return ("", "")
        return (f"▲ {open_ones:,} not confirmed", "warn")

    @property
    def state(self) -> Cell:
        """`this laptop`, `retired`."""
        if self.mate.ours:
            return ("this laptop", "accent")
        if self.mate.hub:
            return ("hub", "muted")
        return ("retired", "muted") if self.mate.retired else ("", "")


TARGET_COLUMNS: Sequence[ListColumn[TargetRow]] = (
    ListColumn(
        "target", "Synced with", lambda row: home_words(row.target.target), 40, 20, grows=True, sorts=False
    ),
    ListColumn("met", "Last sync", lambda row: when(row.target.met_at, row.today), 18, 12, sorts=False),
    ListColumn("state", "", lambda row: row.state, 40, 11, sorts=False),
)
LAPTOP_COLUMNS: Sequence[ListColumn[LaptopRow]] = (
    ListColumn(
        "person", "Laptop of", lambda row: row.mate.person or "somebody", 20, 10, grows=True, sorts=False
    ),
    ListColumn("machine", "Machine", lambda row: (row.mate.machine, "muted"), 14, 8, leaves=2, sorts=False),
    ListColumn("met", "Last heard of", lambda row: when(row.mate.met_at, row.today), 18, 13, sorts=False),
    ListColumn("behind", "Lacks", lambda row: row.behind, 14, 12, sorts=False),
    ListColumn("erasures", "Erasures", lambda row: row.erasures, 17, 12, leaves=1, sorts=False),
    ListColumn("state", "", lambda row: row.state, 11, leaves=3, sorts=False),
)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place where a team's files may lie."""

    place: Place
    today: date

    @property
    def key(self) -> str:
        """Its path."""
        return str(self.place.path)

    @property
    def files(self) -> Cell:
        """How many files of a team lie there."""
        number = self.place.files
        return (count(number, "team file"), "accent") if number else ("no team files", "muted")


PLACE_COLUMNS: Sequence[ListColumn[PlaceRow]] = (
    ListColumn(
        "path", "Folder or file", lambda row: home_words(row.place.path), 40, 20, grows=True, sorts=False
    ),
    ListColumn("files", "Holds", lambda row: row.files, 15, 14, sorts=False),
    ListColumn(
        "newest",
        "Newest",
        lambda row: when(row.place.newest, row.today) if row.place.newest else "",
        18,
        12,
        leaves=1,
        sorts=False,
    ),
    ListColumn("kind", "Kind", lambda row: (row.place.kind, "muted"), 22, 10, leaves=2, sorts=False),
)
