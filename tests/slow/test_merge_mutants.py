"""Every listed mistake in merging is found by the fast tests of merging."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sync.mutants import MUTANTS

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
KILLERS = (
    "tests/sync/test_chain.py",
    "tests/sync/test_merge.py",
    "tests/sync/test_deleted_rows.py",
    "tests/sync/test_forks_and_erasures.py",
    "tests/services/test_team_sync.py",
    "tests/store/test_migrate_team.py",
    "tests/sync/test_bundle.py",
    "tests/sync/test_laws.py",
)
LAST = ("tests/sync/test_histories.py",)


def killed(copy: Path, tests: tuple[str, ...]) -> bool:
    """Whether these tests fail on the copy."""
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider", *tests],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        check=False,
        timeout=900,
    )
    return ended.returncode == 1


@pytest.mark.parametrize("number", range(len(MUTANTS)))
def test_a_mistake_is_found(number: int, tmp_path: Path) -> None:
    file, stands, instead = MUTANTS[number]
    copy = tmp_path / "copy"
    for part in ("winback_tui", "tests", "screens", "pyproject.toml", "README.md", "CONTRIBUTING.md"):
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__", "*.svg"))
        else:
            shutil.copy(source, copy / part)
    text = (copy / file).read_text("utf-8")
    assert text.count(stands) >= 1, f"{file} does not hold what the mistake is about"
    (copy / file).write_text(text.replace(stands, instead, 1), "utf-8")
    assert killed(copy, KILLERS) or killed(copy, LAST), (file, stands, instead)


def test_there_are_enough() -> None:
    assert len(MUTANTS) >= 30
