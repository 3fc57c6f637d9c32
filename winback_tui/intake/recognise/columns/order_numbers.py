"""Which column numbers the orders: not one whose numbers belong to several customers, as the series of a voucher do."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.intake.rows.table_shape import is_order_number

from .claims import SURE
from .evidence import Claim, best_first

_SHARED = 0.35


def weigh_numbers(found: Sequence[Claim], body: Sequence[Sequence[str]]) -> list[Claim]:
    """The claims weighed by equal numbers: where another column may be the number, one shared by customers is not."""
    best = {name: next((c.column for c in found if c.field == name), None) for name in ("account", "date")}
    numbers = [claim.column for claim in found if claim.field == "number" and claim.score >= SURE]
    account = best["account"]
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
    """Whether the numbers that come again mostly do so on other days: lines of one order share theirs."""
    if date is None:
        return False
    days: dict[str, list[str]] = {}
    for row in body:
        if row[column].strip():
            days.setdefault(row[column].strip(), []).append(row[date].strip())
    again = [seen for seen in days.values() if len(seen) > 1]
    return bool(again) and sum(1 for seen in again if len(set(seen)) > 1) * 2 >= len(again)
