"""Which test runs which function: found once by running the tests, and asked for each mutant.

A test counts as reaching a function too when the function only helped to make a book that the test was lent
(`tests/made_once.py`): whoever comes second gets the file, but asserts about what the function did.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections import defaultdict
from collections.abc import Collection, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import CodeType, FrameType
from typing import Any

import pytest

Function = tuple[str, int]
"""A file under `winback_tui` and the line of its `def`, decorators included, as its code object says."""


@dataclass(frozen=True, slots=True)
class WatchedTest:
    """What a test was seen to do: seconds while it was watched, and the functions that it ran."""

    name: str
    seconds: float
    ran: frozenset[Function]


MOST_CALLS = 60_000
"""After so many calls a test is watched no longer: what it goes on doing it has mostly done before."""


class Reach:
    """The tests of one run, by what they reach."""

    def __init__(self, tests: Iterable[WatchedTest]) -> None:
        self._of: dict[Function, list[WatchedTest]] = defaultdict(list)
        self._in: dict[str, list[WatchedTest]] = defaultdict(list)
        for test in tests:
            for function in test.ran:
                self._of[function].append(test)
            for file in {file for file, _ in test.ran}:
                self._in[file].append(test)

    def tests_of(self, function: Function, users: Collection[str], seconds: float) -> list[str]:
        """The tests to try, until they would take so many seconds: those that run the function, then those that run
        others of its file, then those that run a file that uses it (`users`); the most particular of each first.
        """
        groups = [
            self._of.get(function, []),
            self._in.get(function[0], []),
            [test for file in users for test in self._in.get(file, [])],
        ]
        chosen: dict[str, float] = {}
        for group in groups:
            for test in sorted(group, key=lambda each: (len(each.ran), each.name)):
                if sum(chosen.values()) > seconds:
                    return list(chosen)
                chosen[test.name] = test.seconds
        return list(chosen)


class Watch:
    """A plugin of pytest that notes for each test which functions of the product it calls."""

    def __init__(self, product: Path, notes: Path) -> None:
        self._product, self._notes = f"{product}{os.sep}", notes
        self._known: dict[CodeType, Function | None] = {}
        self._now: set[Function] = set()
        self._calls = 0
        self._lent: dict[str, set[Function]] = {}
        self._tests: list[WatchedTest] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Watch a test with what is made for it."""
        self._now, self._calls, began = set(), 0, perf_counter()
        threading.settrace(self._called)
        sys.settrace(self._called)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)
            self._tests.append(WatchedTest(item.nodeid, perf_counter() - began, frozenset(self._now)))

    def pytest_sessionfinish(self) -> None:
        """Keep what was seen."""
        found = [(test.name, test.seconds, sorted(test.ran)) for test in self._tests]
        self._notes.write_text(json.dumps(found))

    def _called(self, frame: FrameType, _event: str, _given: Any) -> Any:
        self._calls += 1
        if self._calls > MOST_CALLS:
            sys.settrace(None)
        code = frame.f_code
        if code not in self._known:
            self._known[code] = self._function(code)
        function = self._known[code]
        if function is not None:
            self._now.add(function)
        elif code.co_name == "made" and code.co_filename.endswith("made_once.py"):
            return self._borrowing(frame)
        return None

    def _function(self, code: CodeType) -> Function | None:
        if not code.co_filename.startswith(self._product) or code.co_name == "<module>":
            return None
        return code.co_filename.removeprefix(self._product), code.co_firstlineno

    def _borrowing(self, frame: FrameType) -> Any:
        """A book is made or lent: note what its making ran for all who get it."""
        given = frame.f_locals
        key = f"{given['make'].__module__}.{given['make'].__qualname__} {given['words']!r} {given['named']!r}"
        if key in self._lent:
            self._now |= self._lent[key]
            return None
        outside, self._now = self._now, set()

        def until_made(_frame: FrameType, event: str, _given: Any) -> Any:
            if event == "return":
                self._lent[key] = set(self._now)
                self._now |= outside
            return until_made

        return until_made


def read_reach(notes: Path) -> Reach:
    """What an earlier run has noted."""
    told = json.loads(notes.read_text())
    return Reach(
        WatchedTest(name, seconds, frozenset((file, line) for file, line in ran))
        for name, seconds, ran in told
    )
