"""Every listed mistake in merging is found by the fast tests of merging."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sync.hub.server import NO_SERVER, programs
from tests.sync.mutants import HUB_MUTANTS, MUTANTS

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
OWN_SCHEMA = "winback_tui/store/file/own_schema.py"
KILLERS = (
    "tests/sync/test_chain.py",
    "tests/sync/test_merge.py",
    "tests/sync/test_same_exports.py",
    "tests/sync/test_torn_groups.py",
    "tests/sync/test_group_histories.py",
    "tests/sync/test_latecomers.py",
    "tests/sync/test_deleted_rows.py",
    "tests/sync/test_forks_and_erasures.py",
    "tests/services/test_team_sync.py",
    "tests/store/test_migrate_team.py",
    "tests/sync/test_bundle.py",
    "tests/sync/test_laws.py",
)
HUB_KILLERS = (
    "tests/sync/hub/test_pushing.py",
    "tests/sync/hub/test_team_hub.py",
    "tests/sync/hub/test_hub_histories.py",
)
LAST = ("tests/sync/test_histories.py",)


DIGEST_OF_A_NEW_BOOK = """
import sqlite3, sys
from pathlib import Path
from tests.store.books import book_at, with_account
from winback_tui.store.file.own_schema import schema_digest, schema_parts
book = book_at(Path(sys.argv[1]))
with_account(book)
print(schema_digest(schema_parts(sqlite3.connect(book.path))))
"""


def settle_digest(copy: Path) -> None:
    """Let the copy know its own triggers: else any change of them is found by the digest, and shows nothing."""
    digest = subprocess.run(
        [sys.executable, "-c", DIGEST_OF_A_NEW_BOOK, str(copy.parent / "new")],
        cwd=copy,
        env={"PATH": os.environ["PATH"], "HOME": str(copy.parent), "PYTHONPATH": str(copy)},
        capture_output=True,
        check=True,
        text=True,
    ).stdout.strip()
    file = copy / OWN_SCHEMA
    file.write_text(
        re.sub(r'(?m)^OWN_DIGEST = "\w+"', f'OWN_DIGEST = "{digest}"', file.read_text("utf-8")), "utf-8"
    )


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


def copy_with(mistake: tuple[str, str, str], folder: Path) -> Path:
    """The program with this mistake in it."""
    file, stands, instead = mistake
    copy = folder / "copy"
    for part in ("winback_tui", "tests", "screens", "pyproject.toml", "README.md", "CONTRIBUTING.md"):
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__", "*.svg"))
        else:
            shutil.copy(source, copy / part)
    text = (copy / file).read_text("utf-8")
    assert text.count(stands) >= 1, f"{file} does not hold what the mistake is about"
    (copy / file).write_text(text.replace(stands, instead, 1), "utf-8")
    settle_digest(copy)
    return copy


@pytest.mark.parametrize("number", range(len(MUTANTS)))
def test_a_mistake_is_found(number: int, tmp_path: Path) -> None:
    copy = copy_with(MUTANTS[number], tmp_path)
    assert killed(copy, KILLERS) or killed(copy, LAST), MUTANTS[number]


@pytest.mark.skipif(programs() is None, reason=NO_SERVER)
@pytest.mark.parametrize("number", range(len(HUB_MUTANTS)))
def test_a_mistake_about_the_hub_is_found(number: int, tmp_path: Path) -> None:
    assert killed(copy_with(HUB_MUTANTS[number], tmp_path), HUB_KILLERS), HUB_MUTANTS[number]


def test_there_are_enough() -> None:
    assert len(MUTANTS) >= 30
