"""`python -m tests.mutants [FILE...] [--most N] [--seed N]`: how many small faults do the tests notice?

Each mutant is written into a copy of the code, and the tests named beside its file in `targets.toml` run in a fork
that has the libraries loaded already. Survivors are printed with their line: equal in effect, or a hole to close.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
import tomllib
from pathlib import Path
from time import monotonic

from tests.mutants.mutations import Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120
"""A mutant that runs longer turns in circles, which is noticed."""


def main() -> int:
    """Print the survivors and the share found; the exit code is 1 below the share asked for."""
    options = argparse.ArgumentParser(prog="python -m tests.mutants")
    options.add_argument(
        "files", nargs="*", help="only these files of winback_tui; all of targets.toml otherwise"
    )
    options.add_argument("--most", type=int, default=200, help="mutants tried, chosen by the seed; 0 = all")
    options.add_argument("--seed", type=int, default=random.randrange(10**6))
    options.add_argument("--least", type=float, default=0.0, help="the share (percent) that must be found")
    asked = options.parse_args()
    targets = tomllib.loads((ROOT / "tests/mutants/targets.toml").read_text())["files"]
    chosen = [
        (file, mutant)
        for file in (asked.files or targets)
        for mutant in mutants_of((ROOT / "winback_tui" / file).read_text())
    ]
    print(f"{len(chosen)} mutants, seed {asked.seed}", flush=True)
    random.Random(asked.seed).shuffle(chosen)
    chosen = chosen[: asked.most or None]
    survivors: list[tuple[str, Mutant]] = []
    with tempfile.TemporaryDirectory(prefix="winback-mutants-") as folder:
        copy = Path(folder)
        for name in ("winback_tui", "tests", "docs", "pyproject.toml"):
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
        _load_libraries()
        for file in {file for file, _ in chosen}:
            if not _green(copy, targets[file]):
                print(f"{file}: its tests fail without any fault; nothing was tried")
                return 2
        for file, mutant in sorted(chosen, key=lambda one: (one[0], one[1].line)):
            place = copy / "winback_tui" / file
            whole = place.read_text()
            place.write_text(mutant.source)
            if _green(copy, targets[file]):
                survivors.append((file, mutant))
                print(f"survived {file}:{mutant.line}: {mutant.before}  ->  {mutant.after}", flush=True)
            place.write_text(whole)
    share = 100 * (1 - len(survivors) / max(1, len(chosen)))
    print(f"{len(chosen) - len(survivors)} of {len(chosen)} found ({share:.1f} %)")
    return int(share < asked.least)


def _load_libraries() -> None:
    for name in ("pytest", "hypothesis", "sqlmodel", "alembic", "rich", "platformdirs"):
        importlib.import_module(name)


def _green(copy: Path, tests: list[str]) -> bool:
    """Whether these tests pass in the copy, in a process of their own that has nothing of ours loaded."""
    child = os.fork()
    if child == 0:
        _run_tests(copy, tests)
    ends = monotonic() + SECONDS
    while monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        signal.sigtimedwait([signal.SIGCHLD], 0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run_tests(copy: Path, tests: list[str]) -> None:
    os.setpgid(0, 0)
    silent = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1, 2):
        os.dup2(silent, handle)
    code = 3
    try:
        import pytest

        os.chdir(copy)
        os.environ["PYTHONPATH"] = str(copy)
        for name in [name for name in sys.modules if name.split(".")[0] in ("tests", "winback_tui")]:
            del sys.modules[name]
        sys.path[:] = [str(copy), *(path for path in sys.path if path not in ("", str(ROOT)))]
        sys.dont_write_bytecode = True
        marks = "not slow and not bench"
        code = int(pytest.main(["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-m", marks, *tests]))
    finally:
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
