"""The typer commands of this program: values read quickly, help in plain text with the words of a manual."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from .plain_values import ReadsPlainly

PLAIN_HELP: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}

_BRACED = re.compile(r"\{(.*?)\}")
_TYPE = re.compile(r" <(?:list\[)?(str|Path|int|int range|float)\]?>")
_IN_WORDS = {"str": " TEXT", "Path": " PATH"}


class HelpsPlainly:
    """Mixed into a typer command or group: arguments read `ACCOUNT` or `[FILE]...`, options `--limit N`."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The words of the usage line."""
        pieces: list[str] = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        return [_once(_BRACED.sub(r"\1", piece)) for piece in pieces]

    def format_options(self: Any, ctx: Any, formatter: Any) -> None:
        """The sections for arguments and options, and for a group its commands."""
        arguments, options = [], []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is None:
                continue
            name, help_text = record
            if param.param_type_name == "argument":
                arguments.append((_TYPE.sub("", name), help_text))
            else:
                options.append((_TYPE.sub(lambda kind: _IN_WORDS.get(kind[1], " N"), name), help_text))
        for title, rows in (("Arguments", arguments), ("Options", options)):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
        if hasattr(self, "format_commands"):
            self.format_commands(ctx, formatter)


def _once(piece: str) -> str:
    """`FILE...` and `[NAME]`: our own brackets and dots are not doubled."""
    return piece.replace("......", "...").replace("[[", "[").replace("]]", "]")


class PlainCommand(ReadsPlainly, HelpsPlainly, TyperCommand):
    """One command."""


class PlainGroup(ReadsPlainly, HelpsPlainly, TyperGroup):
    """A group of commands."""


class GroupWithDefault(PlainGroup):
    """A group whose `write` command runs where none of its commands is named: `letter ACCOUNT`."""

    DEFAULT = "write"

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of commands, with a note that one of them is the default."""
        super().format_commands(ctx, formatter)
        formatter.write_paragraph()
        formatter.write_text(
            f"Without a command, {self.DEFAULT} is meant: {ctx.command_path} ACCOUNT [OPTIONS]."
        )

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, with the default command in front where no command is named."""
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = [self.DEFAULT, *args]
        return super().parse_args(ctx, args)
