"""Reads the strategies of playbook section 6 from TOML, the package's own and the user's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.plan.steps import StepTemplate
from winback_tui.domain.plan.strategy import Means, Strategy
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.channels import Channel
from winback_tui.files.plain_file import parse_toml, read_plain_file

_LISTS = ("causes", "flags", "rules")
_KEYS = {"code", "title", "why", "means", "steps", "persistence", "hand_over", *_LISTS}


def strategies(own_file: Path | None = None) -> tuple[Strategy, ...]:
    """The built-in strategies; those of `own_file` replace those of the same code or are added.

    Raises BadInput naming the file, the strategy and the fault.
    """
    built_in = _built_in()
    if own_file is None or not own_file.is_file():
        return built_in
    by_code = {strategy.code: strategy for strategy in built_in}
    try:
        text = read_plain_file(own_file).decode("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput(f"{own_file} cannot be read as UTF-8 text: {fault}.") from fault
    by_code |= {strategy.code: strategy for strategy in parsed(text, str(own_file))}
    return tuple(by_code.values())


def strategy(code: str, own_file: Path | None = None) -> Strategy:
    """The strategy of this code. Raises NotFound naming those that exist."""
    known = {strategy.code: strategy for strategy in strategies(own_file)}
    if code not in known:
        raise NotFound(f"There is no strategy '{code}'; choose one of {', '.join(known)}.")
    return known[code]


def parsed(text: str, source: str) -> tuple[Strategy, ...]:
    """The strategies in a TOML text. Raises BadInput naming `source`, the strategy and the fault."""
    try:
        tables = parse_toml(text).get("strategy", [])
    except ValueError as fault:
        raise BadInput(f"{source} is not valid TOML: {fault}.") from fault
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadInput(f"{source}: strategies are written as [[strategy]] tables.")
    return tuple(_strategy(table, source) for table in tables)


@cache
def _built_in() -> tuple[Strategy, ...]:
    text = files(__package__).joinpath("content", "strategies.toml").read_text("utf-8")
    return parsed(text, "strategies.toml")


def _strategy(table: Mapping[str, Any], source: str) -> Strategy:
    code = table.get("code")
    if not isinstance(code, str) or not code:
        raise BadInput(f"{source}: a strategy has no code.")
    where = f"{source}, strategy '{clean_line(code, 40)}'"
    if unknown := sorted(set(table) - _KEYS):
        raise BadInput(f"{where}: unknown key '{clean_line(unknown[0], 40)}'.")
    lists = {key: tuple(_line(item, key, where) for item in _list(table, key, where)) for key in _LISTS}
    steps = tuple(_step(item, where) for item in _list(table, "steps", where))
    if not steps:
        raise BadInput(f"{where}: it has no steps.")
    return Strategy(
        code=clean_line(code, 40),
        title=_line(table.get("title"), "title", where),
        why=_line(table.get("why"), "why", where),
        means=tuple(_means(item, where) for item in _list(table, "means", where)),
        steps=steps,
        persistence=_flag(table, "persistence", where),
        hand_over=_flag(table, "hand_over", where),
        **lists,
    )


def _list(table: Mapping[str, Any], key: str, where: str) -> list[Any]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise BadInput(f"{where}: '{key}' must be a list, such as {key} = [].")
    return value


def _line(value: object, key: str, where: str) -> str:
    line = clean_line(value) if isinstance(value, str) else ""
    if not line:
        raise BadInput(f"{where}: '{key}' needs a text.")
    return line


def _flag(table: Mapping[str, Any], key: str, where: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise BadInput(f"{where}: '{key}' must be true or false.")
    return value


def _means(item: object, where: str) -> Means:
    if not isinstance(item, dict):
        raise BadInput(f'{where}: each of its means is written as {{ text = "...", rule = "..." }}.')
    return Means(_line(item.get("text"), "text", where), _line(item.get("rule"), "rule", where))


def _step(item: object, where: str) -> StepTemplate:
    if not isinstance(item, dict):
        raise BadInput(f'{where}: a step is written as {{ day = 0, channel = "call", purpose = "..." }}.')
    day = item.get("day")
    if not isinstance(day, int) or isinstance(day, bool) or not 0 <= day <= 1000:
        raise BadInput(f"{where}: the day of a step must be a whole number from 0 to 1000.")
    try:
        channel = Channel(str(item.get("channel")))
    except ValueError:
        raise BadInput(f"{where}: the channel of a step must be one of {', '.join(Channel)}.") from None
    return StepTemplate(day, channel, _line(item.get("purpose"), "purpose", where))
