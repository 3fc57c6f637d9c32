"""The rooms keep to themselves, and every file stays small enough to be read at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
MEDIAN_BELOW, NONE_ABOVE = 120, 400


def test_the_layer_contracts_hold() -> None:
    ended = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-1000:]


def _lengths(folder: str) -> dict[str, int]:
    return {
        str(file.relative_to(ROOT)): file.read_text(encoding="utf-8").count("\n")
        for file in (ROOT / folder).rglob("*.py")
        if file.name != "__init__.py"
    }


def test_files_are_small_rooms() -> None:
    lengths = _lengths("winback_tui")
    assert median(lengths.values()) < MEDIAN_BELOW
    assert {name: length for name, length in lengths.items() if length > NONE_ABOVE} == {}


def test_so_are_the_tests() -> None:
    assert {name: length for name, length in _lengths("tests").items() if length > NONE_ABOVE} == {}


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "winback_tui").rglob("*.py")
        if (text := file.read_text(encoding="utf-8").strip()) and not text.startswith(('"""', "__version__"))
    ]
    assert silent == []
