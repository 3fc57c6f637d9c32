"""The command tree: global options, and commands that are imported only when they are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.main import get_command

from winback_tui.cli.exits import ExitCode
from winback_tui.cli.invocation import Invocation

from .plain_command import PLAIN_HELP, PlainGroup
from .register import COMMANDS, Section


class LazyCommands(Mapping[str, Any]):
    """Command name to typer command; looking one up imports its module."""

    def __getitem__(self, name: str) -> Any:
        verb = COMMANDS[name]
        command = get_command(import_module(verb.module).app)
        command.name, command.help = name, command.help or verb.help
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class LazyGroup(PlainGroup):
    """The root of the tree; its help comes from the register alone."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = LazyCommands()

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for section in Section:
            rows = [(verb.name, verb.help) for verb in COMMANDS.values() if verb.section is section]
            if rows:
                with formatter.section(section.value):
                    formatter.write_dl(rows)


EPILOG = "Exit codes: " + ", ".join(f"{code.value} {code.reason}" for code in ExitCode) + "."


def _root(
    ctx: typer.Context,
    db: Annotated[
        str | None, typer.Option("--db", metavar="PATH", help="The book to use [WINBACK_DB].")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Show the book as of a past day [WINBACK_AS_OF]."),
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="No screen and no colours, only text.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Find customers who stopped ordering, learn why, and win them back.

    Without a command it opens the screen.
    """
    if version:
        from winback_tui.cli.version import say_version

        say_version()
        raise typer.Exit
    ctx.obj = Invocation.of(db, as_of, plain)
    if ctx.invoked_subcommand is None:
        from winback_tui.cli.screen import open_screen

        raise typer.Exit(open_screen(ctx.obj))


def tree() -> Any:
    """The whole command line as one typer command."""
    app = typer.Typer(cls=LazyGroup, invoke_without_command=True, epilog=EPILOG, **PLAIN_HELP)
    app.callback()(_root)
    return get_command(app)
