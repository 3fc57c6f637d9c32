"""The key of an order: the same in every export that contains it.

With a number: source, number and year, because many systems start again at 1 each January; a credit note has
a separate key from the invoice with that number. Without a number: what the order is, and which one of
equals it is: account, day, amount, currency, kind, and `#2` for the second identical row of one file.

So the same file again gives the same keys, overlapping exports never double, and with numbers any split
gives the same result as the whole. Without numbers that holds as long as identical rows (same account,
same day, same amount) stay in one file; when they are split up, the largest number in any one file is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.domain.account.order import OrderKind

CREDIT, ORDER, UNCLEAR = OrderKind.CREDIT.value, OrderKind.ORDER.value, OrderKind.UNCLEAR.value


def number_key(source: str, number: str, day: str, kind: str) -> str:
    """Key of a numbered order."""
    return f"{source}:{number}:{day[:4]}{'-' if kind == CREDIT else ''}"


def number_keys(source: str, numbers: Sequence[str], days: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """Keys of a batch of numbered orders."""
    keys = [f"{source}:{number}:{day[:4]}" for number, day in zip(numbers, days, strict=True)]
    place = -1
    for _ in range(kinds.count(CREDIT)):
        place = kinds.index(CREDIT, place + 1)
        keys[place] += "-"
    return keys


def content(account: str, day: str, amount: int, currency: str, kind: str) -> str:
    """The identity of an order without a number, before `#2` and so on; `account` is its match key.

    An unclear row has the key of an order, so that it stays the same row once its kind is known.
    """
    return f"~{account}|{day}|{amount}{currency}{ORDER[0] if kind == UNCLEAR else kind[0]}"
