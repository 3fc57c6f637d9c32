"""A condition over earlier answers, and whether it holds.

An unanswered question makes every comparison false, also `!=` and `not in`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

ORDERED = frozenset({"<", "<=", ">", ">="})
"""Comparisons that need numbers on both sides."""
WORDS = frozenset({"and", "or", "not", "in", "answered"})
"""The words of the grammar, which mean nothing else unless quoted."""

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?|[^\W\d]\w*(?:-\w+)*")


@dataclass(frozen=True, slots=True)
class Compare:
    """`name op values`; `op` is one of == != < <= > >= in, not in. `at` is the offset of the name."""

    name: str
    op: str
    values: tuple[str, ...]
    at: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether the question has an answer at all."""

    name: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Not:
    inner: Expr


@dataclass(frozen=True, slots=True)
class Both:
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Either:
    left: Expr
    right: Expr


Expr = Compare | Answered | Not | Both | Either


def condition_holds(condition: Expr, answers: Mapping[str, str]) -> bool:
    """Whether the condition is true for these answers (question id -> text; empty text is not an answer)."""
    match condition:
        case Not(inner):
            return not condition_holds(inner, answers)
        case Both(left, right):
            return condition_holds(left, answers) and condition_holds(right, answers)
        case Either(left, right):
            return condition_holds(left, answers) or condition_holds(right, answers)
        case Answered(name):
            return bool(answers.get(name))
        case Compare(name, op, values):
            given = answers.get(name)
            return bool(given) and _compares(given or "", op, values)


def _compares(given: str, op: str, values: tuple[str, ...]) -> bool:
    if op in ORDERED:
        left, right = _number(given), _number(values[0])
        if left is None or right is None:
            return False
        return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[op]
    same = any(_same(given, value) for value in values)
    return same if op in {"==", "in"} else not same


def _same(given: str, value: str) -> bool:
    left, right = _number(given), _number(value)
    return given == value if left is None or right is None else left == right


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def condition_leaves(condition: Expr) -> Iterator[Compare | Answered]:
    """Every comparison and every `answered(...)` inside, from left to right."""
    match condition:
        case Not(inner):
            yield from condition_leaves(inner)
        case Both(left, right) | Either(left, right):
            yield from condition_leaves(left)
            yield from condition_leaves(right)
        case _:
            yield condition


def condition_text(condition: Expr) -> str:
    """The condition in the grammar of `when`; reading it again gives the same condition."""
    match condition:
        case Not(inner):
            return f"not {_grouped(inner)}"
        case Both(left, right):
            return f"{_grouped(left, Both)} and {_grouped(right)}"
        case Either(left, right):
            return f"{_grouped(left, Either)} or {_grouped(right)}"
        case Answered(name):
            return f"answered({name})"
        case Compare(name, op, values) if op.endswith("in"):
            return f"{name} {op} [{', '.join(_quoted(value) for value in values)}]"
        case Compare(name, op, values):
            return f"{name} {op} {_quoted(values[0])}"


def _grouped(condition: Expr, bare: type[Expr] | None = None) -> str:
    joined = isinstance(condition, Both | Either) and type(condition) is not bare
    return f"({condition_text(condition)})" if joined else condition_text(condition)


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value) and value not in WORDS:
        return value
    return f"'{value}'" if '"' in value else f'"{value}"'
