"""`python -m tests.mutants [FILE...] [--most N] [--seed N]`: how many small faults do the tests notice?

The tests run once, watched, so that it is known which of them runs which block of the code; that is kept in
`.pytest_cache` for the next time. Then each mutant is tried in a copy by the tests that come near it, the quick and
particular ones first, until one fails. Survivors are printed with their line: a hole to close, or equal in effect,
which `equal.toml` then says, with the reason.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import sys
import tempfile
import tomllib
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from time import monotonic

from tests.mutants.mutations import Mutant, mutants_of
from tests.mutants.notes import Notes, read_notes
from tests.mutants.reach import Reach, Watch, WatchedTest
from tests.mutants.trial import SAID, Bench, Outcome, Trial
from tests.mutants.users import users_of

ROOT = Path(__file__).resolve().parents[2]
EQUAL = Path(__file__).with_name("equal.toml")
NOTES = ROOT / ".pytest_cache" / "mutants.json"
ROOMS = ("domain", "store", "intake")
"""The folders whose files are faulted where none is named."""
TESTS = ("domain", "store", "intake", "services", "output", "playbook", "sync", "cli")
"""The folders of tests that may notice: those that need no screen."""
LEFT_OUT = ("tests/sync/hub/",)
"""They begin a server of a database."""


def main() -> int:
    """Print the survivors and the share found; the exit code is 1 below the share asked for."""
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="winback-mutants-", dir=_in_memory()) as folder:
        _load_libraries()
        benches = [Bench(ROOT, Path(folder) / str(number)) for number in range(asked.jobs)]
        root = benches[0].folder  # the checkout may go on changing
        files = asked.files or _files(root)
        chosen = [
            (file, mutant)
            for file in files
            for mutant in mutants_of((root / "winback_tui" / file).read_text("utf-8"))
        ]
        print(f"{len(chosen)} mutants, seed {asked.seed}", flush=True)
        random.Random(asked.seed).shuffle(chosen)
        known = equal_ones()
        sample = chosen[: asked.most or None]
        tried = [(file, mutant) for file, mutant in sample if as_listed(root, file, mutant) not in known]
        tests = [file for place in asked.tests for file in _test_files(root, place)]
        notes = _notes(benches, tests, asked.roughly)
        if asked.watch:
            return 0
        reach = notes.reach(tests)
        trials = [_trial(root, file, mutant, reach, files, tests, asked.seconds) for file, mutant in tried]
        survivors = 0
        for outcome in _outcomes(benches, trials, tests):
            trial = trials[outcome.trial]
            place = f"{trial.file}:{trial.mutant.line}: {trial.mutant.before}  ->  {trial.mutant.after}"
            survivors += not outcome.found
            if not outcome.found:
                print(f"survived {place}  ({len(trial.tests)} tests)", flush=True)
            elif asked.found:
                print(f"found {place}  by {outcome.by or 'taking too long'}", flush=True)
    share = 100 * (1 - survivors / max(1, len(tried)))
    equal = len(sample) - len(tried)
    print(f"{len(tried) - survivors} of {len(tried)} found ({share:.1f} %); {equal} more are known as equal")
    return int(share < asked.least)


Listed = tuple[str, str, str, str]
"""A mutant as `equal.toml` lists it: the file, its line, and the code before and after."""


def equal_ones() -> set[Listed]:
    """The mutants that change nothing that anybody could notice."""
    listed = tomllib.loads(EQUAL.read_text("utf-8"))
    return {(each["file"], each["line"], each["before"], each["after"]) for each in listed["equal"]}


def as_listed(root: Path, file: str, mutant: Mutant) -> Listed:
    """A mutant of a file as the list has it; it stays the same where lines above it come or go."""
    line = _lines(root, file)[mutant.line - 1].strip() if mutant.line else ""
    return file, line, mutant.before, mutant.after


@cache
def _lines(root: Path, file: str) -> list[str]:
    return (root / "winback_tui" / file).read_text("utf-8").splitlines()


def _asked() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m tests.mutants")
    options.add_argument(
        "files", nargs="*", help=f"only these files of winback_tui; otherwise all of {', '.join(ROOMS)}"
    )
    options.add_argument("--most", type=int, default=200, help="mutants, chosen by the seed; 0 = all")
    options.add_argument("--seed", type=int, default=random.randrange(10**6))
    options.add_argument("--least", type=float, default=0.0, help="the share (percent) that must be found")
    options.add_argument("--jobs", type=int, default=2, help="mutants tried at once")
    options.add_argument("--found", action="store_true", help="print the others too, with what noticed them")
    options.add_argument(
        "--roughly",
        action="store_true",
        help="watch only tests that are new or changed, not what stands on changes",
    )
    options.add_argument("--watch", action="store_true", help="only find out which test runs what")
    options.add_argument(
        "--seconds", type=float, default=100.0, help="tests are tried until they took so long when watched"
    )
    options.add_argument(
        "--tests", nargs="*", default=[f"tests/{name}" for name in TESTS], help="the tests that may notice"
    )
    return options.parse_args()


def _files(root: Path) -> list[str]:
    product = root / "winback_tui"
    return [
        path.relative_to(product).as_posix()
        for room in ROOMS
        for path in sorted((product / room).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def _test_files(root: Path, place: str) -> list[str]:
    """The files of tests in a folder of the checkout, or that one file."""
    if place.endswith(".py"):
        return [place]
    found = [path.relative_to(root).as_posix() for path in sorted((root / place).rglob("test_*.py"))]
    return [file for file in found if not file.startswith(LEFT_OUT)]


def _trial(
    root: Path,
    file: str,
    mutant: Mutant,
    reach: Reach,
    files: list[str],
    tests: list[str],
    seconds: float,
) -> Trial:
    block = (file, mutant.block)
    users = users_of(root, file, mutant.line, files, tests)
    return Trial(file, mutant, reach.tests_of(block, users, seconds), reach.runs_at_import(block))


def _in_memory() -> str | None:
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _load_libraries() -> None:
    for name in ("pytest", "hypothesis", "sqlmodel", "alembic", "rich", "platformdirs", "typer", "icalendar"):
        importlib.import_module(name)


def _notes(benches: list[Bench], tests: list[str], roughly: bool) -> Notes:
    """What the tests reach; those that were not watched, or changed since, are watched now, in a fork a bench."""
    notes = read_notes(benches[0].folder, NOTES)
    stale = [file for file in tests if not notes.current(file, roughly)]
    began = monotonic()

    def watching(bench: Bench, files: list[str]) -> Iterator[str]:
        told = bench.folder / "watched.json"
        child = bench.fork(lambda: _watch(bench, files, told), bench.folder / SAID)
        os.waitpid(child, 0)
        if not told.exists():
            sys.exit(f"The tests could not be watched:\n{(bench.folder / SAID).read_text()[-4000:]}")
        yield str(told)

    portions = [stale[place :: len(benches)] for place in range(len(benches))]
    work = [(bench, files) for bench, files in zip(benches, portions, strict=True) if files]
    for told in _at_once([lambda one=one: watching(*one) for one in work]):  # type: ignore[misc]
        seen = json.loads(Path(told).read_text("utf-8"))
        for file, watched in seen["files"].items():
            notes.add(
                file,
                [WatchedTest(name, seconds, frozenset(map(tuple, ran))) for name, seconds, ran in watched],
            )
        notes.at_import |= {(file, number) for file, number in seen["at_import"]}
        if seen["failed"]:
            print(f"left out, as they fail without any fault: {', '.join(seen['failed'])}", flush=True)
    if stale:
        notes.save(NOTES)
        print(f"{len(stale)} files of tests were watched in {monotonic() - began:.0f} s", flush=True)
    return notes


def _watch(bench: Bench, files: list[str], told: Path) -> int:
    watch = Watch(bench.folder / "winback_tui", ROOMS)
    code = bench.run(files, [watch])
    by_file: dict[str, list[tuple[str, float, list[tuple[str, int]]]]] = {file: [] for file in files}
    for test in watch.tests:
        if test.name not in watch.failed:
            by_file[test.name.split("::")[0]].append((test.name, test.seconds, sorted(test.ran)))
    if code in (0, 1, 5):
        seen = {"files": by_file, "at_import": sorted(watch.at_import), "failed": watch.failed}
        told.write_text(json.dumps(seen), "utf-8")
    return code


def _outcomes(benches: list[Bench], trials: list[Trial], tests: list[str]) -> Iterator[Outcome]:
    numbers = sorted(range(len(trials)), key=lambda number: (trials[number].file, trials[number].mutant.line))

    def trying(place: int) -> Iterator[str]:
        portion = {number: trials[number] for number in numbers[place :: len(benches)]}
        for outcome in benches[place].outcomes(portion, tests):
            yield json.dumps((outcome.trial, outcome.found, outcome.by))

    told = 0
    for line in _at_once([lambda place=place: trying(place) for place in range(len(benches))]):  # type: ignore[misc]
        told += 1
        yield Outcome(*json.loads(line))
    if told < len(trials):
        said = "\n".join((bench.folder / SAID).read_text()[-2000:] for bench in benches)
        sys.exit(f"{len(trials) - told} mutants were not tried:\n{said}")


def _at_once(works: list[Callable[[], Iterator[str]]]) -> Iterator[str]:
    """The lines that these tell, each in a process of its own, as they come."""
    reading, writing = os.pipe()
    children = []
    for work in works:
        child = os.fork()
        if child == 0:
            try:
                os.close(reading)
                for line in work():
                    with os.fdopen(os.dup(writing), "w") as out:
                        out.write(f"{line}\n")
            except Exception:  # noqa: BLE001 - whatever it is, it is shown
                traceback.print_exc()
            finally:
                os._exit(0)
        children.append(child)
    os.close(writing)
    with os.fdopen(reading) as told:
        yield from map(str.rstrip, told)
    for child in children:
        os.waitpid(child, 0)


if __name__ == "__main__":
    sys.exit(main())
