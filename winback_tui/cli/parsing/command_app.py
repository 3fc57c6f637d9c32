"""How a command file registers its commands: as one that reads, one that acts, or one that does as it likes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Any, TypeVar

import typer

from winback_tui.cli.terminal.acting import Result, report_done
from winback_tui.cli.terminal.reading import emit
from winback_tui.output.tables.table import Table

from .options import ActJson, Csv, Json, Limit, Tsv
from .plain_command import PLAIN_HELP, PlainCommand, PlainGroup

_Command = TypeVar("_Command", bound=Callable[..., Any])

_READING = {"json": (Json, False), "csv": (Csv, False), "tsv": (Tsv, False), "limit": (Limit, 0)}
_ACTING = {"json": (ActJson, False)}


class CommandApp(typer.Typer):
    """The typer app of one module: one command, or a group of several."""

    def __init__(self, group: type[PlainGroup] = PlainGroup) -> None:
        super().__init__(cls=group, **PLAIN_HELP)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[_Command], _Command]:
        """A command that writes what it has to say by itself."""
        return super().command(name, **{"cls": PlainCommand, **settings})

    def reads(self, name: str | None = None) -> Callable[[Callable[..., Table]], Callable[..., None]]:
        """A command that returns a table, which is written in the form and with the number of rows asked for.

        It has `--json`, `--csv`, `--tsv` and `--limit`, and gets of these what it names as a parameter itself.
        """

        def register(read: Callable[..., Table]) -> Callable[..., None]:
            own = signature(read).parameters

            def written(ctx: typer.Context, **given: Any) -> None:
                form = {option: given[option] for option in _READING}
                passed = {option: value for option, value in given.items() if option in own}
                emit(ctx, read(ctx, **passed), **form)

            return self.command(name)(_with_options(written, read, _READING))

        return register

    def acts(self, name: str | None = None) -> Callable[[Callable[..., Result]], Callable[..., None]]:
        """A command that changes something and returns what it did, which is said as a sentence or with `--json`.

        It takes `--dry-run` as a parameter of its own, for only it knows how to change nothing.
        """

        def register(act: Callable[..., Result]) -> Callable[..., None]:
            def reported(ctx: typer.Context, json: bool, **given: Any) -> None:
                report_done(act(ctx, **given), json=json, dry_run=given["dry_run"])

            return self.command(name)(_with_options(reported, act, _ACTING))

        return register


def _with_options(
    command: Callable[..., None], inner: Callable[..., Any], options: dict[str, tuple[Any, Any]]
) -> Callable[..., None]:
    """`command` with the name, the text and the parameters of `inner`, and behind them those `options` it has not.

    An option is its annotation and its value where it is not given.
    """
    own = signature(inner, eval_str=True).parameters
    added = {name: option for name, option in options.items() if name not in own}
    parameters = [
        *own.values(),
        *(
            Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=annotation)
            for name, (annotation, default) in added.items()
        ),
    ]
    shown = wraps(inner)(command)
    shown.__signature__ = signature(inner).replace(parameters=parameters)  # type: ignore[attr-defined]
    shown.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return shown
