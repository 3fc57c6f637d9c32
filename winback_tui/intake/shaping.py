"""How a table is built: plain rows, lines of orders, a report with groups and totals, cells left blank below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .fields import LINE_FIELDS
from .rowstream import is_total

Rows = Sequence[Sequence[str]]


def group_column(rows: Rows, columns: Mapping[str, int], accounts: Sequence[int]) -> int | None:
    """The column in which the customer stands alone above the orders, if the table is built so.

    Below such a title the column is blank; the title itself has no day and no number. An account column
    that is filled beside the orders speaks against it.
    """
    anchors = [columns[f] for f in ("date",) if f in columns]
    if not anchors:
        return None
    data = [row for row in rows if any(row[c].strip() for c in anchors)]
    alone = [row for row in rows if not any(row[c].strip() for c in anchors) and not is_total(row)]
    if not data or not alone:
        return None
    tries: list[int] = [*accounts[:1], *range(min(3, len(rows[0])))]
    for column in dict.fromkeys(tries):
        if column in columns.values() and column not in accounts:
            continue
        titled = sum(1 for row in alone if row[column].strip() and _only_titles(row, column, columns))
        filled = sum(1 for row in data if row[column].strip())
        if titled and filled <= len(data) * 0.1 and titled >= len(alone) * 0.5:
            return column
    return None


def _only_titles(row: Sequence[str], column: int, columns: Mapping[str, int]) -> bool:
    """A title row names nothing but the customer, at most with a sum beside it."""
    money = {columns[f] for f in ("amount", "quantity", "margin") if f in columns}
    others = [c for c, cell in enumerate(row) if cell.strip() and c != column and c not in money]
    return len(others) <= 1


def fills(rows: Rows, columns: Mapping[str, int], accounts: Sequence[int]) -> tuple[int, ...]:
    """Columns whose blank cells repeat the cell above, as merged cells of a report leave them.

    The customer must be written once per block, in the first column that holds anything, and the blank rows
    below must be orders of their own. Elsewhere a blank customer is a guest, and stays blank.
    """
    if not accounts or "date" not in columns or not rows[0][accounts[0]].strip():
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
    if len(blank) * 10 < len(rows) * 3 or len(names) != len(set(names)) or not leads:
        return ()
    parents = [c for f, c in columns.items() if f not in LINE_FIELDS and f != "number"]
    return tuple(dict.fromkeys([column, *(c for c in parents if all(not r[c].strip() for r in blank))]))


def _is_order(row: Sequence[str], columns: Mapping[str, int]) -> bool:
    money = [columns[f] for f in ("amount", "unit_price") if f in columns]
    dated = row[columns["date"]].strip() or "number" not in columns
    return bool(dated) and any(row[c].strip() for c in money) and not is_total(row)
