"""The rooms are clear: few entries a folder, no crumbs, no knots, SQL in its place, names that can be found."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import winback_tui

PACKAGE = Path(winback_tui.__file__).parent
MOST_ENTRIES = 16
LONGEST_FILE = 500
SHORT_FILE, SHORT_SHARE = 40, 0.12
LARGEST_KNOT = 2
SQL_ROOMS = ("store", "sync")

BANNED_NAMES = frozenset(
    """
    told said held seen meant anew curtain glimpse caretaker sitting beside laid_aside shelf seal deed grain door room
    """.split()  # noqa: SIM905
)
"""Words that a newcomer would not search for, as names of modules, classes, functions and parameters."""

BARE_PARTICIPLES = frozenset(["said", "kept", "named"])
"""They say that something was done to a value, and not what it is: nothing may be kept in a variable called so."""

_SQL = re.compile(
    r"^\s*(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TEMP\s+)?(TABLE|INDEX|VIEW|"
    r"TRIGGER)\s|WITH\s+\w+\s+AS\s*\(|PRAGMA\s+\w+)",
    re.DOTALL,
)


def _sources() -> Iterator[tuple[str, Path]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file.relative_to(PACKAGE).as_posix(), file


@cache
def _trees() -> dict[str, ast.Module]:
    return {name: ast.parse(file.read_text("utf-8")) for name, file in _sources()}


def test_a_folder_is_taken_in_at_a_glance() -> None:
    crowded = {}
    for folder in (PACKAGE, *(path for path in PACKAGE.rglob("*") if path.is_dir())):
        entries = [entry for entry in folder.iterdir() if entry.name != "__pycache__"]
        if "__pycache__" not in folder.parts and len(entries) > MOST_ENTRIES:
            crowded[folder.relative_to(PACKAGE).as_posix()] = len(entries)
    assert crowded == {}


def test_a_file_is_one_concept_neither_a_book_nor_a_crumb() -> None:
    lines = {
        name: file.read_text("utf-8").count("\n")
        for name, file in _sources()
        if not name.endswith("__init__.py") and "migrations" not in name
    }
    assert {name: length for name, length in lines.items() if length > LONGEST_FILE} == {}
    short = sorted(name for name, length in lines.items() if length < SHORT_FILE)
    assert len(short) < SHORT_SHARE * len(lines), f"{len(short)} of {len(lines)} are short: {short}"


def _imports() -> dict[str, set[str]]:
    """Who imports whom, by module, those for the type checker counted."""
    modules = {_module(name): name for name, _ in _sources()}
    found: dict[str, set[str]] = {}
    for name, tree in _trees().items():
        here = _module(name)
        package = here if name.endswith("__init__.py") else here.rpartition(".")[0]
        found[here] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found[here] |= {alias.name for alias in node.names} & modules.keys()
            elif isinstance(node, ast.ImportFrom):
                base = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
                base_name = ".".join([*base, *([node.module] if node.module else [])])
                for alias in node.names:
                    inner = f"{base_name}.{alias.name}"
                    target = inner if inner in modules else base_name
                    if target in modules and target != here:
                        found[here].add(target)
    return found


def _module(name: str) -> str:
    parts = ["winback_tui", *name.removesuffix(".py").split("/")]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _knots(imports: dict[str, set[str]]) -> list[list[str]]:
    """Strongly connected modules (Tarjan 1972), without recursion."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    knots: list[list[str]] = []
    for start in imports:
        if start in number:
            continue
        work = [(start, iter(sorted(imports[start])))]
        number[start] = low[start] = len(number)
        stack.append(start)
        on_stack.add(start)
        while work:
            node, ways = work[-1]
            way = next((one for one in ways if one not in number or one in on_stack), None)
            if way is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    knot = []
                    while True:
                        one = stack.pop()
                        on_stack.discard(one)
                        knot.append(one)
                        if one == node:
                            break
                    knots.append(sorted(knot))
            elif way not in number:
                number[way] = low[way] = len(number)
                stack.append(way)
                on_stack.add(way)
                work.append((way, iter(sorted(imports[way]))))
            else:
                low[node] = min(low[node], number[way])
    return knots


def test_no_more_than_two_files_hang_on_each_other() -> None:
    assert [knot for knot in _knots(_imports()) if len(knot) > LARGEST_KNOT] == []


def test_the_search_for_knots_finds_them() -> None:
    ring = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": {"d"}, "f": {"a"}}
    assert sorted(knot for knot in _knots(ring) if len(knot) > 1) == [["a", "b", "c"], ["d", "e"]]


def test_sql_stands_in_store_and_sync_alone() -> None:
    strays = defaultdict(list)
    for name, tree in _trees().items():
        if name.startswith(SQL_ROOMS):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SQL.match(node.value):
                strays[name].append(node.lineno)
    assert dict(strays) == {}


def test_no_public_class_name_stands_twice() -> None:
    homes = defaultdict(list)
    for name, tree in _trees().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(name)
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def test_names_are_what_a_newcomer_would_search_for() -> None:
    found = defaultdict(set)
    for name, tree in _trees().items():
        stem = name.removesuffix(".py").rpartition("/")[2]
        if stem in BANNED_NAMES:
            found[name].add(stem)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                named = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower().strip("_")
                if named in BANNED_NAMES:
                    found[name].add(node.name)
            if isinstance(node, ast.arg) and node.arg.strip("_") in BANNED_NAMES | BARE_PARTICIPLES:
                found[name].add(node.arg)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and "migrations" not in name:
                found[name] |= {node.id.strip("_").lower()} & BARE_PARTICIPLES
    assert {name: sorted(words) for name, words in found.items() if words} == {}
