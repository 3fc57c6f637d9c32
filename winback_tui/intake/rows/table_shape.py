"""How rows make orders: plain rows, lines of an order, a report with groups and totals, cells left blank below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from winback_tui.intake.interpret.dates import DaysSeen
from winback_tui.intake.interpret.numbers import DecimalCache
from winback_tui.intake.recognise.fields import LINE_FIELDS
from winback_tui.intake.recognise.headers import phrase

from .accounts import BRACKETED
from .totals import is_total, title_of

Rows = Sequence[Sequence[str]]


def telling(rows: Rows) -> Rows:
    """The rows that show what columns contain: no totals, no titles that stand alone."""
    filled = [row for row in rows if sum(1 for c in row if c.strip()) > 1 and not is_total(row)]
    return filled or rows


def grouped(rows: Rows, columns: Mapping[str, int], account: int | None, days: DaysSeen) -> bool:
    """Whether the customer is in a separate row above its orders.

    Then the first row is such a title, titles carry no day, and orders are followed by orders, totals or the
    next title. An account column filled in the rows of the orders is evidence against it.
    """
    if "date" not in columns:
        return False
    date = columns["date"]
    real = [row for row in rows if not is_total(row) or days[row[date]]]
    data = [row for row in real if days[row[date]]]
    titles = [row for row in real if not days[row[date]] and title_of(row, money(columns))]
    if not data or not titles or days[real[0][date]] or not title_of(real[0], money(columns)):
        return False
    with_name = sum(1 for row in data if account is not None and row[account].strip() and account != date)
    return with_name <= len(data) * 0.1 and len(titles) >= (len(real) - len(data)) * 0.5


def bracketed(rows: Rows, account_from: Sequence[Sequence[int]], groups: bool) -> bool:
    """Whether each customer's name ends in a count or code in brackets, as `North Mill Ltd (2)`."""
    if groups:
        titles = [title_of(row, ()) for row in rows if not is_total(row)]
        names = {title for title in titles if BRACKETED.fullmatch(title)}
        return len(names) > 1
    if not account_from:
        return False
    column = account_from[0][-1]
    names = {row[column].strip() for row in rows if row[column].strip() and not is_total(row)}
    return len(names) > 1 and all(map(BRACKETED.fullmatch, names))


def money(columns: Mapping[str, int]) -> frozenset[int]:
    """The columns that have sums, also in titles."""
    return frozenset(
        columns[f] for f in ("amount", "minus", "quantity", "margin", "unit_price") if f in columns
    )


def fills(rows: Rows, columns: Mapping[str, int], accounts: Sequence[int]) -> tuple[int, ...]:
    """Columns whose blank cells repeat the cell above, as merged cells of a report leave them.

    The customer must be written once per block, in the first column that holds anything, and the blank rows
    below must be separate orders. Elsewhere a blank customer is a guest, and stays blank.
    """
    if not accounts or "date" not in columns or not rows or not rows[0][accounts[0]].strip():
        return ()
    column, number = accounts[0], columns.get("number")
    blank: list[Sequence[str]] = []
    names: list[str] = []
    above = ""
    for row in rows:
        if row[column].strip():
            if not is_total(row):
                names.append(row[column].strip().casefold())
        elif _is_order(row, columns) and (number is None or row[number] != above):
            blank.append(row)
        above = row[number] if number is not None else ""
    leads = all(not row[c].strip() for row in blank for c in range(column))
    orders = sum(1 for row in rows if _is_order(row, columns))
    if len(blank) * 10 < orders * 3 or len(names) != len(set(names)) or not leads:
        return ()
    parents = [c for f, c in columns.items() if f not in LINE_FIELDS and f != "number"]
    return tuple(dict.fromkeys([column, *(c for c in parents if all(not r[c].strip() for r in blank))]))


def _is_order(row: Sequence[str], columns: Mapping[str, int]) -> bool:
    sums = [columns[f] for f in ("amount", "unit_price") if f in columns]
    dated = row[columns["date"]].strip() or "number" not in columns
    return bool(dated) and any(row[c].strip() for c in sums) and not is_total(row)


_SHARE_OF_STRANGERS = 0.02
_ENOUGH = 3
_TWO_ROWS = 2
_WHOLES = "total grand order invoice totale totaal ttc gesamt gesamtbetrag summe brutto fatura итого всего"
_WHOLE = frozenset(phrase(word) for word in _WHOLES.split())
_PARTS = "line item lineitem position zeile ligne riga linea ext extended"
_PART = frozenset(_PARTS.split())


def is_order_number(
    rows: Sequence[Sequence[str]], number: int, account: Sequence[int], date: int | None
) -> bool:
    """Whether equal numbers mean one order: they rarely belong to several customers or many days."""
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
    """`sum` when each line has its own money, `whole` when every line repeats the money of the order.

    `head` or `tail` when the first or last row of an order is the total of its other rows.

    Repeated money is equal on all lines of a number although the lines differ; where quantity and unit
    price are known, the products tell. One or two orders may be equal by chance: then the header of the
    amount (`head`, as a phrase) must speak of the order's total.
    """
    amount, number = columns.get("amount"), columns.get("number")
    if amount is None or number is None:
        return "sum"
    read = DecimalCache(decimal)
    if total := _row_of_the_total(rows, amount, number, read):
        return total
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


def repeats_only(rows: Sequence[Sequence[str]], number: int) -> bool:
    """Whether rows of one number are the same in every cell, so that they repeat an order and are not its lines."""
    first: dict[str, Sequence[str]] = {}
    return all(first.setdefault(row[number].strip(), row) == row for row in rows if row[number].strip())


def _row_of_the_total(
    rows: Sequence[Sequence[str]], amount: int, number: int, read: Mapping[str, Decimal | None]
) -> str:
    """`head` or `tail` where the first or last row of every order holds the sum of its other rows; else ''.

    Two rows may be equal by chance: an order of three rows must show it, or lines without their own number.
    """
    orders: list[list[Sequence[str]]] = []
    bare = False
    for row in rows:
        own = row[number].strip()
        if orders and (not own or own == orders[-1][0][number].strip()):
            bare = bare or (not own and bool(row[amount].strip()))
            orders[-1].append(row)
        elif own:
            orders.append([row])
    several = [
        [read[row[amount]] for row in order if row[amount].strip()] for order in orders if len(order) > 1
    ]
    several = [values for values in several if len(values) > 1]
    if not several or not (bare or any(len(values) > _TWO_ROWS for values in several)):
        return ""
    for name, place in (("head", 0), ("tail", -1)):
        if all(_is_sum(values, place) for values in several):
            return name
    return ""


def _is_sum(values: Sequence[Decimal | None], place: int) -> bool:
    known = [value for value in values if value is not None]
    if len(known) != len(values) or not known[place]:
        return False
    return known[place] * 2 == sum(known, Decimal(0))


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
