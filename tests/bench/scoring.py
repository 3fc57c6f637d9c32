"""The daily scoring of 100,000 accounts with 500,000 orders, and the fit: scoring [--accounts N]"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from random import Random

from winback_tui.domain.chance import OrderHistory, Trail, fit, score, trail_of

from .books import Sizes, asked
from .generate import END, order_days, orders_each
from .paired import Figure, told


def figures(sizes: Sizes, times: int) -> list[Figure]:
    """Seconds of one core and memory, in a process of its own; `times` is left aside."""
    command = [sys.executable, "-m", __name__, str(sizes.accounts)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    fitted, scored, again, peak = map(float, said.split())
    return [
        Figure(f"chances of {sizes.accounts:,} accounts from their orders", scored, 6.0, 6.0, unit=" s"),
        Figure("the same from what is kept of them", again, 6.0, 6.0, unit=" s"),
        Figure("the fit of the model", fitted, 6.0, 6.0, unit=" s"),
        Figure("memory of all that", peak, 250, 250, unit=" MB"),
    ]


def measured(accounts: int) -> tuple[float, float, float, float]:
    """Seconds of the fit, of the chances from orders and from kept trails; the peak of memory in MB."""
    import resource  # Windows has none; there only who measures misses it

    chooser = Random(1)
    histories = []
    for count in orders_each(chooser, accounts, accounts * 5):
        days = sorted(set(order_days(chooser, count)))
        histories.append(OrderHistory(days, [chooser.randrange(100, 100_000) for _ in days]))
    started = time.process_time()
    model = fit(histories, END)
    fitted = time.process_time()
    for history in histories:
        score(model, trail_of(history.days, history.amounts), END)
    scored = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kept = [trail_of(history.days, history.amounts).packed() for history in histories]
    packed = time.process_time()
    for text in kept:
        score(model, Trail.unpacked(text), END)
    return fitted - started, scored - fitted, time.process_time() - packed, peak


def main(arguments: Sequence[str]) -> int:
    """The command line; prints the table."""
    print(told(figures(*asked("scoring", __doc__, list(arguments)))))
    return 0


if __name__ == "__main__":
    print(*measured(int(sys.argv[1])))
