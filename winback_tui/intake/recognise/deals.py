"""Lists of deals: only won ones are orders, and the day of closing is their day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from winback_tui.intake.interpret.kinds.kind_words import WON, KindWords

from .columns.claims import PLAIN, SURE
from .columns.evidence import Claim, best_first
from .columns.profile import ColumnProfile
from .headers import Header, is_bare_name
from .known_systems import System, positions
from .vocabulary import vocabulary

Rows = Sequence[Sequence[str]]
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
    found: Sequence[Claim], heads: Sequence[Header], system: System | None, words: KindWords, body: Rows
) -> bool:
    """Whether the rows are deals, of which only won ones are orders."""
    if system:
        return system.deals
    stages = next((claim.column for claim in found if claim.field == "status"), None)
    if stages is None:
        return False
    header_words = {w for h in heads if not _names_price(h) for w in h.phrase.split()}
    if header_words & _DEAL_WORDS:
        return True
    return bool(header_words & _STAGES) and any(words.kind_or_won(row[stages]) == WON for row in body)


def _names_price(head: Header) -> bool:
    """Whether a header is about a price, such as the `Deal price` of a shop."""
    return vocabulary().scores(head.phrase).get("unit_price", 0) >= SURE


def weigh_deals(found: Sequence[Claim], heads: Sequence[Header]) -> list[Claim]:
    """The claims in a list of deals: a deal's name is its title, not a number, and its type is not an order's kind."""
    names = {c.column for c in found if c.field == "number" and is_bare_name(heads[c.column])}
    titles = [
        Claim(0.0, "title", column).with_evidence("in a list of deals, a name is the name of the deal", PLAIN)
        for column in sorted(names)
    ]
    weighed = [
        claim.scaled(0.0, "the type of a deal is not the type of an order")
        if claim.field == "kind"
        else claim.scaled(0.0, "the name of a deal is not a number")
        if claim.field == "number" and claim.column in names
        else claim
        for claim in found
    ]
    return best_first([*weighed, *titles])


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
