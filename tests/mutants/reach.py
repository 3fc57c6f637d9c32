"""Which test runs which block of the code: found by running the tests, kept, and asked for each mutant.

A test counts as reaching a block too when that only helped to make what the test was lent: a book (`made_once.py`), a
fixture of several tests, the result of a cached function. Whoever comes second asserts about it all the same.
"""

from __future__ import annotations

import functools
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import CodeType, ModuleType
from typing import Any

import pytest

from tests.mutants.blocks import MARK, OUTSIDE, watched
from tests.mutants.users import Block, Users


@dataclass(frozen=True, slots=True)
class WatchedTest:
    """What a test was seen to do: seconds while it was watched, and the blocks that it ran."""

    name: str
    seconds: float
    ran: frozenset[Block]


class Reach:
    """The tests of one run, by what they reach; `at_import`: what ran already when the tests were loaded."""

    def __init__(self, tests: Iterable[WatchedTest], at_import: Collection[Block] = ()) -> None:
        self.at_import = frozenset(at_import)
        self._of: dict[Block, list[WatchedTest]] = defaultdict(list)
        self._in: dict[str, list[WatchedTest]] = defaultdict(list)
        self._from: dict[str, list[WatchedTest]] = defaultdict(list)
        self._from_room: dict[str, list[WatchedTest]] = defaultdict(list)
        for test in tests:
            for block in test.ran:
                self._of[block].append(test)
            for file in {file for file, _ in test.ran}:
                self._in[file].append(test)
            self._from[test.name.split("::")[0]].append(test)
            self._from_room[test.name.removeprefix("tests/").split("/")[0]].append(test)

    def runs_at_import(self, block: Block) -> bool:
        """Whether a changed block takes effect only where its module is loaded anew."""
        return block[1] == OUTSIDE or block in self.at_import

    def tests_of(self, block: Block, users: Users, seconds: float) -> dict[str, float]:
        """The tests to try and their seconds, until those are used up: the tests that run the block; for what runs
        at import or in another process those that import it, run what names it, run anything of these files, or
        stand in the folder of its room.

        The quick and particular ones of each group come first.
        """
        groups = [self._of.get(block, [])]
        if not groups[0] or self.runs_at_import(block):
            groups += [
                [test for file in users.tests for test in self._from.get(file, [])],
                [test for each in users.blocks for test in self._of.get(each, [])],
                [test for file in (block[0], *users.files) for test in self._in.get(file, [])],
                self._from_room[block[0].split("/")[0]],
            ]
        chosen: dict[str, float] = {}
        for group in groups:
            for test in sorted(group, key=lambda each: ((each.seconds + 0.02) * len(each.ran), each.name)):
                if sum(chosen.values()) > seconds:
                    return chosen
                chosen[test.name] = test.seconds
        return chosen


class Watch(importlib.abc.MetaPathFinder):
    """A plugin of pytest that loads the product so that it notes its blocks, and takes them test by test."""

    def __init__(self, product: Path, rooms: Sequence[str]) -> None:
        self._product = product
        self._modules = tuple(f"{product.name}.{room}" for room in rooms)
        self._reached: dict[str, set[int]] = {}
        self._lent: dict[object, set[Block]] = defaultdict(set)
        self.tests: list[WatchedTest] = []
        self.failed: list[str] = []
        self.at_import: set[Block] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_load_initial_conftests(self) -> None:
        """Begin before anything of ours is loaded."""
        sys.meta_path.insert(0, self)
        self._watch_what_is_kept()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The usual place, with a loader that watches."""
        if not fullname.startswith(self._modules):
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.origin is not None and spec.origin.endswith(".py"):
            file = Path(spec.origin).relative_to(self._product).as_posix()
            reached = self._reached.setdefault(file, set())
            spec.loader = _WatchedFile(fullname, spec.origin, reached.add)
        return spec

    def pytest_collection_finish(self) -> None:
        """What was reached until now is no test's."""
        self.at_import |= self._take()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
    ) -> Generator[None, object, object]:
        """What makes a fixture of several tests is reached by all of them."""
        if fixturedef.scope == "function":
            return (yield)
        before = self._take()
        result = yield
        self._lent[fixturedef] |= self._now()
        self._give(before)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Watch a test with what is made for it."""
        self._take()
        began = perf_counter()
        try:
            return (yield)
        finally:
            seconds = perf_counter() - began
            info = getattr(item, "_fixtureinfo", None)
            for definitions in info.name2fixturedefs.values() if info else ():
                for each in definitions:
                    self._give(self._lent.get(each, set()))
            self.tests.append(WatchedTest(item.nodeid, seconds, frozenset(self._take())))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails without any fault tells nothing about faults."""
        if report.failed:
            self.failed.append(report.nodeid)

    def _now(self) -> set[Block]:
        files = tuple(self._reached.items())  # other threads go on reaching
        return {(file, number) for file, numbers in files for number in tuple(numbers)}

    def _take(self) -> set[Block]:
        found = self._now()
        for numbers in tuple(self._reached.values()):
            numbers.clear()
        return found

    def _give(self, blocks: Iterable[Block]) -> None:
        for file, number in blocks:
            self._reached[file].add(number)

    def _watch_what_is_kept(self) -> None:
        """Books made once and cached results: note what their making ran for all who get them."""
        cached = functools.lru_cache

        def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
            if callable(maxsize):
                return self._lending(maxsize, cached())
            return lambda make: self._lending(make, cached(maxsize, typed))

        functools.lru_cache = lru_cache
        functools.cache = lambda make: self._lending(make, cached(None))
        books: Any = importlib.import_module("tests.made_once")
        once = books.made_once
        books.made_once = lambda *given: lambda make: self._lending(make, once(*given))

    def _lending(self, make: Callable[..., Any], keeper: Callable[..., Any]) -> Any:
        if not getattr(make, "__module__", "").startswith(("tests.", *self._modules)):
            return keeper(make)
        lent = self._lent[make]

        @functools.wraps(make)
        def making(*words: Any, **named: Any) -> Any:
            before = self._take()
            try:
                return make(*words, **named)
            finally:
                lent.update(self._now())
                self._give(before)

        kept = keeper(making)

        @functools.wraps(make)
        def asked(*words: Any, **named: Any) -> Any:
            try:
                return kept(*words, **named)
            finally:
                self._give(lent)

        for name in ("cache_clear", "cache_info", "cache_parameters"):
            if hasattr(kept, name):
                setattr(asked, name, getattr(kept, name))
        return asked


class _WatchedFile(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, note: Callable[[int], None]) -> None:
        super().__init__(name, path)
        self._note = note

    def get_code(self, fullname: str) -> CodeType:
        """From the source, never from what another run has kept."""
        path = self.get_filename(fullname)
        return compile(watched(self.get_data(path).decode("utf-8")), path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        """Give the module what notes its blocks."""
        vars(module)[MARK] = self._note
        super().exec_module(module)
