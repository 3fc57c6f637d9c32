"""Who uses what stands outside functions: a number, a table, the default of a field. It runs when its module is loaded,
so it is not seen which tests stand on it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.mutants.blocks import OUTSIDE, blocks_of

Block = tuple[str, int]
"""A file under `winback_tui` and the number of a block in it."""


@dataclass(frozen=True, slots=True)
class Users:
    """Of something outside functions: the files of tests that import from its file, the blocks that name it, and the
    files of the product that import from its file.
    """

    tests: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    files: tuple[str, ...] = ()


def users_of(root: Path, file: str, line: int, files: Iterable[str], tests: Iterable[str]) -> Users:
    """Who uses what stands at `line` of a file of the product, of these other files and files of tests."""
    module = file.removesuffix(".py").replace("/", ".")
    above, _, name = module.rpartition(".")
    places = "|".join(re.escape(place) for place in (f"winback_tui.{module}", f"winback_tui.{above}"))
    product = re.compile(
        rf"^\s*from (winback_tui\.{re.escape(module)}|\.+{re.escape(name)}) import", re.MULTILINE
    )
    named = _names_at(root / "winback_tui" / file, line)
    imported = re.compile(rf"^\s*from ({places}) import ([^(\n]+|\([^)]*\))", re.MULTILINE)
    using = [each for each in files if product.search(_text(root / "winback_tui" / each))]
    return Users(
        tuple(
            each
            for each in tests
            if any(
                named & set(re.findall(r"\w+", found[2])) for found in imported.finditer(_text(root / each))
            )
        ),
        tuple(
            block
            for each in (file, *using)
            for block in sorted(_blocks_naming(root / "winback_tui" / each, each, named))
        ),
        tuple(using),
    )


def _names_at(place: Path, line: int) -> set[str]:
    """What the statement at this line defines, and what is defined by means of that in the same file."""
    defined: set[str] = set()
    for statement in _tree(place).body:
        if statement.lineno <= line <= (statement.end_lineno or 0):
            defined |= _defined(statement)
    growing = True
    while growing:
        more = set(defined)
        for statement in _tree(place).body:
            if isinstance(statement, ast.Assign | ast.AnnAssign) and _named(statement) & defined:
                more |= _defined(statement)
        growing, defined = more != defined, more
    return defined


def _defined(statement: ast.stmt) -> set[str]:
    match statement:
        case ast.Assign(targets=targets):
            return {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            return {name}
        case _:
            return set()


def _named(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _blocks_naming(place: Path, file: str, names: set[str]) -> set[Block]:
    tree = _tree(place)
    around = _blocks(place)
    return {
        (file, around[id(node)])
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in names and around[id(node)] != OUTSIDE
    }


@cache
def _text(place: Path) -> str:
    return place.read_text("utf-8")


@cache
def _tree(place: Path) -> ast.Module:
    return ast.parse(_text(place))


@cache
def _blocks(place: Path) -> dict[int, int]:
    return blocks_of(_tree(place))
