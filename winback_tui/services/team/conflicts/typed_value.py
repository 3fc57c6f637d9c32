"""Reading a third value that somebody types to decide a conflict, as its field stores it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from winback_tui.domain.days.typed_days import parse_day
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import exponent
from winback_tui.domain.money.typed_amounts import parse_amount, parse_share
from winback_tui.domain.text import clean, clean_line
from winback_tui.services.accounts.reps import resolve_rep
from winback_tui.store.write import Transaction
from winback_tui.sync.conflicts.disputes import Dispute

from .conflict import ConflictField
from .field_words import FieldKind

_MAY_BE_EMPTY = frozenset({"margin", "cost", "value", "chance", "fixed_days", "fixable"})
_LONG = frozenset({"note", "text", "value", "outcome", "closing_note", "reason", "factors"})
_AHEAD = frozenset(
    {"due_on", "deadline_on", "wait_until", "review_on", "contract_ends_on", "welcome_ends_on"}
)
"""Days that are mostly in the future, so that a bare weekday means the next one; as for the day of a plan's step."""


def read_typed(transaction: Transaction, dispute: Dispute, field: ConflictField, text: str) -> Any:
    """What was typed, as the field stores it. Raises BadInput, NeedsHuman."""
    typed = clean(text) if dispute.column in _LONG else clean_line(text)
    match field.kind:
        case FieldKind.EMPLOYEE:
            return resolve_rep(transaction, typed) if typed else None
        case FieldKind.ROW:
            raise BadInput("This field points to another row; choose one of the values.")
        case FieldKind.MOMENT:
            raise BadInput("The time of an event can only be kept or taken, not typed.")
        case FieldKind.YES_NO:
            return _yes_or_no(typed, dispute.column)
        case FieldKind.DAY:
            return typed_day(typed, dispute.table, dispute.column, transaction.today)
        case FieldKind.MONEY:
            return _minor(typed, dispute.column, field.currency)
        case FieldKind.SHARE:
            return _basis_points(typed)
        case FieldKind.NUMBER:
            return _whole_number(typed, dispute.column)
        case FieldKind.TEXT:
            return json.dumps(typed, ensure_ascii=False) if dispute.table == "setting" else typed


def typed_day(typed: str, table: str, column: str, today: date) -> str:
    """The day as ISO; '' for none. Raises BadInput."""
    if not typed:
        return ""
    ahead = column in _AHEAD or (table, column) == ("step", "on_day")
    return parse_day(typed, today, past=not ahead).isoformat()


def _yes_or_no(typed: str, column: str) -> int | None:
    if not typed and column in _MAY_BE_EMPTY:
        return None
    if typed.casefold() not in ("yes", "no"):
        raise BadInput(f"'{typed[:40]}' is neither yes nor no.")
    return int(typed.casefold() == "yes")


def _minor(typed: str, column: str, currency: str) -> int | None:
    """Minor units. The currency may be typed with it, but must be the account's: changing it is another field."""
    if not typed:
        if column in _MAY_BE_EMPTY:
            return None
        raise BadInput(f"Type an amount, as in 1,250.50 {currency}".rstrip() + ".")
    amount = parse_amount(_grouped(typed, currency))
    if amount.currency and currency and amount.currency != currency:
        raise BadInput(f"This amount is in {currency}; type it in {currency}.")
    return amount.money(currency).minor


def _grouped(typed: str, currency: str) -> str:
    """`1,250 JPY` without its comma: where there are no decimals, it can only separate thousands."""
    return typed.replace(",", "") if exponent(currency) == 0 else typed


def _basis_points(typed: str) -> int | None:
    if not typed:
        return None
    share = parse_share(typed)
    if not 0 <= share <= 1:
        raise BadInput(f"'{typed[:40]}' is not between 0 and 100 %.")
    return round(share * 10_000)


def _whole_number(typed: str, column: str) -> int | None:
    if not typed and column in _MAY_BE_EMPTY:
        return None
    if not (typed.removeprefix("-").isdecimal() and typed.isascii()):
        raise BadInput(f"'{typed[:40]}' is not a whole number.")
    return int(typed)
