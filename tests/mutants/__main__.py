"""`python -m tests.mutants [FILE...] [--most N] [--seed N]`: how many small faults do the tests notice?

The tests run once, watched, so that it is known which of them runs which function. Then each mutant is written into a
copy of the code, and the tests that come near it run in a fork that has the libraries loaded already, the most
particular ones first, until one fails. Survivors are printed with their line: a hole to close, or equal in effect,
which `equal.toml` then says, with the reason.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from tests.mutants.mutations import mutants_of, with_fault
from tests.mutants.reach import Reach, Watch, read_reach

ROOT = Path(__file__).resolve().parents[2]
EQUAL = Path(__file__).with_name("equal.toml")
ROOMS = ("domain", "store", "intake")
"""The folders whose files are faulted where none is named."""
TESTS = ("domain", "store", "intake", "services", "output", "playbook")
"""The folders of tests that may notice: those that need no terminal."""
MARKS = "not slow and not bench and not thorough"
SECONDS = 120
"""A mutant that runs longer turns in circles, which is noticed."""
TRIED_SECONDS = 40.0
"""Tests are tried against a mutant until they took so long while they were watched, which is slower by half."""


def main() -> int:
    """Print the survivors and the share found; the exit code is 1 below the share asked for."""
    asked = _asked()
    files = asked.files or _files()
    chosen = [
        (file, mutant)
        for file in files
        for mutant in mutants_of((ROOT / "winback_tui" / file).read_text("utf-8"))
    ]
    print(f"{len(chosen)} mutants, seed {asked.seed}", flush=True)
    random.Random(asked.seed).shuffle(chosen)
    known = equal_ones()
    chosen = [each for each in chosen if (each[0], each[1].before, each[1].after) not in known]
    chosen = chosen[: asked.most or None]
    survivors = 0
    with tempfile.TemporaryDirectory(prefix="winback-mutants-") as folder:
        copy = Path(folder)
        _copy_to(copy)
        _load_libraries()
        reach = _reach(copy, asked.tests, asked.reach)
        for file, mutant in sorted(chosen, key=lambda one: (one[0], one[1].line)):
            tests = reach.tests_of((file, mutant.function), _users(files, file), TRIED_SECONDS)
            place = copy / "winback_tui" / file
            whole = place.read_text("utf-8")
            place.write_text(with_fault(whole, mutant), "utf-8")
            if not tests or _green(copy, tests):
                survivors += 1
                print(f"survived {file}:{mutant.line}: {mutant.before}  ->  {mutant.after}", flush=True)
            place.write_text(whole, "utf-8")
    share = 100 * (1 - survivors / max(1, len(chosen)))
    print(f"{len(chosen) - survivors} of {len(chosen)} found ({share:.1f} %), those known as equal left out")
    return int(share < asked.least)


def equal_ones() -> set[tuple[str, str, str]]:
    """The mutants that change nothing that anybody could notice, by file, code before and code after."""
    listed = tomllib.loads(EQUAL.read_text("utf-8"))
    return {(each["file"], each["before"], each["after"]) for each in listed.get("equal", [])}


def _asked() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m tests.mutants")
    options.add_argument(
        "files", nargs="*", help=f"only these files of winback_tui; otherwise all of {', '.join(ROOMS)}"
    )
    options.add_argument("--most", type=int, default=200, help="mutants tried, chosen by the seed; 0 = all")
    options.add_argument("--seed", type=int, default=random.randrange(10**6))
    options.add_argument("--least", type=float, default=0.0, help="the share (percent) that must be found")
    options.add_argument(
        "--tests",
        nargs="*",
        default=[f"tests/{name}" for name in TESTS],
        help="the tests that may notice; for files of the screens name tests of tests/tui",
    )
    options.add_argument(
        "--reach", type=Path, help="keep in this file which test runs what, and use it where it is there"
    )
    return options.parse_args()


def _files() -> list[str]:
    product = ROOT / "winback_tui"
    return [
        path.relative_to(product).as_posix()
        for room in ROOMS
        for path in sorted((product / room).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def _users(files: list[str], file: str) -> list[str]:
    """The files that import from this one: what stands outside its functions is used there."""
    module = file.removesuffix(".py").replace("/", ".")
    name = module.rpartition(".")[2]
    uses = re.compile(
        rf"^\s*from (winback_tui\.{re.escape(module)}|\.+{re.escape(name)}) import", re.MULTILINE
    )
    return [one for one in files if uses.search((ROOT / "winback_tui" / one).read_text("utf-8"))]


def _copy_to(copy: Path) -> None:
    """What the tests need; of the pictures only what draws them."""
    for name in ("winback_tui", "tests", "docs", "screens", "assets"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("*.svg", "*.png", "*.gif"))
    for name in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, copy / name)


def _load_libraries() -> None:
    for name in ("pytest", "hypothesis", "sqlmodel", "alembic", "rich", "platformdirs"):
        importlib.import_module(name)


def _reach(copy: Path, tests: list[str], notes: Path | None) -> Reach:
    """Which test runs what, from `notes` where that was found out before. Ends the program where a test fails."""
    kept = notes or copy / "reach.json"
    if not kept.exists():
        kept = kept.absolute()
        said = copy / "said.txt"
        code = _in_fork(lambda: _run_tests(copy, tests, [Watch(copy / "winback_tui", kept)]), None, said)
        if code:
            kept.unlink(missing_ok=True)
            sys.exit(f"{said.read_text()[-4000:]}\nA test fails without any fault; nothing was tried.")
    return read_reach(kept)


def _green(copy: Path, tests: list[str]) -> bool:
    """Whether these tests pass in the copy, in a process of their own that has nothing of ours loaded."""
    return _in_fork(lambda: _run_tests(copy, tests, []), SECONDS) == 0


def _in_fork(work: Callable[[], int], seconds: float | None, said: Path = Path(os.devnull)) -> int:
    """The exit code of `work` in a fork that writes into the file `said`; -9 where it takes longer."""
    child = os.fork()
    if child == 0:
        code = 3
        try:
            os.setpgid(0, 0)
            for handle, file in ((0, Path(os.devnull)), (1, said), (2, said)):
                os.dup2(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND), handle)
            code = work()
        finally:
            os._exit(code)
    ends = None if seconds is None else monotonic() + seconds
    while ends is None or monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        signal.sigtimedwait([signal.SIGCHLD], 0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -signal.SIGKILL


def _run_tests(copy: Path, tests: list[str], plugins: list[object]) -> int:
    import pytest

    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    for name in [name for name in sys.modules if name.split(".")[0] in ("tests", "winback_tui")]:
        del sys.modules[name]
    sys.path[:] = [str(copy), *(path for path in sys.path if path not in ("", str(ROOT)))]
    sys.dont_write_bytecode = True
    return int(pytest.main(["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-m", MARKS, *tests], plugins))


if __name__ == "__main__":
    sys.exit(main())
