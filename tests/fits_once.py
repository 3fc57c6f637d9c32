"""The model is fitted once in a process for the same orders: many tests compute the figures of a book from its orders
again, to compare them with those that are kept, and a fit is the half of that.

What it finds depends on nothing but what it is given: that is what tests/domain/test_chance_fit.py is about.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable
from hashlib import blake2b

from winback_tui.domain.chance import Model, OrderHistory

Fit = Callable[[Iterable[OrderHistory], int], Model]


def once(fit: Fit) -> Fit:
    """The same function, which keeps what it has found."""
    found: dict[bytes, Model] = {}

    def fitted(histories: Iterable[OrderHistory], today: int) -> Model:
        given = list(histories)
        plain = [(tuple(each.days), tuple(each.amounts), each.segment) for each in given]
        key = blake2b(marshal.dumps((plain, today), 2), digest_size=16).digest()
        if key not in found:
            found[key] = fit(given, today)
        return found[key]

    return fitted
