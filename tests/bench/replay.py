"""Replay a book file and compare with rules of thumb: replay FILE --cut DATE [--cut DATE ...]"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import fmean

from winback_tui.domain.chance.backtest import Replay, TooLittle, possible_cuts, replay

from .book_file import histories_in


def told(result: Replay) -> list[str]:
    """The lines of one cut."""
    lines = [
        f"cut {result.cut}: {result.accounts:,} accounts with a rhythm, {result.silent:,} silent for 90 days",
        f"  {'ranked by':24}{'area':>8}{'top hits':>10}{'lost money':>12}",
    ]
    for one in result.rankings:
        money = "" if one.lost_money is None else f"{one.lost_money:.0%}"
        lines.append(f"  {one.name:24}{_figure(one.area):>8}{one.top_hits:>7.1f}/{one.top}{money:>12}")
    lines.append(f"  skill {_figure(result.skill)}, calibration error {result.calibration_error:.3f}")
    lines.append(
        f"  twice the own gap: area {_figure(result.own_area)}, skill {_figure(result.own_skill)}, "
        f"{result.own_accounts:,} accounts"
    )
    lines += [f"  said {one.predicted:6.1%}  came {one.came:6.1%}  {one.accounts:6,}" for one in result.bins]
    return lines


def means(results: Sequence[Replay]) -> str:
    """One line over all cuts."""
    areas = [result.rankings[0].area for result in results]
    own = [result.own_area for result in results]
    errors = [result.calibration_error for result in results]
    return f"mean of {len(results)}: area {_mean(areas)}, own gap {_mean(own)}, calibration error {fmean(errors):.3f}"


def main(arguments: Sequence[str]) -> int:
    """The command line; 1 when no cut could be replayed."""
    parser = argparse.ArgumentParser(prog="replay", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--cut", type=date.fromisoformat, action="append", default=[])
    asked = parser.parse_args(arguments)
    histories = list(histories_in(asked.file).values())
    if not histories:
        parser.error("the file has no orders")
    first = date.fromordinal(min(history.days[0] for history in histories))
    last = date.fromordinal(max(history.days[-1] for history in histories))
    results = []
    for cut in asked.cut or possible_cuts(first, last):
        result = replay(histories, cut)
        if isinstance(result, TooLittle):
            print(f"cut {cut}: {result.sentence}")
        else:
            results.append(result)
            print("\n".join(told(result)))
    if results:
        print(means(results))
    return 0 if results else 1


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _mean(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{fmean(known):.4f}" if known else "-"
