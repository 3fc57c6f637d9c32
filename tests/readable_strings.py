"""The texts of the package that a person can read: strings of the code, helps of commands, texts of the content."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import winback_tui

PACKAGE = Path(winback_tui.__file__).parent
TOP = PACKAGE.parent

_HELP_DECORATORS = ("command", "callback")
"""Functions decorated with these of typer show their docstring as help."""
_NOT_READ = (
    "compile",
    "fullmatch",
    "search",
    "match",
    "sub",
    "execute",
    "executescript",
    "query",
    "query_one",
    "add_class",
)
"""Calls whose strings are patterns, SQL or selectors."""
_CODE_KEYS = frozenset(
    {"code", "id", "rule", "rules", "type", "voice", "means", "when", "language", "choices_from", "nature"}
)
_SQL = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|WITH|PRAGMA|ALTER|VACUUM|ATTACH|COPY|FROM|WHERE|AND|ORDER BY"
    r"|JOIN|LEFT JOIN)\b|.*\w\.\w+ (=|<>) ''"
)
_PROSE = re.compile(r"[^\W\d_]{2,}[^\w]+\s[^\w]*\w|[^\W\d_]{2,}\s+[^\s]|^[A-Z][a-z]+$")
"""Two words, or one that begins like a title; keys, ids and codes are neither."""


class Readable(NamedTuple):
    """A text with its place; `{}` stands for what is filled in."""

    place: str
    text: str


def readable_in_code(folder: Path) -> Iterator[Readable]:
    """Every string of the modules under `folder` that looks like words for a reader."""
    for file in sorted(folder.rglob("*.py")):
        yield from _of_module(file)


def readable_in_content(folder: Path) -> Iterator[Readable]:
    """Every text of the TOML files under `folder`, without codes, ids and conditions."""
    for file in sorted(folder.rglob("*.toml")):
        if file.name == "glossary.toml" or re.search(r"\.[a-z]{2}\.toml$", file.name):
            continue
        for text in _texts(tomllib.loads(file.read_text(encoding="utf-8"))):
            yield Readable(_place(file), text)


def readable_in_page(file: Path) -> Iterator[Readable]:
    """Every line of a page of documents, without what is written in code."""
    page = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    page = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    for number, line in enumerate(page.splitlines(), 1):
        yield Readable(f"{_place(file)}:{number}", re.sub(r"`[^`]*`", "", line))


def _of_module(file: Path) -> Iterator[Readable]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    left_out = set(_unread(tree))
    for node in ast.walk(tree):
        if id(node) in left_out:
            continue
        text = _text(node)
        if text is not None and _PROSE.search(text) and not _SQL.match(text):
            yield Readable(f"{_place(file)}:{getattr(node, 'lineno', 0)}", text)


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _unread(tree: ast.Module) -> Iterator[int]:
    """Ids of nodes that nobody reads: docstrings but those of commands, patterns, SQL, parts of a longer text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from (
                id(part)
                for part in ast.walk(node)
                if part is not node and not isinstance(part, ast.JoinedStr)
            )
        body = getattr(node, "body", None)
        if isinstance(body, list) and not _is_command(node):
            yield from (id(each.value) for each in body if isinstance(each, ast.Expr))
        if isinstance(node, ast.Call) and _called(node) in _NOT_READ:
            yield from (id(part) for argument in node.args for part in ast.walk(argument))
        if isinstance(node, ast.Assign) and any(
            getattr(each, "id", "") == "__all__" for each in node.targets
        ):
            yield from (id(part) for part in ast.walk(node.value))
        if isinstance(node, ast.AnnAssign):
            yield from (id(part) for part in ast.walk(node.annotation) if isinstance(part, ast.Constant))


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _is_command(node: ast.AST) -> bool:
    decorators = getattr(node, "decorator_list", [])
    return any(isinstance(each, ast.Call) and _called(each) in _HELP_DECORATORS for each in decorators)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in _CODE_KEYS or isinstance(each, dict):
                yield from _texts(each)


def _place(file: Path) -> str:
    return file.relative_to(TOP).as_posix() if file.is_relative_to(TOP) else file.name
