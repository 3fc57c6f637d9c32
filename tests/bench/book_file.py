"""Reading and writing order histories as CSV with the columns account, date, amount."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TextIO

from winback_tui.domain.chance import OrderHistory


def histories_in(path: Path) -> dict[str, OrderHistory]:
    """The real orders of every account, by day; rows of zero or less are returns and left out."""
    books: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    with _opened(path) as lines:
        for row in csv.DictReader(lines):
            amount = float(row["amount"])
            if amount > 0:
                books[row["account"]][date.fromisoformat(row["date"]).toordinal()] += amount
    return {
        account: OrderHistory(sorted(money), [money[day] for day in sorted(money)])
        for account, money in sorted(books.items())
    }


def write_rows(path: Path, rows: Iterable[tuple[int, str, int, int]]) -> int:
    """Write (number, account, ordinal, cents) as a CSV export would have them; returns how many."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("number,account,date,amount\n")
        for number, account, day, cents in rows:
            sign, size = "-" if cents < 0 else "", abs(cents)
            out.write(f"{number},{account},{date.fromordinal(day)},{sign}{size // 100}.{size % 100:02}\n")
            written += 1
    return written


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")
