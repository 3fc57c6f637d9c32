"""Option values read without pydantic, whose import would double the start-up time of every command.

Typer reads each value through a pydantic adapter built at its first use. Text, whole numbers, choices,
paths and our own parsers need none of that; any other type keeps typer's own way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

import typer


@dataclass(frozen=True, slots=True)
class PlainValue:
    """Stands in for what typer's `get_runtime_param` builds: reads one value, or each of several."""

    read: Callable[[str], Any]

    def itself(self) -> PlainValue:
        """This reader, as the parameter asks for it."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value that the command gets; raises typer.BadParameter."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        try:
            return [self._one(each) for each in value] if several else self._one(value)
        except ValueError as error:
            raise typer.BadParameter(str(error), ctx=ctx, param=param) from None

    def _one(self, value: Any) -> Any:
        return self.read(value) if isinstance(value, str) else value


class ReadsPlainly:
    """Mixed into a typer command or group: its options, `--help` included, read their values plainly."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters as typer knows them, each with our reader where its type allows that."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if (reader := _reader(param)) is not None:
                param.get_runtime_param = PlainValue(reader).itself
        return params


def _reader(param: Any) -> Callable[[str], Any] | None:
    described = param.type_descriptor
    info, kind = described.parameter_info, described.annotation
    if info.parser is not None:
        parser: Callable[[str], Any] = info.parser
        return parser
    if get_origin(kind) is list:
        (kind,) = get_args(kind)
    if not isinstance(kind, type) or info.clamp:
        return None
    if kind is str:
        return str
    if kind is bool:
        return _truth
    if kind is int:
        return lambda text: _whole_number(text, info.min, info.max)
    if issubclass(kind, Enum):
        return lambda text: _choice(kind, text)
    if kind is Path and not (info.exists or info.resolve_path or info.writable):
        return Path
    return None


def _truth(text: str) -> bool:
    if text.strip().lower() in ("1", "true", "yes", "on"):
        return True
    if text.strip().lower() in ("", "0", "false", "no", "off"):
        return False
    raise ValueError(f"'{text[:40]}' is neither yes nor no.")


def _whole_number(text: str, least: float | None, most: float | None) -> int:
    try:
        number = int(text)
    except ValueError:
        raise ValueError(f"'{text[:40]}' is not a whole number.") from None
    if (least is not None and number < least) or (most is not None and number > most):
        bounds = [f"at least {least}"] * (least is not None) + [f"at most {most}"] * (most is not None)
        raise ValueError(f"{number} must be {' and '.join(bounds)}.")
    return number


def _choice(kind: type[Enum], text: str) -> Enum:
    for member in kind:
        if str(member.value).casefold() == text.casefold():
            return member
    known = ", ".join(str(member.value) for member in kind)
    raise ValueError(f"'{text[:40]}' is not one of {known}.")
