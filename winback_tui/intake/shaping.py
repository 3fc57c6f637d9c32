"""How a table is built: plain rows, lines of orders, a report with groups and totals, cells left blank below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .accounts import BRACKETED
from .days_seen import DaysSeen
from .fields import LINE_FIELDS
from .totals import is_total, title_of

Rows = Sequence[Sequence[str]]


def telling(rows: Rows) -> Rows:
    """The rows that show what columns contain: no totals, no titles that stand alone."""
    kept = [row for row in rows if sum(1 for c in row if c.strip()) > 1 and not is_total(row)]
    return kept or rows


def grouped(rows: Rows, columns: Mapping[str, int], account: int | None, days: DaysSeen) -> bool:
    """Whether the customer stands in a row of its own above its orders.

    Then the first row is such a title, titles carry no day, and orders are followed by orders, totals or the
    next title. An account column that is filled beside the orders speaks against it.
    """
    if "date" not in columns:
        return False
    date = columns["date"]
    real = [row for row in rows if not is_total(row) or days[row[date]]]
    data = [row for row in real if days[row[date]]]
    titles = [row for row in real if not days[row[date]] and title_of(row, money(columns))]
    if not data or not titles or days[real[0][date]] or not title_of(real[0], money(columns)):
        return False
    named = sum(1 for row in data if account is not None and row[account].strip() and account != date)
    return named <= len(data) * 0.1 and len(titles) >= (len(real) - len(data)) * 0.5


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
    """The columns that carry sums, in titles too."""
    return frozenset(
        columns[f] for f in ("amount", "minus", "quantity", "margin", "unit_price") if f in columns
    )


def fills(rows: Rows, columns: Mapping[str, int], accounts: Sequence[int]) -> tuple[int, ...]:
    """Columns whose blank cells repeat the cell above, as merged cells of a report leave them.

    The customer must be written once per block, in the first column that holds anything, and the blank rows
    below must be orders of their own. Elsewhere a blank customer is a guest, and stays blank.
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
