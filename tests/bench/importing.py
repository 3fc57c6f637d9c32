"""Import of a large CSV against a bare table and other programs; the same file again: importing [--others PYTHON]"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import others
from .books import Sizes, asked, import_command, subject
from .paired import Figure, Spent, ratio, run, told


def figures(sizes: Sizes, times: int) -> list[Figure]:
    """Import, its memory, the room of the book, and the import of the very same file again."""
    file = sizes.csv
    with tempfile.TemporaryDirectory(dir=sizes.folder) as folder:
        place = Path(folder)
        runs = iter(range(1_000))

        def ours() -> Spent:
            return run(import_command(place / f"{next(runs)}.db", file), sizes.env)

        def bare() -> Spent:
            return run(subject("bare_table", str(file), str(place / f"{next(runs)}.bare")))

        wall, cpu, spent = ratio(ours, bare, times)
        last = max(place.glob("*.db"), key=lambda path: path.stat().st_mtime)
        room = last.stat().st_size / next(place.glob("*.bare")).stat().st_size
        again = run(import_command(last, file, "--json"), sizes.env)
    name = f"import of {sizes.orders:,} rows / bare table"
    return [
        Figure(name, wall, 2.5, 2.5, cpu, f"{spent[-1].cpu:.1f} s of processor"),
        Figure("memory of that import", max(one.peak for one in spent), 300, 400, unit=" MB"),
        Figure("the book / the file of the bare table", room, 3, 4.5),
        Figure(
            "the same file again / the first time",
            again.wall / spent[-1].wall,
            0.5,
            0.5,
            again.cpu / spent[-1].cpu,
        ),
        *others.figures(sizes, times),
    ]


def main(arguments: Sequence[str]) -> int:
    """The command line; prints the table."""
    print(told(figures(*asked("importing", __doc__, list(arguments)))))
    return 0
