"""From words to a command: typer parses, and its complaints leave through our own door."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from .exits import ExitCode
from .root import tree
from .talk import tell


def dispatch(words: Sequence[str]) -> int:
    """Parse `words` and run their command; returns its exit code. Domain errors pass through."""
    try:
        ended = tree().main(args=list(words), prog_name="winback", standalone_mode=False)
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except typer.TyperException as error:
        tell(_complaint(error))
        return error.exit_code
    return ended if isinstance(ended, int) else ExitCode.DONE


def _complaint(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "winback")
    message = error.format_message().removesuffix(".")
    return f"{command}: {message}{'' if message.endswith('?') else '.'} See `{command} --help`."
