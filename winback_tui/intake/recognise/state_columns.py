"""Further columns that say what a row is: a second state, a mark for cancelled rows, a remark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.interpret.kinds.kind_words import KindWords
from winback_tui.intake.interpret.kinds.state_stems import state_stems

from .columns.claims import SURE, YES_NO_FIELDS
from .columns.evidence import Claim
from .columns.profile import ColumnProfile
from .headers import Header, phrase

MARKS = ("kind", "status", "cancelled", "returned", "remark")
NOT_SOLD = frozenset([OrderKind.CANCELLED.value, OrderKind.CREDIT.value])
UNSOLD = NOT_SOLD | {OrderKind.QUOTE.value}
_FEW_STATES, _MOSTLY_KNOWN, _SOME_KNOWN = 8, 0.9, 0.4
_WORDS = 0.8
_GOODS_GO = (
    "ship", "deliver", "fulfil", "versand", "liefer", "livrais", "expédi", "expedi", "envío", "envio", "entreg",
    "consegn", "spediz", "verzend", "lever", "fragt", "frakt", "toimitus", "wysył", "dostaw", "doprav", "doruč",
    "szállít", "livrar", "isporu", "dostav", "достав", "отгруз", "kargo", "teslim", "αποστολ", "pristat", "piegād",
    "配送", "発送", "物流", "배송", "التوصيل", "الشحن", "משלוח", "จัดส่ง", "pengiriman", "vận chuyển", "送付",
)  # fmt: skip
_GOODS = tuple(phrase(word) for word in _GOODS_GO)


class StateTable(NamedTuple):
    """The input: the headers, the first rows, the kinds of words, and what each column contains and may be.

    `system`: the program that wrote it is known; `deals`: it lists deals, whose stages say less than their state.
    """

    heads: Sequence[Header]
    body: Sequence[Sequence[str]]
    words: KindWords
    profiles: Sequence[ColumnProfile]
    claims: Sequence[Claim]
    system: bool
    deals: bool


def state_marks(
    table: StateTable, columns: Mapping[str, int], used: set[int], fixed: Mapping[int, str]
) -> tuple[tuple[str, int], ...]:
    """(field, column) of the columns that say what a row is, beside those in `columns`.

    A second state counts like the first; one of a delivery, or of unknown name, only where it says that nothing was
    sold.
    """
    chosen = [(field, c) for c, field in fixed.items() if field in MARKS and columns.get(field) != c]
    free = [c for c in range(len(table.profiles)) if c not in used and c not in fixed]
    claimed = {
        c.column: c.field for c in reversed(table.claims) if c.field in YES_NO_FIELDS and c.score >= SURE
    }
    stated = {c.column for c in table.claims if c.field in ("status", "kind") and c.score >= SURE}
    understood = table.system or not {"kind", "status"}.isdisjoint(columns)
    found = [(claimed[c], c) for c in free if c in claimed]
    for column in free:
        if column in claimed or table.deals or not _holds_words(table.profiles[column]):
            continue
        goods = any(word in f" {table.heads[column].phrase}" for word in _GOODS)
        if column in stated and table.profiles[column].states:
            found.append(("remark" if goods or table.system else "status", column))
        elif _tells_states(table, column, _MOSTLY_KNOWN if understood else _SOME_KNOWN) or (
            not understood and _may_tell_states(table, column)
        ):
            found.append(("status", column))
    return (*chosen, *found)


def remark_columns(
    table: StateTable, used: set[int], fixed: Mapping[int, str], marks: Sequence[tuple[str, int]]
) -> tuple[int, ...]:
    """Columns of remarks by their header, and unknown ones in which one of the first rows mentions cancelling."""
    noted = {c.column for c in table.claims if c.field in ("note", "product", "title") and c.score >= SURE}
    marked = {column for _, column in marks}
    found = []
    for column, profile in enumerate(table.profiles):
        if column in fixed or column in marked or (column in used and column not in noted):
            continue
        if profile.numbers > 0.5 or profile.dates > 0.5:
            continue
        note = any(c.column == column and c.field == "note" and c.score >= SURE for c in table.claims)
        if note or _speaks_of_no_sale(table, column):
            found.append(column)
    return tuple(found)


def _speaks_of_no_sale(table: StateTable, column: int) -> bool:
    """Whether a cell mentions cancelling, or, where the column has few words, means not sold."""
    texts = {row[column] for row in table.body if row[column].strip()}
    stems = state_stems()
    if any(stems.tells_cancelling(wording) or stems.names_credit(wording) for wording in map(phrase, texts)):
        return True
    few = _holds_words(table.profiles[column]) and not table.deals
    return few and any(table.words.words.get(phrase(text)) in UNSOLD for text in texts)


def _holds_words(profile: ColumnProfile) -> bool:
    few = profile.distinct <= max(_FEW_STATES, profile.cells * 0.2)
    return few and not profile.empty and profile.numbers <= 0.5 and profile.dates <= 0.5


def _may_tell_states(table: StateTable, column: int) -> bool:
    """Whether an unused column under an unknown header mixes words for sales with unknown words."""
    profile = table.profiles[column]
    claimed = any(claim.column == column and claim.score >= SURE for claim in table.claims)
    if claimed or profile.letters < _WORDS or not _SOME_KNOWN <= profile.states < 1.0:
        return False
    return profile.distinct > 1 and profile.unique < _MOSTLY_KNOWN


def _tells_states(table: StateTable, column: int, least: float) -> bool:
    """Whether an unused column, with at least this share of known words, says that some rows were not sales."""
    profile = table.profiles[column]
    if profile.states < least or profile.letters < _WORDS:
        return False
    return bool({table.words.of(row[column]) for row in table.body} & (UNSOLD | {OrderKind.PENDING.value}))
