"""Other programs that read a CSV file into a table, where they are installed: others [--others PYTHON]"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from .books import SUBJECTS, Sizes, asked, import_command
from .paired import Command, Figure, Spent, ratio, run, told

_HALF = 0.5


def _by_sqlite_utils(python: str, file: Path, target: Path) -> Command:
    return [python, "-m", "sqlite_utils", "insert", str(target), "bare", str(file), "--csv"]


def _by_duckdb(python: str, file: Path, target: Path) -> Command:
    return [python, str(SUBJECTS / "duckdb_table.py"), str(file), str(target)]


def _by_pandas(python: str, file: Path, target: Path) -> Command:
    return [python, str(SUBJECTS / "pandas_table.py"), str(file), str(target)]


def _by_visidata(python: str, file: Path, target: Path) -> Command:
    return [python, "-m", "visidata", "--batch", str(file), "--output", str(target.with_suffix(".sqlite"))]


PROGRAMS: dict[str, tuple[str, Callable[[str, Path, Path], Command], float | None]] = {
    "sqlite-utils insert": ("sqlite_utils", _by_sqlite_utils, _HALF),
    "DuckDB": ("duckdb", _by_duckdb, None),
    "pandas": ("pandas", _by_pandas, None),
    "VisiData": ("visidata", _by_visidata, None),
}
"""The module of each, how it is called, and what share of its processor time the import should take."""


def figures(sizes: Sizes, times: int) -> list[Figure]:
    """Our import over theirs, run in turns; those that `sizes.others` does not have are left out.

    They only copy the cells to a table. Ours checks, matches and indexes them, and scores every account.
    """
    with tempfile.TemporaryDirectory(dir=sizes.folder) as folder:
        return [
            _figure(sizes, times, Path(folder), name)
            for name, (module, *_) in PROGRAMS.items()
            if _has(sizes.others, module)
        ]


def _figure(sizes: Sizes, times: int, place: Path, name: str) -> Figure:
    module, command, aim = PROGRAMS[name]
    books = iter(range(times))

    def ours() -> Spent:
        return run(import_command(place / f"{module}-{next(books)}.db", sizes.csv), sizes.env)

    targets = iter(range(times))

    def theirs() -> Spent:
        spent = run(command(sizes.others, sizes.csv, place / f"{module}-{next(targets)}"))
        compared.append(spent)
        return spent

    compared: list[Spent] = []
    clock, cpu, own = ratio(ours, theirs, times)
    note = " / ".join(
        f"{median(each.cpu for each in runs):.1f} s, {max(each.peak for each in runs):.0f} MB"
        for runs in (own, compared)
    )
    return Figure(f"import / {name}", clock, aim, None if aim is None else 2 * aim, cpu, note)


def _has(python: str, module: str) -> bool:
    return (
        subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0
    )


def main(arguments: Sequence[str]) -> int:
    """The command line; prints the table."""
    print(told(figures(*asked("others", __doc__, list(arguments)))))
    return 0
