"""From words to a command: typer parses, and its complaints leave through our own door."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from winback_tui.cli.exits import ExitCode
from winback_tui.cli.terminal.talk import tell

from .root import tree

GLOBAL_OPTIONS = ("--db", "--as-of", "--plain", "--version")


def dispatch(words: Sequence[str]) -> int:
    """Parse `words` and run their command; returns its exit code. Domain errors pass through."""
    command = tree()
    try:
        with command.make_context("winback", list(words)) as context:
            command.invoke(context)
    except typer.Exit as ended:
        return ended.exit_code
    except typer.TyperException as error:
        tell(_complaint(error))
        return error.exit_code
    return ExitCode.DONE


def _complaint(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "winback")
    name = getattr(error, "option_name", "")
    if name in GLOBAL_OPTIONS and command != "winback":
        verb = command.partition(" ")[2]
        return f"{command}: {name} comes before the command, as in `winback {name} … {verb}`."
    message = error.format_message().removesuffix(".")
    return f"{command}: {message}{'' if message.endswith('?') else '.'} See `{command} --help`."
