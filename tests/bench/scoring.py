"""Time the daily scoring of 100,000 accounts with 500,000 orders, and the fit: scoring [--accounts N]"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence
from random import Random

from winback_tui.domain.chance import History, Trail, fit, score, trail_of

from .generate import END, order_days, orders_each


def main(arguments: Sequence[str]) -> int:
    """The command line; prints seconds of one core."""
    parser = argparse.ArgumentParser(prog="scoring", description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    asked = parser.parse_args(arguments)
    chooser = Random(1)
    histories = []
    for count in orders_each(chooser, asked.accounts, asked.accounts * 5):
        days = sorted(set(order_days(chooser, count)))
        histories.append(History(days, [chooser.randrange(100, 100_000) for _ in days]))
    before = _peak()
    started = time.process_time()
    model = fit(histories, END)
    fitted = time.process_time()
    for history in histories:
        score(model, trail_of(history.days, history.amounts), END)
    scored = time.process_time()
    peak = _peak()
    kept = [trail_of(history.days, history.amounts).packed() for history in histories]
    packed = time.process_time()
    for text in kept:
        score(model, Trail.unpacked(text), END)
    again = time.process_time()
    print(f"{asked.accounts:,} accounts, {asked.accounts * 5:,} orders, one core")
    print(f"  fit the model              {fitted - started:6.2f} s")
    print(f"  chances from orders        {scored - fitted:6.2f} s")
    print(f"  chances from kept trails   {again - packed:6.2f} s")
    print(f"  memory                     {peak:6.0f} MB, of which the orders themselves {before:.0f} MB")
    return 0


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
