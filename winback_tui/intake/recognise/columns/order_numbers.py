"""Which column has the order numbers: not one whose numbers belong to several customers, as voucher series do."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.intake.interpret.kinds.number_prefixes import prefix_of, tell_documents
from winback_tui.intake.rows.table_shape import is_order_number

from .claims import SURE
from .evidence import Claim, best_first

_SHARED, _MAY_BE = 0.35, 25
_SAYS_ORDER = 99
"""The score of a header that says order or invoice: with a state, its rows may be the stages of one order."""


def weigh_numbers(found: Sequence[Claim], body: Sequence[Sequence[str]]) -> list[Claim]:
    """The claims weighed by equal numbers: where another column may be the number, one shared by customers is not."""
    best = {name: next((c.column for c in found if c.field == name), None) for name in ("account", "date")}
    numbers = [claim.column for claim in found if claim.field == "number" and claim.score >= SURE]
    account = best["account"]
    if account is not None:
        found = _against_customer_numbers(found, body, account, best["date"])
    if len(numbers) < 2 or account is None:
        return list(found)
    date = best["date"]
    unique = {c for c in numbers if _is_unique(body, c)}
    shared = {
        c
        for c in numbers
        if not is_order_number(body, c, (account,), date) or (unique - {c} and _has_other_days(body, c, date))
    }
    if not shared or shared == set(numbers):
        return list(found)
    return best_first(
        claim.scaled(_SHARED, "one number belongs to several customers")
        if claim.field == "number" and claim.column in shared
        else claim
        for claim in found
    )


def _is_unique(body: Sequence[Sequence[str]], column: int) -> bool:
    cells = [row[column].strip() for row in body]
    return "" not in cells and len(set(cells)) == len(cells)


def _has_other_days(body: Sequence[Sequence[str]], column: int, date: int | None) -> bool:
    """Whether recurring numbers are mostly on other days: lines of one order share their day."""
    if date is None:
        return False
    days: dict[str, list[str]] = {}
    for row in body:
        if row[column].strip():
            days.setdefault(row[column].strip(), []).append(row[date].strip())
    again = [seen for seen in days.values() if len(seen) > 1]
    return bool(again) and sum(1 for seen in again if len(set(seen)) > 1) * 2 >= len(again)


def _against_customer_numbers(
    found: Sequence[Claim], body: Sequence[Sequence[str]], account: int, date: int | None
) -> list[Claim]:
    """A number that recurs on other days, always with the same customer, is the customer's."""
    stated = any(claim.field == "status" and claim.score >= _MAY_BE for claim in found)
    theirs = {
        claim.column
        for claim in found
        if claim.field == "number"
        and not (stated and claim.score >= _SAYS_ORDER)
        and not tell_documents({prefix_of(row[claim.column]) for row in body})
        and _has_other_days(body, claim.column, date)
        and _names(body, claim.column, account)
    }
    known = {claim.column for claim in found if claim.field == "account_id"}
    moved = [
        claim.scaled(_SHARED, "it appears again on other days, always with the same customer")
        if claim.field == "number" and claim.column in theirs
        else claim
        for claim in found
    ]
    ids = [
        Claim(0.0, "account_id", column).with_evidence("it identifies the customer next to it", SURE)
        for column in sorted(theirs - known)
    ]
    return best_first([*moved, *ids])


def _names(body: Sequence[Sequence[str]], column: int, account: int) -> bool:
    """Whether each value of a column goes with one customer, and each customer with one value."""
    pairs = {
        (row[column].strip(), row[account].strip())
        for row in body
        if row[column].strip() and row[account].strip()
    }
    values, names = {value for value, _ in pairs}, {name for _, name in pairs}
    if not all(any(map(str.isdigit, value)) for value in values):
        return False
    return len(pairs) > 1 and len(values) == len(names) == len(pairs)
