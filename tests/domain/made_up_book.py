"""A seeded book whose accounts have log-normal gaps of their own and leave now and then."""

from __future__ import annotations

from random import Random

from winback_tui.domain.chance import OrderHistory

FIRST = 738_000
LAST = FIRST + 1_095


def history(chooser: Random, usual: float, spread: float, leaving: float, segment: str = "") -> OrderHistory:
    """One account; `usual`: its mean log gap, `leaving`: the chance to leave after an order."""
    size = chooser.lognormvariate(8.0, 1.0)
    days = [FIRST + chooser.randrange(700)]
    while chooser.random() >= leaving:
        day = days[-1] + max(1, round(chooser.lognormvariate(usual, spread)))
        if day > LAST:
            break
        days.append(day)
    return OrderHistory(days, [size * chooser.lognormvariate(0.0, 0.5) for _ in days], segment)


def book(accounts: int, seed: int = 1) -> list[OrderHistory]:
    """Accounts from weekly to twice a year, from clockwork to erratic; about one order in fifteen is the last."""
    chooser = Random(seed)
    return [
        history(chooser, chooser.gauss(3.4, 0.8), chooser.uniform(0.2, 0.9), chooser.betavariate(1.0, 14.0))
        for _ in range(accounts)
    ]
