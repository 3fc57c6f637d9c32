"""What a command may load: the proof at run time beside the layer contracts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "textual",
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "pydantic",
    "rich",
    "babel",
    "rapidfuzz",
    "xlsxwriter",
)

LIGHT = (
    ["--help"],
    ["--version"],
    ["where"],
    ["where", "--json"],
    ["where", "--help"],
    ["nonsense"],
)
"""Calls that must load none of the heavy libraries when nobody sits at a terminal."""

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


@pytest.mark.parametrize("words", LIGHT, ids=" ".join)
def test_light_calls_stay_light(words: list[str], tmp_path: Path) -> None:
    code, names = _loaded("--db", str(tmp_path / "book.db"), *words)
    assert code == (2 if words == ["nonsense"] else 0)
    assert names.isdisjoint(HEAVY), sorted(names & set(HEAVY))


def test_the_version_does_not_even_load_typer() -> None:
    assert "typer" not in _loaded("--version")[1]


def test_the_bare_call_does_not_load_typer() -> None:
    assert "typer" not in _loaded()[1]
