"""What a script may write after `when`: a closed grammar over earlier answers, read without eval.

either     := both ("or" both)*
both       := single ("and" single)*
single     := "not" single | "(" either ")" | "answered" "(" NAME ")"
            | NAME ("==" | "!=" | "<" | "<=" | ">" | ">=") VALUE
            | NAME ["not"] "in" "[" VALUE ("," VALUE)* "]"
VALUE      := a number, a bare word or a quoted text
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from winback_tui.domain.errors import BadInput

from .condition_expr import ORDERED, WORDS, Answered, Both, Compare, Either, Expr, Not

LENGTH_LIMIT = 1_000
DEPTH_LIMIT = 40
EXAMPLE = "severity >= 3 and human == yes"
RESERVED = WORDS | {"yes", "no"}
"""Words that cannot be the id of a question."""

_TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<text>"[^"\n]*"|'[^'\n]*')|(?P<number>-?\d+(?:\.\d+)?)|(?P<word>[^\W\d]\w*(?:-\w+)*)"""
    r"""|(?P<op>==|!=|<=|>=|<|>)|(?P<mark>[()\[\],])"""
)


class ConditionFault(BadInput):
    """A `when` that cannot be read; `line` and `column` (from 1) say where inside its own text."""

    def __init__(self, text: str, line: int, column: int) -> None:
        super().__init__(text)
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def _tokens(source: str) -> Iterator[_Token]:
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:
            raise fault_at(source, at, f"'{source[at]}' is not part of a condition; write it like {EXAMPLE}.")
        kind = found.lastgroup or ""
        if kind != "space":
            yield _Token(kind, found.group(), at)
        at = found.end()
    yield _Token("end", "the end", at)


def fault_at(source: str, at: int, text: str) -> ConditionFault:
    """The fault at offset `at` of `source`, as line and column."""
    before = source[:at]
    return ConditionFault(text, before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = list(_tokens(source))
        self.next = 0
        self.depth = 0

    @property
    def here(self) -> _Token:
        return self.tokens[self.next]

    def wrong(self, wanted: str) -> ConditionFault:
        found = self.here
        shown = found.text if found.kind == "end" else f"'{found.text}'"
        return fault_at(self.source, found.at, f"Expected {wanted} but found {shown}.")

    def accept(self, text: str) -> bool:
        if self.here.text != text or self.here.kind in {"text", "end"}:
            return False
        self.next += 1
        return True

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise self.wrong(f"'{text}'")

    def either(self) -> Expr:
        left = self.both()
        while self.accept("or"):
            left = Either(left, self.both())
        return left

    def both(self) -> Expr:
        left = self.single()
        while self.accept("and"):
            left = Both(left, self.single())
        return left

    def single(self) -> Expr:
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise fault_at(self.source, self.here.at, "The condition is nested too deeply.")
        found = self._single()
        self.depth -= 1
        return found

    def _single(self) -> Expr:
        if self.accept("not"):
            return Not(self.single())
        if self.accept("("):
            inside = self.either()
            self.expect(")")
            return inside
        if self.accept("answered"):
            self.expect("(")
            name, at = self.name()
            self.expect(")")
            return Answered(name, at)
        return self.comparison()

    def name(self) -> tuple[str, int]:
        token = self.here
        if token.kind != "word" or token.text in RESERVED:
            raise self.wrong("the id of a question")
        self.next += 1
        return token.text, token.at

    def comparison(self) -> Expr:
        name, at = self.name()
        if self.here.kind == "op":
            op = self.here.text
            self.next += 1
            return Compare(name, op, (self.value(ordered=op in ORDERED),), at)
        op = "not in" if self.accept("not") else "in"
        if not self.accept("in"):
            raise self.wrong("one of == != < <= > >= in")
        self.expect("[")
        values = [self.value()]
        while self.accept(","):
            values.append(self.value())
        self.expect("]")
        return Compare(name, op, tuple(values), at)

    def value(self, *, ordered: bool = False) -> str:
        token = self.here
        if ordered and token.kind != "number":
            raise self.wrong("a number")
        if token.kind not in {"number", "word", "text"} or token.text in WORDS:
            raise self.wrong("a number, a word or a quoted text")
        self.next += 1
        return token.text[1:-1] if token.kind == "text" else token.text


def parse_condition(source: str) -> Expr:
    """The condition written in `source`. Raises ConditionFault with line and column."""
    if len(source) > LENGTH_LIMIT:
        raise ConditionFault(f"A condition has at most {LENGTH_LIMIT} characters.", 1, 1)
    parser = _Parser(source)
    found = parser.either()
    if parser.here.kind != "end":
        raise parser.wrong("'and', 'or' or the end")
    return found
