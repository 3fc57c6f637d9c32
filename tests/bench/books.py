"""The made-up books that are measured: generated and imported once, kept in a folder outside the repository."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .book_file import write_rows
from .generate import rows
from .paired import run

NOW = "2026-06-30T12:00:00"
"""The made-up orders end on this day."""
SUBJECTS = Path(__file__).with_name("subjects")


@dataclass(frozen=True, slots=True)
class Sizes:
    """Which book is measured, and where it lies; `others` is a Python with programs to compare with."""

    folder: Path
    accounts: int
    orders: int
    others: str = sys.executable

    @property
    def csv(self) -> Path:
        """The export, generated where it is not there yet."""
        path = self.folder / f"{self.accounts}-{self.orders}.csv"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            write_rows(path, rows(self.accounts, self.orders, 1))
        return path

    @property
    def env(self) -> dict[str, str]:
        """The day, and a settings folder of its own, so that no own rules or drafts take part."""
        return {
            "WINBACK_NOW": NOW,
            "WINBACK_ACTOR": "Ann",
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
        }

    def book(self) -> Path:
        """The book, imported where it is not there yet."""
        path = self.folder / f"{self.accounts}-{self.orders}.db"
        if not path.exists():
            run(import_command(path, self.csv), self.env)
        return path


def winback(book: Path, *words: str) -> list[str]:
    """The command line of Winback on a book."""
    return [sys.executable, "-m", "winback_tui", "--db", str(book), *words]


def import_command(book: Path, file: Path, *more: str) -> list[str]:
    """The import of a generated file."""
    return winback(book, "import", str(file), "--yes", *(more or ("--currency", "EUR")))


def subject(name: str, *words: str) -> list[str]:
    """The command line of a program to compare with."""
    return [sys.executable, str(SUBJECTS / f"{name}.py"), *words]


def asked(prog: str, about: str | None, arguments: list[str]) -> tuple[Sizes, int]:
    """The sizes and the number of turns that the command line asks for."""
    parser = argparse.ArgumentParser(prog=prog, description=about)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--orders", type=int, default=2_000_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "winback-bench")
    parser.add_argument("--others", default=sys.executable, help="a Python with sqlite-utils, DuckDB, pandas")
    told = parser.parse_args(arguments)
    return Sizes(told.folder, told.accounts, told.orders, told.others), told.times
