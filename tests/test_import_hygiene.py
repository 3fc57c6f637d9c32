"""What a command may load: the proof at run time beside the layer contracts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.books import book_at, with_account, with_order, with_orders

HEAVY = (
    "textual",
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "pydantic",
    "rich",
    "holidays",
    "rapidfuzz",
    "xlsxwriter",
)

LIGHT = (
    ["--help"],
    ["--version"],
    ["where"],
    ["where", "--json"],
    ["where", "--help"],
    ["list"],
    ["list", "--view", "all", "--csv", "--limit", "1"],
    ["show", "Silent"],
    ["show", "Silent", "--json"],
    ["filter", "list"],
    ["due"],
    ["returns", "--json"],
    ["review", "--json"],
    ["loss"],
    ["causes"],
    ["monday", "--json"],
    ["nonsense"],
)
"""Calls that must load none of the heavy libraries when nobody sits at a terminal."""

ACTS = (
    ["log", "Silent", "--channel", "call", "--outcome", "reached", "--dry-run"],
    ["log", "Silent", "--channel", "call", "--outcome", "reached"],
    ["order", "Silent", "--date", "2026-11-20", "--amount", "5 EUR"],
    ["account", "edit", "Silent", "--city", "Graz"],
    ["undo"],
)
"""Acts write through plain statements: none loads the models of the tables, nor what checks them."""

MODELS = ("sqlmodel", "sqlalchemy", "alembic", "pydantic")

PROBE = """
import json, sys
from winback_tui.cli.main import run
code = run(sys.argv[1:])
sys.stderr.write("\\n" + json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def _loaded(*words: str) -> tuple[int, set[str]]:
    ended = subprocess.run(
        [sys.executable, "-c", PROBE, *words], capture_output=True, text=True, timeout=60, check=True
    )
    code, names = json.loads(ended.stderr.splitlines()[-1])
    return code, set(names)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with one account that is long overdue, and one that keeps the book fresh."""
    told = book_at(tmp_path_factory.mktemp("light"))
    silent, faithful = with_account(told, "Silent"), with_account(told, "Faithful")
    with_orders(told, silent, ("2026-01-05", "2026-02-03", "2026-03-04", "2026-04-06"))
    with_order(told, faithful, "2026-11-20")
    return told.path


@pytest.mark.parametrize("words", LIGHT, ids=" ".join)
def test_light_calls_stay_light(words: list[str], book: Path) -> None:
    code, names = _loaded("--db", str(book), *words)
    assert code == (2 if words == ["nonsense"] else 0)
    assert names.isdisjoint(HEAVY), sorted(names & set(HEAVY))


@pytest.mark.parametrize("words", ACTS, ids=lambda words: words[0])
def test_acts_load_no_models(words: list[str], tmp_path: Path) -> None:
    book = book_at(tmp_path)
    silent = with_account(book, "Silent")
    with_order(book, silent, "2026-01-05")
    code, names = _loaded("--db", str(book.path), *words)
    assert code == 0
    assert names.isdisjoint(MODELS), sorted(names & set(MODELS))


def test_the_version_does_not_even_load_typer() -> None:
    assert "typer" not in _loaded("--version")[1]


def test_the_bare_call_does_not_load_typer() -> None:
    assert "typer" not in _loaded()[1]
