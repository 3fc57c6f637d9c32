"""The exports of the made-up team's bookkeeping, as files that Winback imports like any other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from .days import Days
from .past.customers import branch_seeds
from .team import Sale, Seed, sales, seeds

ACCOUNTS = ("Customer no", "Customer", "Segment", "Owner", "City", "Phone", "Email", "Contact person", "Role")
ORDERS = ("Date", "Invoice no", "Customer no", "Customer", "Type", "Amount", "Margin", "Currency")
DELIMITER = ";"


def accounts_csv(of: Sequence[Seed] | None = None) -> str:
    """The list of customers as CSV: the team's own, or these."""
    return _table(
        ACCOUNTS,
        (
            (s.no, s.name, s.segment, s.owner, s.city, s.phone, s.email, s.person, s.role)
            for s in of or seeds()
        ),
    )


def orders_csv(days: Days, until: date, after: date = date.min, *, with_branch: bool = False) -> str:
    """Every invoice, credit note and quote up to a day, and `after` another, as CSV; below those of the team's own
    customers, perhaps all of the branch.
    """
    own = [sale for sale in books_of(days, branch=False) if after < sale.day <= until]
    taken_over = [sale for sale in books_of(days, branch=True) if sale.day <= until] if with_branch else []
    return _table(
        ORDERS,
        (
            (s.day, s.number, s.account.no, s.account.name, s.kind, s.amount, s.margin, s.account.currency)
            for s in (*own, *taken_over)
        ),
    )


@cache
def books_of(days: Days, *, branch: bool) -> list[Sale]:
    """Every row of the books of the team, or of the branch, up to today."""
    return sales(days, branch_seeds(), "B") if branch else sales(days, seeds(), "H")


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()
