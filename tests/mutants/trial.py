"""Trying mutants: each is put into a copy of the code, and the tests that come near it run until one fails.

What only takes effect where a module is loaded runs in a fork that has the libraries loaded and nothing of ours. All
else runs in a fork of a pytest that has collected every test already, where the functions of the faulty module are
given their new code: then a trial costs hardly more than its tests.
"""

from __future__ import annotations

import ast
import gc
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from types import CodeType, FunctionType

import pytest

from tests.mutants.mutations import Mutant, with_fault

MARKS = "not slow and not bench and not thorough and not processes"
PROCESSOR_SECONDS, SECONDS = 20, 90
"""A mutant that runs longer, beside three times what its tests took, turns in circles, which is noticed."""
FIRST = 25
"""Tests that are tried on their own where the module is loaded afresh."""
SAID = "said.txt"
"""What pytest says, in the folder of the copy."""
FAILED, NOTHING_RUN = 1, 5
"""How pytest ends when a test failed, and where there was none to run."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant in a file of the product, the tests to try it with by the seconds that they took, and how to try it.

    `afresh`: the module has to be loaded with the fault in it.
    """

    file: str
    mutant: Mutant
    tests: dict[str, float]
    afresh: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The number of a trial, whether a test noticed the fault, and which: none where it took too long."""

    trial: int
    found: bool
    by: str = ""


class Bench:
    """A copy of the checkout in which mutants are tried, one at a time."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self._written = 0
        self._report = folder / "failed.txt"
        for name in ("winback_tui", "tests", "docs", "screens", "assets"):
            left_out = shutil.ignore_patterns("*.svg", "*.png", "*.gif", "__pycache__")
            shutil.copytree(root / name, folder / name, ignore=left_out)
        for name in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
            shutil.copy(root / name, folder / name)

    def outcomes(self, trials: dict[int, Trial], collected: list[str]) -> Iterator[Outcome]:
        """Try them all; `collected` are the files of the tests that are tried."""
        for number, trial in trials.items():
            if trial.afresh:
                yield self._outcome(number, trial, lambda trial=trial: self._afresh([*trial.tests]))  # type: ignore[misc]
        quick = {number: trial for number, trial in trials.items() if not trial.afresh}
        if quick:
            reading, writing = os.pipe()
            with os.fdopen(reading) as told:
                work: list[object] = [_Collected(self, quick, writing)]
                server = self.fork(lambda: self.run(collected, work), self.folder / SAID)
                os.close(writing)
                for line in told:
                    yield Outcome(*json.loads(line))
            os.waitpid(server, 0)

    def run(self, tests: list[str], plugins: list[object]) -> int:
        """The exit code of pytest with these tests in the copy; nothing of ours is loaded before."""
        os.chdir(self.folder)
        os.environ["PYTHONPATH"] = str(self.folder)
        for name in [
            name for name in sys.modules if name.split(".")[0] in ("tests", "winback_tui", "screens")
        ]:
            del sys.modules[name]
        sys.path[:] = [
            str(self.folder),
            *(path for path in sys.path if path not in ("", str(self.root), str(self.folder))),
        ]
        words = [
            "-q",
            "-n",
            "0",
            "-p",
            "no:cacheprovider",
            "-m",
            MARKS,
            "--basetemp",
            str(self.folder / "tmp"),
        ]
        return int(pytest.main([*words, *tests], plugins))

    def fork(self, work: Callable[[], int], said: Path = Path(os.devnull), session: bool = False) -> int:
        """A process that does this work, and says what it says into a file; with `session` it can be ended whole."""
        child = os.fork()
        if child == 0:
            code = 3
            try:
                if session:
                    os.setsid()
                for handle, file in ((0, Path(os.devnull)), (1, said), (2, said)):
                    os.dup2(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND), handle)
                code = work()
            finally:
                os._exit(code)
        return child

    def _afresh(self, tests: list[str]) -> int:
        """A few tests first: to load all files of tests takes longer than most tests do."""
        for portion in (tests[:FIRST], tests[FIRST:]):
            code = self.run(portion, [self]) if portion else 0
            if code not in (0, NOTHING_RUN):
                return code
        return 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """The first test that fails has noticed the fault."""
        if report.failed:
            self._report.write_text(report.nodeid, "utf-8")
            os._exit(FAILED)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """So does one that cannot even be loaded."""
        if report.failed:
            self._report.write_text(report.nodeid, "utf-8")
            os._exit(FAILED)

    def _outcome(self, number: int, trial: Trial, work: Callable[[], int]) -> Outcome:
        place = self.folder / "winback_tui" / trial.file
        whole = place.read_text("utf-8")
        expected = sum(trial.tests.values())
        self._report.unlink(missing_ok=True)

        def limited() -> int:
            import resource  # Windows has none, and no forks either

            most = int(PROCESSOR_SECONDS + 3 * expected)
            resource.setrlimit(resource.RLIMIT_CPU, (most, most))
            return work()

        self._write(place, ast.unparse(with_fault(whole, trial.mutant)))
        try:
            child = self.fork(limited, session=True)
            survived = _exit_code(child, SECONDS + 3 * expected) in (0, NOTHING_RUN)
        finally:
            self._write(place, whole)
            shutil.rmtree(self.folder / "tmp", ignore_errors=True)
        by = self._report.read_text("utf-8") if self._report.exists() else ""
        return Outcome(number, not survived, by)

    def _write(self, place: Path, text: str) -> None:
        """Each text has another time: by it and the size Python tells whether kept bytecode is of this text."""
        place.write_text(text, "utf-8")
        self._written += 1
        os.utime(place, (self._written, self._written))


class _Collected:
    """A plugin of pytest that tries mutants with the tests it has collected, instead of running those."""

    def __init__(self, bench: Bench, trials: dict[int, Trial], told: int) -> None:
        self._bench, self._trials, self._told = bench, trials, told

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """For each mutant a fork of this process."""
        items = {item.nodeid: item for item in session.items}
        session.config.pluginmanager.register(self._bench)
        for number, trial in self._trials.items():
            source = (self._bench.folder / "winback_tui" / trial.file).read_text("utf-8")
            chosen = [items[name] for name in trial.tests if name in items]
            outcome = self._bench._outcome(
                number,
                trial,
                lambda source=source, trial=trial, chosen=chosen: self._run(source, trial, chosen),  # type: ignore[misc]
            )
            told = json.dumps((outcome.trial, outcome.found, outcome.by)) + "\n"
            os.write(self._told, told.encode())
        return True

    def _run(self, source: str, trial: Trial, items: list[pytest.Item]) -> int:
        place = str(self._bench.folder / "winback_tui" / trial.file)
        give_code(place, compile(with_fault(source, trial.mutant), place, "exec", dont_inherit=True))
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return 0


def give_code(place: str, module: CodeType) -> None:
    """All functions of the file at `place` that live now go on with the code that they have in `module`."""
    fresh = {(code.co_qualname, code.co_firstlineno): code for code in _codes(module)}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == place:
            code = fresh.get((one.__code__.co_qualname, one.__code__.co_firstlineno))
            if code is not None and len(code.co_freevars) == len(one.__code__.co_freevars):
                one.__code__ = code


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


def _exit_code(child: int, seconds: float) -> int:
    """How the child ended; it and all that it began are ended where it takes longer."""
    ends = monotonic() + seconds
    try:
        while monotonic() < ends:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            sleep(0.02)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return -signal.SIGKILL
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
