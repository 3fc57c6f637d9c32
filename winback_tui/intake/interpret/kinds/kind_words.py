"""Order, credit, cancelled, pending, quote, unclear: read from status, type and flag columns in many languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.interpret.cells import is_nothing
from winback_tui.intake.recognise.headers import phrase

from .state_stems import PURCHASE, state_stems

WON = "won"
"""The kind, in the word files, of a deal that was won: an order."""

OTHER = "other"
"""A row that is not a sale at all: a payment, a transfer, a purchase, an opening balance."""

_WEIGHT = {
    OTHER: 6,
    OrderKind.CANCELLED.value: 5,
    OrderKind.QUOTE.value: 4,
    OrderKind.PENDING.value: 3,
    OrderKind.CREDIT.value: 2,
    OrderKind.UNCLEAR.value: 1,
    OrderKind.ORDER.value: 0,
}
_NO_SALE = (OrderKind.CANCELLED.value, OrderKind.QUOTE.value, OrderKind.PENDING.value, OrderKind.CREDIT.value)
_DIGITS = "0123456789 "
_WAYS_TO_PAY = ("credit card", "debit card", "store credit", "credit transfer")


@dataclass(slots=True)
class KindWords:
    """Words of one file: the user's own decisions first, then those of a known system, then the languages'."""

    words: Mapping[str, str]
    deals: bool = False
    """Whether the file lists deals: then anything neither won nor lost is a quote."""

    def of(self, cell: str) -> str | None:
        """The kind that a status or type means; None when nothing is known about the word."""
        kind = self.kind_or_won(cell)
        return OrderKind.ORDER.value if kind == WON else kind

    def unsold(self, cell: str) -> str:
        """What a remark says about a row: cancelled or reversed, or nothing, in which case it is an order."""
        text = phrase(cell)
        if not text:
            return OrderKind.ORDER.value
        kind = self.words.get(text) or self._in_part(text)
        if kind in (OrderKind.CANCELLED.value, OrderKind.CREDIT.value, OrderKind.QUOTE.value):
            return kind
        return OrderKind.CANCELLED.value if state_stems().tells_cancelling(text) else OrderKind.ORDER.value

    def kind_or_won(self, cell: str) -> str | None:
        """As `of`, with a deal that was won told apart from an order."""
        if is_nothing(cell):
            return OrderKind.ORDER.value if not self.deals else OrderKind.QUOTE.value
        text = phrase(cell)
        known = self._exactly(text) or self._in_part(text) if text else None
        if self.deals:
            return known if known in (WON, OrderKind.CANCELLED, OTHER) else OrderKind.QUOTE.value
        return known

    def _exactly(self, text: str) -> str | None:
        """What the lists say about the whole text; one that is only partly returned is left to `_in_part`."""
        return self.words.get(text)

    def _in_part(self, text: str) -> str | None:
        """`Cancelled by customer`, `wc-completed`, `2 - Paid`: a known word at the start or the end, or a stem.

        A part saying that nothing was sold wins over one saying that something was. A day or an amount has no
        such word: half of the cells that are looked at when a file is read.
        """
        if not text.strip(_DIGITS):
            return None
        for way in _WAYS_TO_PAY:
            text = text.replace(way, "").strip()
        stems = state_stems()
        if stems.denies(text):
            return stems.kind_of(text)
        kind = self._by_pieces(text)
        partly_back = kind in (OrderKind.CANCELLED.value, OrderKind.CREDIT.value) and stems.is_partly(text)
        return OrderKind.ORDER.value if partly_back and not stems.names_document(text) else kind

    def _by_pieces(self, text: str) -> str | None:
        known = [kind for piece in _pieces(text) if (kind := self.words.get(piece)) and kind != OTHER]
        if sold_not := next((kind for kind in known if kind in _NO_SALE), None):
            return sold_not
        by_stem = state_stems().kind_of(text)
        if by_stem == PURCHASE:
            return None if known else OTHER
        if by_stem is not None and by_stem != OrderKind.ORDER.value:
            return by_stem
        if not known and by_stem is None:
            return None
        return known[0] if known else by_stem


def _pieces(text: str) -> Iterator[str]:
    """The beginnings and the ends of a phrase, the longest first, without numbers and the `wc` of a shop."""
    words = [w for w in text.split() if not w.isdigit() and w != "wc"]
    for length in range(len(words), 0, -1):
        yield " ".join(words[:length])
        if length < len(words):
            yield " ".join(words[-length:])


def heavier(first: str, second: str) -> str:
    """The kind that counts where two columns differ: cancelled before quote, pending, credit, unclear, order."""
    return first if _WEIGHT[first] >= _WEIGHT[second] else second
