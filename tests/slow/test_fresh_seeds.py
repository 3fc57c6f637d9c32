"""The properties with seeds that nobody has seen: what always draws the same examples hides the others."""

from __future__ import annotations

import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = 3


def files_with_properties() -> list[str]:
    """Those of the default run; histories of the team have slow seeds of their own."""
    return [
        str(path)
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if "slow" not in path.parts and "sync" not in path.parts and "@given" in path.read_text("utf-8")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(SEEDS))
def test_every_property_holds_with_a_fresh_seed(turn: int) -> None:
    seed = secrets.randbits(32)
    fresh = ["--hypothesis-profile=fresh", f"--hypothesis-seed={seed}"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-m", "not slow", *fresh, *files_with_properties()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"seed {seed}, turn {turn}:\n{done.stdout[-6000:]}"
