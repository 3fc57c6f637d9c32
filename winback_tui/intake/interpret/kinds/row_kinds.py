"""What each row is - order, credit, cancelled, ... - by all columns that say something about it."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.recognise.headers import phrase
from winback_tui.intake.understanding import Understanding

from .document_codes import plain_code
from .kind_words import KindWords, heavier
from .number_prefixes import PREFIX, prefix_of
from .state_in_name import APART, split_state
from .yes_no import flagged

ORDER, CREDIT, CANCELLED = OrderKind.ORDER.value, OrderKind.CREDIT.value, OrderKind.CANCELLED.value
PENDING, UNCLEAR = OrderKind.PENDING.value, OrderKind.UNCLEAR.value
_FLAGS = ("kind", "status", "returned", "cancelled", "stands", "remark")
_MOST_KINDS = 200_000


class RowKinds:
    """Reads the kinds of rows from their columns; the sign of an amount is weighed by the converter."""

    def __init__(self, known: Understanding) -> None:
        """Finds the columns that say what a row is."""
        self._known = known
        self._words = KindWords(known.kinds, known.deals)
        self._kinds: dict[tuple[str, ...], str] = {}
        self._flags = [(f, known.columns[f]) for f in _FLAGS if f in known.columns]
        self._flags += known.marks
        self._gone_out = frozenset[str]()
        if known.delivered is not None:
            column, self._gone_out = known.delivered
            self._flags.append(("delivered", column))

    @property
    def vary(self) -> bool:
        """Whether any column says what a row is."""
        return bool(self._flags)

    def of(self, row: Sequence[str]) -> str:
        """The kind of one row."""
        return self._kind(tuple(row[place] for _, place in self._flags))

    def column(self, cells: Sequence[Sequence[str]], count: int) -> list[str]:
        """The kinds of `count` rows, given as columns of cells."""
        if not self._flags:
            return [self._known.listed_as or ORDER] * count
        known, found = self._kinds, []
        for cells_of_row in zip(*(cells[place] for _, place in self._flags), strict=True):
            kind = known.get(cells_of_row)
            if kind is None:
                if len(known) > _MOST_KINDS:
                    known.clear()
                kind = known[cells_of_row] = self._kind(cells_of_row)
            found.append(kind)
        return found

    def _kind(self, cells_of_row: tuple[str, ...]) -> str:
        kind, delivered = self._known.listed_as or ORDER, False
        for (field, _), cell in zip(self._flags, cells_of_row, strict=True):
            if field == "delivered":
                delivered = phrase(cell) in self._gone_out
            else:
                kind = heavier(kind, self._says(field, cell))
        return ORDER if delivered and kind == PENDING else kind

    def _says(self, field: str, cell: str) -> str:
        """What one cell says about its row."""
        if field == "cancelled":
            return CANCELLED if flagged(cell) else ORDER
        if field == "stands":
            return ORDER if flagged(cell) else CANCELLED
        if field == "returned":
            return CREDIT if flagged(cell) else ORDER
        if field == "remark":
            return self._words.unsold(cell)
        if field == APART:
            return split_state(cell)[1] or ORDER
        if field == PREFIX:
            return self._known.codes[PREFIX].get(prefix_of(cell), ORDER)
        if (codes := self._known.codes.get(field)) and cell.strip():
            return codes.get(plain_code(cell), UNCLEAR)
        if field == "kind" and not cell.strip():
            return ORDER
        return self._words.of(cell) or UNCLEAR
