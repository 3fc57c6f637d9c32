"""Lists of deals: only won ones are orders, and the day of closing is their day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from winback_tui.intake.interpret.kinds import WON

from .columns.claims import SURE
from .columns.profile import ColumnProfile
from .headers import Header, is_bare_name
from .known_systems import System, positions
from .vocabulary import vocabulary

_DEALS = "deal opportunity сделки сделка opportunita trattativa szansa oportunidad"
_DEAL_WORDS = frozenset(_DEALS.split())
_STAGES = frozenset(["stage", "pipeline", "milestone"])
_CLOSING = (
    "clos",
    "won",
    "закрыт",
    "заверш",
    "abschluss",
    "gewonnen",
    "cierre",
    "clotur",
    "chius",
    "fech",
    "sluit",
    "zamk",
)
_PLANNED = (
    "expect",
    "forecast",
    "estimat",
    "plan",
    "project",
    "target",
    "предпол",
    "voraus",
    "erwart",
    "prev",
    "prév",
)


def lists_deals(
    columns: Mapping[str, int], heads: Sequence[Header], system: System | None, states: Collection[str | None]
) -> bool:
    """Whether the rows are deals, of which only won ones are orders; `states` are the kinds that the statuses mean."""
    if system:
        return system.deals
    if "status" not in columns:
        return False
    said = {w for h in heads for w in h.phrase.split()}
    staged = bool(said & _STAGES) and WON in states
    return staged or bool(said & _DEAL_WORDS)


def map_deal_columns(columns: Mapping[str, int], heads: Sequence[Header]) -> dict[str, int]:
    """The columns of a list of deals: a deal's title is not a number, its type not an order's kind."""
    found = {field: c for field, c in columns.items() if field != "kind"}
    number = found.get("number")
    if number is not None and is_bare_name(heads[number]):
        found["title"] = found.pop("number")
    return found


def dates_of_deals(
    columns: Mapping[str, int],
    system: System | None,
    heads: Sequence[Header],
    profiles: Sequence[ColumnProfile],
    decided: Collection[str],
) -> tuple[int, ...]:
    """The date columns of a list of deals, the day of closing first; empty when one column is enough."""
    if "date" in decided or "date" not in columns:
        return ()
    if system:
        at = positions(heads)
        known = [at[h] for h in system.columns.get("date", ()) if h in at]
    else:
        words = vocabulary()
        known = [
            c for c, h in enumerate(heads[: len(profiles)]) if words.scores(h.phrase).get("date", 0) >= SURE
        ]
        known = sorted(known, key=lambda c: _closing_rank(heads[c]))
    return tuple(c for c in known if c < len(profiles) and profiles[c].dates > 0)


def _closing_rank(head: Header) -> int:
    """The day on which a deal was closed, then the one on which it should be, then any other."""
    words = head.phrase.split()
    if not any(w.startswith(_CLOSING) for w in words):
        return 2
    return 1 if any(w.startswith(_PLANNED) for w in words) else 0
