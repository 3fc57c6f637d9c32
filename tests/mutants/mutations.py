"""The small faults that a line of Python can have, each as a whole changed source."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.mutants.blocks import blocks_of

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
}
SWAPPED = {"all": "any", "any": "all", "min": "max", "max": "min"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One small fault: its line, the block around it as blocks.py counts them, the code before and after.

    `node`: its number among the nodes of the module, as `ast.walk` counts them.
    """

    line: int
    block: int
    before: str
    after: str
    node: int


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its nodes; annotations and docstrings stay as they are."""
    tree = ast.parse(source)
    left = {id(part) for node in ast.walk(tree) for one in _left_alone(node) for part in ast.walk(one)}
    around = blocks_of(tree)
    for number, node in enumerate(ast.walk(tree)):
        change = None if id(node) in left else _change(node)
        if change is not None:
            changed = copy.deepcopy(node)
            change(changed)
            line = getattr(node, "lineno", 0)
            yield Mutant(line, around[id(node)], _first_line(node), _first_line(changed), number)


def with_fault(source: str, mutant: Mutant) -> ast.Module:
    """The module with this fault in it; its lines stay where they are."""
    tree = ast.parse(source)
    place = next(node for number, node in enumerate(ast.walk(tree)) if number == mutant.node)
    change = _change(place)
    assert change is not None
    change(place)
    return ast.fix_missing_locations(tree)


def _first_line(node: ast.AST) -> str:
    return ast.unparse(node).split("\n", 1)[0]


def _left_alone(node: ast.AST) -> list[ast.AST]:
    """What says nothing about the behaviour: decorators, how a class is laid out, annotations with what only they
    need, and checks that sequences are equally long, which they always are.
    """
    match node:
        case ast.ClassDef() | ast.FunctionDef():
            return [*node.decorator_list]
        case ast.AnnAssign():
            return [node.annotation]
        case ast.If(test=ast.Name("TYPE_CHECKING")):
            return [node]
        case ast.Call(func=ast.Name("zip")):
            return [*node.keywords]
        case _:
            return []


def _change(node: ast.AST) -> Callable[[ast.AST], None] | None:
    match node:
        case ast.Compare(ops=[only]) if type(only) in COMPARED:
            return lambda one: setattr(one, "ops", [COMPARED[type(only)]()])
        case ast.BoolOp(op=op):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            return lambda one: setattr(one, "op", other)
        case ast.BinOp(op=op) if type(op) in COMPUTED:
            return lambda one: setattr(one, "op", COMPUTED[type(op)]())
        case ast.Call(func=ast.Name(id=name)) if name in SWAPPED:
            return lambda one: setattr(one, "func", ast.Name(SWAPPED[name], ast.Load()))
        case ast.If() | ast.IfExp() | ast.While():
            return _negate
        case ast.Constant(value=bool() as value):
            return lambda one: setattr(one, "value", not value)
        case ast.Constant(value=int() | float() as value):
            return lambda one: setattr(one, "value", value + 1)
        case _:
            return None


def _negate(node: ast.AST) -> None:
    assert isinstance(node, ast.If | ast.IfExp | ast.While)
    node.test = ast.UnaryOp(ast.Not(), node.test)
