"""Whether rows are orders or lines of orders, and whether the money stands per line or per order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from .numbers import DecimalCache
from .wording import phrase

_SHARE_OF_STRANGERS = 0.02
_ENOUGH = 3
_WHOLES = "total grand order invoice totale totaal ttc gesamt gesamtbetrag summe brutto fatura итого всего"
_WHOLE = frozenset(phrase(word) for word in _WHOLES.split())
_PARTS = "line item lineitem position zeile ligne riga linea ext extended"
_PART = frozenset(_PARTS.split())


def is_order_number(
    rows: Sequence[Sequence[str]], number: int, account: Sequence[int], date: int | None
) -> bool:
    """Whether equal numbers mean one order: they hardly ever belong to several customers or to many days."""
    owners: dict[str, set[str]] = {}
    days: dict[str, set[str]] = {}
    for row in rows:
        value = row[number].strip()
        if not value:
            continue
        who = next((row[c].strip() for c in account if row[c].strip()), "")
        if who:
            owners.setdefault(value, set()).add(who.casefold())
        if date is not None and row[date].strip():
            days.setdefault(value, set()).add(row[date][:10])
    shared = sum(1 for names in owners.values() if len(names) > 1)
    spread = sum(1 for several in days.values() if len(several) > 2)
    total = max(len(days), len(owners), 1)
    return shared <= max(1, total * _SHARE_OF_STRANGERS) and spread <= max(1, total * 0.1)


def money_level(rows: Sequence[Sequence[str]], columns: Mapping[str, int], decimal: str, head: str) -> str:
    """`sum` when each line carries its own money, `whole` when every line repeats the money of the order.

    Repeated money is equal on all lines of a number although the lines differ; where quantity and unit
    price are known, the products tell. One or two orders may be equal by chance: then the header of the
    amount (`head`, as a phrase) must speak of the order's total.
    """
    amount, number = columns.get("amount"), columns.get("number")
    if amount is None or number is None:
        return "sum"
    read = DecimalCache(decimal)
    orders: dict[str, list[Sequence[str]]] = {}
    for row in rows:
        if row[number].strip():
            orders.setdefault(row[number].strip(), []).append(row)
    several = [lines for lines in orders.values() if len(lines) > 1]
    equal = own = repeated = 0
    for lines in several:
        values = [read[line[amount]] for line in lines if line[amount].strip()]
        known = [v for v in values if v is not None]
        if len(known) > 1 and len(set(known)) == 1:
            equal += 1
        products = _products(lines, columns, read)
        if products and len(known) == len(products):
            own += known == products
            repeated += len(set(known)) == 1 and sum(products, Decimal(0)) == known[0] and known != products
    if own or repeated:
        return "sum" if own >= repeated else "whole"
    filled = [lines for lines in several if sum(1 for line in lines if line[amount].strip()) > 1]
    differ = any(len({tuple(line) for line in lines}) > 1 for lines in several)
    repeats = bool(filled) and equal == len(filled) and differ
    return "whole" if repeats and (len(filled) >= _ENOUGH or _of_the_order(head)) else "sum"


def _of_the_order(head: str) -> bool:
    words = set(head.split())
    return bool(words & _WHOLE) and not words & _PART


def _products(
    lines: Sequence[Sequence[str]], columns: Mapping[str, int], read: Mapping[str, Decimal | None]
) -> list[Decimal]:
    quantity, price = columns.get("quantity"), columns.get("unit_price")
    if quantity is None or price is None:
        return []
    found: list[Decimal] = []
    for line in lines:
        how_many, each = read[line[quantity]], read[line[price]]
        if how_many is None or each is None:
            return []
        found.append(how_many * each)
    return found


def continues(rows: Sequence[Sequence[str]], columns: Mapping[str, int], account: Sequence[int]) -> bool:
    """Whether some rows leave number, day and customer blank and only carry a product: lines of the order above."""
    parents = [columns[f] for f in ("number", "date") if f in columns]
    lines = [columns[f] for f in ("product", "quantity") if f in columns]
    if "number" not in columns or not lines:
        return False
    heads = [*parents, *account]
    return any(not any(row[c].strip() for c in heads) and any(row[c].strip() for c in lines) for row in rows)
