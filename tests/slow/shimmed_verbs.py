"""Every verb that writes, run by a driver under a disk of ours: a C file that is loaded before the C library."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_tree import VERBS, Kind, Verb, book_of_everything

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Tries:
    """What the driver printed, a try each, with the seed that it was given; `named`: it tried only some verbs."""

    rows: list[dict[str, Any]]
    seed: int
    named: bool


def tries_under(disk: str, driver: str, times: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Tries:
    """Run `driver` so many `times` a verb, with `WINBACK_SEED`, on the verbs of `WINBACK_VERBS` or on all.

    Skips where such a disk cannot be made; fails where the driver does.
    """
    if not sys.platform.startswith("linux") or not shutil.which("cc"):
        pytest.skip("needs Linux and a C compiler for a disk of ours")
    shim = folder / f"{disk}.so"
    source = Path(__file__).with_name(f"{disk}.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=True)
    everything = folder / "everything"
    everything.mkdir()
    monkeypatch.chdir(everything)
    book_of_everything(everything)
    seed = int(os.environ.get("WINBACK_SEED", random.randrange(10**6)))
    names = os.environ.get("WINBACK_VERBS", "").split(",") if os.environ.get("WINBACK_VERBS") else []
    ran = subprocess.run(
        [sys.executable, "-m", driver, str(everything), str(times), str(seed), *names],
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": str(shim)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return Tries([json.loads(line) for line in ran.stdout.splitlines()], seed, bool(names))


def writing_verbs() -> list[Verb]:
    """Those that write, without a server of their own."""
    return [verb for verb in VERBS if verb.kind not in (Kind.READS, Kind.TEXT) and not verb.served]
