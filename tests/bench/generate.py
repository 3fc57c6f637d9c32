"""Write a made-up book: generate FILE [--accounts N] [--orders N] [--seed N]"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

from .book_file import write_rows

END = date(2026, 6, 30).toordinal()
SPAN = 3 * 365
_STAYING = 0.6
_RETURNED = 0.03


def order_days(chooser: Random, orders: int) -> list[int]:
    """Days of `orders` orders with log-normal gaps, rising; four of ten accounts left somewhere on the way.

    Several orders may fall on one day.
    """
    start = END - SPAN + chooser.randrange(SPAN * 2 // 3)
    stop = END if chooser.random() < _STAYING else start + 1 + chooser.randrange(END - start)
    spread = chooser.uniform(0.15, 1.0)
    gaps = [chooser.lognormvariate(0.0, spread) for _ in range(orders)]
    gaps[-1] *= chooser.random()
    share = (stop - start) / sum(gaps)
    day, days = float(start), []
    for gap in gaps:
        days.append(int(day))
        day += gap * share
    return days


def orders_each(chooser: Random, accounts: int, orders: int) -> list[int]:
    """How many orders each account has: log-normal, at least one, `orders` in all."""
    weights = [chooser.lognormvariate(0.0, 1.0) for _ in range(accounts)]
    spare, heavy = orders - accounts, sum(weights)
    counts = [1 + int(spare * weight / heavy) for weight in weights]
    for account in range(orders - sum(counts)):
        counts[account % accounts] += 1
    return counts


def rows(accounts: int, orders: int, seed: int) -> Iterator[tuple[int, str, int, int]]:
    """(number, account, ordinal, cents) by day, as an export of an order system has them; a few are returns."""
    chooser = Random(seed)
    placed = []
    for account, count in enumerate(orders_each(chooser, accounts, orders)):
        placed += [day * accounts + account for day in order_days(chooser, count)]
    placed.sort()
    sizes = [chooser.lognormvariate(9.5, 1.0) for _ in range(accounts)]
    for number, place in enumerate(placed, 1):
        day, account = divmod(place, accounts)
        cents = max(1, int(sizes[account] * chooser.lognormvariate(0.0, 0.4)))
        yield number, f"A{account:06}", day, -cents if chooser.random() < _RETURNED else cents


def main(arguments: Sequence[str]) -> int:
    """The command line; prints what it wrote."""
    parser = argparse.ArgumentParser(prog="generate", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--orders", type=int, default=2_000_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    if not 0 < asked.accounts <= asked.orders:
        parser.error("a book needs at least one order an account")
    written = write_rows(asked.file, rows(asked.accounts, asked.orders, asked.seed))
    print(f"{written:,} orders of {asked.accounts:,} accounts in {asked.file}")
    return 0
