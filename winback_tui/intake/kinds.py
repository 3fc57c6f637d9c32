"""Order, credit, cancelled, pending, quote: read from status, type and flag columns in the languages of the headers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from winback_tui.domain.account.order import OrderKind

from .blanks import is_nothing
from .wording import phrase

WON = "won"
"""What the word files call a deal that was won: an order."""

OTHER = "other"
"""A row that is no sale at all: a payment, a transfer, an opening balance."""

_WEIGHT = {
    OTHER: 5,
    OrderKind.CANCELLED.value: 4,
    OrderKind.QUOTE.value: 3,
    OrderKind.PENDING.value: 2,
    OrderKind.CREDIT.value: 1,
    OrderKind.ORDER.value: 0,
}
_NO_TEXT = """
0 no n false f none null nein non nee nej ne не нет ні nie jo nu nao não falso falsch faux falskt
"""
_NO = frozenset(_NO_TEXT.split())
_BLANK = re.compile(r"[\s\-–—.]*")


@dataclass(slots=True)
class KindWords:
    """Words of one file: the user's own decisions first, then those of a known system, then the languages'."""

    words: Mapping[str, str]
    deals: bool = False
    """In a list of deals anything that is neither won nor lost is a quote."""

    def of(self, cell: str) -> str | None:
        """The kind that a status or type means; None when nothing is known about the word."""
        told = self.told(cell)
        return OrderKind.ORDER.value if told == WON else told

    def told(self, cell: str) -> str | None:
        """As `of`, with a deal that was won told apart from an order."""
        said = "" if is_nothing(cell) else phrase(cell)
        if not said:
            return OrderKind.ORDER.value if not self.deals else OrderKind.QUOTE.value
        known = self.words.get(said) or self._longer(said)
        if self.deals:
            return known if known in (WON, OrderKind.CANCELLED, OTHER) else OrderKind.QUOTE.value
        return known

    def _longer(self, said: str) -> str | None:
        """`Cancelled by customer`, `wc-completed`, `2 - Paid`: a known word at the start or the end."""
        parts = [w for w in said.split() if not w.isdigit() and w != "wc"]
        for length in range(len(parts), 0, -1):
            for piece in (parts[:length], parts[-length:]):
                if (known := self.words.get(" ".join(piece))) and known != OTHER:
                    return known
        return None


def flagged(cell: str) -> bool:
    """Whether a yes/no or date cell says yes: a date, a 1, an x; not blank, a dash, 0, no or false."""
    return not (_BLANK.fullmatch(cell) or is_nothing(cell) or cell.strip().casefold() in _NO)


def heavier(first: str, second: str) -> str:
    """Of two kinds told by two columns the one that counts: cancelled before quote, pending, credit, order."""
    return first if _WEIGHT[first] >= _WEIGHT[second] else second
