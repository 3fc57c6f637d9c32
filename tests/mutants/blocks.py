"""The blocks of a module: what runs as a whole once it begins, so that it is known which tests run a given line.

A block is the body of a function or one of its branches. Everything outside functions is block 0.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

OUTSIDE = 0
MARK = "__reached__"
"""The name, in a watched module, of what notes the number of a block."""

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def blocks_of(tree: ast.Module) -> dict[int, int]:
    """The number of the innermost block around each node, by `id`."""
    found = {id(node): OUTSIDE for node in ast.walk(tree)}
    for number, body in enumerate(_bodies(tree), OUTSIDE + 1):  # outer ones come first
        found.update((id(part), number) for line in body for part in ast.walk(line))
    return found


def watched(source: str) -> ast.Module:
    """The module, with a call of `MARK` at the beginning of each block; its lines stay where they are."""
    tree = ast.parse(source)
    for number, body in enumerate(list(_bodies(tree)), OUTSIDE + 1):
        first = body[0]
        call = ast.Expr(ast.Call(ast.Name(MARK, ast.Load()), [ast.Constant(number)], []))
        for part in ast.walk(call):
            ast.copy_location(part, first)
        docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        body.insert(1 if docstring else 0, call)
    return tree


def _bodies(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        if isinstance(node, _Function):
            yield from _in_function(node)


def _in_function(function: _Function) -> Iterator[list[ast.stmt]]:
    yield function.body
    left: list[ast.AST] = list(function.body)
    while left:
        node = left.pop(0)
        if isinstance(node, _Function):
            continue  # has its own turn
        for field in ("body", "orelse", "finalbody"):
            body = getattr(node, field, None)
            if isinstance(body, list) and body and not isinstance(node, ast.With | ast.ClassDef):
                yield body
        left.extend(ast.iter_child_nodes(node))
