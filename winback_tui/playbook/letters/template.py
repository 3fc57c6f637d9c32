"""Filling a template: fields, `{% if %}` and a few filters, in a sandbox; nothing that loops, calls or reads files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from winback_tui.domain.errors import BadInput
from winback_tui.domain.plan.letter.fields import FIELDS

if TYPE_CHECKING:
    from jinja2 import Environment, Template

FILTERS = ("upper", "lower", "capitalize", "title", "trim")
"""What a template may do to a field."""

_ALLOWED = frozenset(
    {
        "Template",
        "Output",
        "TemplateData",
        "Name",
        "If",
        "CondExpr",
        "Not",
        "And",
        "Or",
        "Compare",
        "Operand",
        "Const",
        "Filter",
        "Test",
    }
)
"""Kinds of nodes, all of which come to an end: a template without loops, calls and sums cannot run for ever."""

_TESTS = frozenset({"defined"})


class TemplateFault(BadInput):
    """What is wrong in a template; `line` counts from 1 within it."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def checked_template(text: str) -> None:
    """Raises TemplateFault for what cannot be read, is not allowed, or names an unknown field."""
    require_finite(text, tuple(FIELDS))


def require_finite(text: str, fields: Sequence[str]) -> None:
    """Raises TemplateFault unless the template only writes these fields, under conditions and through filters."""
    from jinja2 import TemplateSyntaxError, nodes

    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as fault:
        problem = (fault.message or str(fault)).rstrip(".")
        raise TemplateFault(f"This cannot be read: {problem}.", fault.lineno) from None
    except RecursionError:
        raise TemplateFault("This is nested too deeply.", 1) from None
    for node in _all_nodes(tree):
        kind = type(node).__name__
        if kind not in _ALLOWED:
            raise TemplateFault(
                f"'{kind.lower()}' is not possible in a letter; use fields and {{% if %}}.", node.lineno
            )
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            raise TemplateFault(
                f"There is no filter '{node.name[:40]}'; use {', '.join(FILTERS)}.", node.lineno
            )
        if isinstance(node, nodes.Test) and node.name not in _TESTS:
            raise TemplateFault(f"There is no test '{node.name[:40]}'; use 'is defined'.", node.lineno)
        if isinstance(node, nodes.Name) and node.name not in fields:
            raise TemplateFault(
                f"There is no field '{node.name[:40]}'; choose one of {', '.join(fields)}.", node.lineno
            )


def filled(text: str, values: Mapping[str, str | None]) -> tuple[str, tuple[str, ...]]:
    """The template with its fields filled, and the names of the fields that it needed and did not have.

    A missing field that is only asked about (`{% if gift %}`) is not one of them. Raises TemplateFault.
    """
    missing: dict[str, None] = {}
    found = _compiled(text).render(
        {name: values.get(name) or _gap(name, missing) for name in _names_in(text)}
    )
    return found, tuple(missing)


def fields_used(texts: Iterable[str]) -> frozenset[str]:
    """Every field that these templates name."""
    return frozenset(name for text in texts for name in _names_in(text))


@cache
def _names_in(text: str) -> frozenset[str]:
    from jinja2 import meta

    return frozenset(meta.find_undeclared_variables(_environment().parse(text)))


def gap_words(name: str) -> str:
    """Shown in the preview of a letter in place of a missing field: `[the fix that is done]`."""
    return f"[{FIELDS[name].words}]" if name in FIELDS else f"[{name}]"


def _gap(name: str, missing: dict[str, None]) -> Any:
    return _undefined_kind()(name=name, missing=missing)


@cache
def _undefined_kind() -> type[Any]:
    from jinja2 import Undefined

    class Gap(Undefined):
        """A field without a value: false where it is asked about, noted and shown where it should be written."""

        __slots__ = ("_missing",)

        def __init__(self, name: str, missing: dict[str, None]) -> None:
            super().__init__(name=name)
            self._missing = missing

        def __str__(self) -> str:
            name = self._undefined_name or ""
            self._missing[name] = None
            return gap_words(name)

    return Gap


@cache
def _environment() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False
    )


@cache
def _compiled(text: str) -> Template:
    checked_template(text)
    return _environment().from_string(text)


def _all_nodes(tree: Any) -> Iterable[Any]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.iter_child_nodes())
