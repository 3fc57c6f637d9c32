"""Two programs measured side by side, turn by turn, so that a busy machine slows both."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, seconds of processor, and the most memory in MB that one run took."""

    wall: float
    cpu: float
    peak: float = 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: a ratio (or an amount in `unit`), what it should be, and what it must be.

    Without an aim it is there to be seen.
    """

    what: str
    value: float
    aim: float | None
    floor: float | None
    cpu: float | None = None
    note: str = ""
    unit: str = "x"

    @property
    def verdict(self) -> str:
        """By the processor where both are known: the clock also counts what else the machine does."""
        if self.aim is None or self.floor is None:
            return ""
        counted = self.value if self.cpu is None else min(self.value, self.cpu)
        return "met" if counted <= self.aim else "floor" if counted <= self.floor else "MISSED"


def run(command: Command, env: Mapping[str, str] | None = None) -> Spent:
    """Run to its end, its output thrown away; compiled modules are kept, as where the program is installed.

    Raises RuntimeError when it fails.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **(env or {})},
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}")
    wall = time.perf_counter() - started
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def ratio(
    ours: Callable[[], Spent], theirs: Callable[[], Spent], times: int
) -> tuple[float, float, list[Spent]]:
    """The median of our clock over theirs and of our processor over theirs, run in turns; and our runs."""
    first, second = [], []
    for _ in range(times):
        second.append(theirs())
        first.append(ours())
    return (
        median(one.wall for one in first) / median(one.wall for one in second),
        median(one.cpu for one in first) / median(one.cpu for one in second),
        first,
    )


def told(figures: Sequence[Figure]) -> str:
    """The table."""
    lines = [f"{'what':58}{'clock':>9}{'cpu':>9}{'aim':>8}{'floor':>8}  verdict"]
    for one in figures:
        cpu = "" if one.cpu is None else f"{one.cpu:.2f}{one.unit}"
        lines.append(
            f"{one.what:58}{one.value:8.2f}{one.unit}{cpu:>9}{_limit(one.aim, one.unit)}{_limit(one.floor, one.unit)}"
            f"  {one.verdict}{'  ' + one.note if one.note else ''}"
        )
    return "\n".join(lines)


def _limit(value: float | None, unit: str) -> str:
    return f"{'':{7 + len(unit)}}" if value is None else f"{value:7.2f}{unit}"
