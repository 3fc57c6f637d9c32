"""Converting values of the log: SQLite types each value, PostgreSQL each column."""

from __future__ import annotations

from typing import Any

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.sync.merge.changes import clean_value

TEXT, INTEGER, REAL = "t", "i", "r"
_BITS = 63

CHANGE = (
    'site, seq, hlc, wall, tx, actor, tbl, "row", col, value, value_kind, before, before_kind,'
    " replaces_site, replaces_seq, proof"
)
CHANGE_TYPES = (
    "text", "int8", "int8", "int8", "text", "text", "text", "text", "text", "text", "text", "text", "text",
    "text", "int8", "bytea",
)  # fmt: skip
ACT = ", ".join(("tx", "at", "site", "actor", "verb", "account_id", "sentence", "grain", "undoes", "batch"))
LAPTOP = "id, site, person, machine, beat, at, vector"
ORDER = "batch, key, account_id, number, day, amount, currency, margin, kind, note, version"
ORDER_TYPES = (
    "text", "text", "text", "text", "text", "int8", "text", "int8", "text", "text", "int8",
)  # fmt: skip


def sent(value: Any) -> tuple[str | None, str | None]:
    """A value of the book as the hub holds it: its text and its kind.

    Characters that input never allows are left out, as every receiver leaves them out too.
    Raises Refused for bytes, which Winback never writes.
    """
    match value:
        case None:
            return None, None
        case str():
            return clean_value(value), TEXT
        case int():
            return str(value), INTEGER
        case float():
            return repr(value), REAL
        case _:
            raise Refused("The history contains bytes that Winback never writes; 'winback check' shows more.")


def received(text: str | None, kind: str | None) -> Any:
    """A value of the hub as the book holds it. Raises BadInput for an invalid number, or one too large for a book."""
    if text is None:
        return None
    try:
        if kind == INTEGER:
            number = int(text)
            if number.bit_length() > _BITS:
                raise ValueError
            return number
        return float(text) if kind == REAL else text
    except ValueError as fault:
        raise BadInput("The hub contains rows that Winback never writes; nothing was merged.") from fault
