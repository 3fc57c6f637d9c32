"""Codes of document types that an authority or a program assigns: 33 and 61 in Chile, TD01 and TD04 in Italy, INV,
CN.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.recognise.headers import Header, phrase

from .kind_words import OTHER

_KINDS = (
    OrderKind.ORDER.value,
    OrderKind.CREDIT.value,
    OrderKind.CANCELLED.value,
    OrderKind.QUOTE.value,
    OTHER,
)
_LONGEST = 24
_SOLD, _TAKEN_BACK = OrderKind.ORDER.value, OrderKind.CREDIT.value


@dataclass(frozen=True, slots=True)
class CodeTable:
    """The codes of one country or system; where `other_headers` has words, another header must hold one of them.

    Without `headers` any header fits, and then the cells must include both a sale and its reversal.
    """

    name: str
    headers: frozenset[str]
    other_headers: tuple[str, ...]
    kinds: Mapping[str, str]


@lru_cache(maxsize=1)
def code_tables() -> tuple[CodeTable, ...]:
    """The tables of the package, read once."""
    text = (
        resources.files("winback_tui.intake.interpret")
        .joinpath("data/document_codes.toml")
        .read_text("utf-8")
    )
    return tuple(
        CodeTable(
            name=each["name"],
            headers=frozenset(map(phrase, each["headers"])) - {""},
            other_headers=tuple(map(phrase, each.get("other_headers", ()))),
            kinds={plain_code(code): kind for kind in _KINDS for code in each.get(kind, ())},
        )
        for each in tomllib.loads(text)["table"]
    )


def plain_code(cell: str) -> str:
    """A code without case, signs and leading zeros: `061` is 61, `TD-04` is `td 04`."""
    plain = phrase(cell)
    return (plain.lstrip("0") or "0") if plain.isdigit() else plain


def codes_of(head: Header, others: Sequence[Header], values: Collection[str]) -> CodeTable | None:
    """The table that a column's distinct cells are codes of; None where none fits, or where two would differ.

    Of several that fit, those whose other headers are there go before those that need none.
    """
    codes = {plain_code(value) for value in values if value.strip()}
    if not codes or any(len(code) > _LONGEST for code in codes):
        return None
    phrases = [f" {other.phrase} " for other in others]
    fitting = [
        (_hits(table, phrases), table)
        for table in code_tables()
        if codes <= table.kinds.keys() and _may_head(table, head, codes)
    ]
    fitting = [(hits, table) for hits, table in fitting if hits or not table.other_headers]
    if not fitting:
        return None
    most = max(hits for hits, _ in fitting)
    best = [table for hits, table in fitting if hits == most]
    verdicts = {tuple(table.kinds[code] for code in sorted(codes)) for table in best}
    return best[0] if len(verdicts) == 1 else None


def _may_head(table: CodeTable, head: Header, codes: Collection[str]) -> bool:
    if table.headers:
        return head.phrase in table.headers
    return {_SOLD, _TAKEN_BACK} <= {table.kinds[code] for code in codes}


def _hits(table: CodeTable, phrases: Sequence[str]) -> int:
    return sum(1 for word in table.other_headers if any(f" {word}" in head for head in phrases))
