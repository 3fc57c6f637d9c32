"""Writes the pages of docs/ that are made from the program itself: commands, keys, the playbook, the glossary.

Run `python docs/make.py` after a change of a command, a key, a rule or a word; a test compares.
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from winback_tui import tui
from winback_tui.cli.exits import ExitCode
from winback_tui.cli.parsing.register import COMMANDS, Section
from winback_tui.cli.parsing.root import tree
from winback_tui.playbook.glossary import glossary
from winback_tui.playbook.rules import rules
from winback_tui.tui.commands.command import Command
from winback_tui.tui.commands.keys import key_labels

FOLDER = Path(__file__).parent
MADE = "<!-- Made by `python docs/make.py`; change the program, not this page. -->"


def commands_page() -> str:
    """Every command by section, with what may follow it."""
    lines = ["# Commands", "", MADE, "", *_COMMANDS_HEAD]
    root = tree()
    for section in Section:
        lines += ["", f"## {section.value}", "", "| command | does |", "|---|---|"]
        for entry in COMMANDS.values():
            if entry.section is section:
                for words, command in _leaves(root.commands[entry.name], entry.name):
                    help_line = (command.help or entry.help).split("\n\n")[0].replace("\n", " ")
                    lines.append(
                        f"| `{' '.join([words, *_arguments(command)])}` | {help_line.replace('|', chr(92) + '|')} |"
                    )
    lines += ["", "## Exit codes", "", "| code | meaning |", "|---|---|"]
    lines += [f"| {code.value} | {code.reason} |" for code in ExitCode]
    return "\n".join(lines) + "\n"


_COMMANDS_HEAD = (
    "`winback COMMAND --help` explains every option. Global options come before the command: `--db PATH` (or"
    " `WINBACK_DB`), `--as-of DATE` (or `WINBACK_AS_OF`), `--plain` (text alone: no screen, no colours), `--version`.",
    "",
    "Commands that read take `--json`, `--csv`, `--tsv` and `--limit`; commands that change something take"
    " `--dry-run` and `--json`, and those that ask take `--yes`. `stdout` is data (TSV unless a terminal or an"
    " option asks for something else), `stderr` is messages. A table drops columns on a narrow terminal, never money,"
    " risk or days; a pipe gets all of it.",
)


def _leaves(command: Any, words: str) -> Iterator[tuple[str, Any]]:
    if not hasattr(command, "commands"):
        yield words, command
        return
    for name in command.list_commands(None):
        yield from _leaves(command.commands[name], f"{words} {name}")


def _arguments(command: Any) -> list[str]:
    found = []
    for param in command.params:
        if param.param_type_name == "argument":
            name = (param.metavar or param.name.upper()).strip("[]")
            found.append(name if param.required else f"[{name}]")
    return found


def keys_page() -> str:
    """Every command of the screen with its keys and the name by which keys.toml gives it others."""
    for module in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    groups: dict[str, list[type[Command]]] = {}
    for command in sorted(set(_subclasses(Command)), key=lambda command: command.id):
        if command.id and command.label and command.__module__.startswith(tui.__name__):
            groups.setdefault(command.id.split(".")[0], []).append(command)
    lines = ["# Keys", "", MADE, "", *_KEYS_HEAD]
    for group, members in groups.items():
        lines += [
            "",
            f"## {group.replace('-', ' ').replace('_', ' ').capitalize()}",
            "",
            "| keys | does | name |",
            "|---|---|---|",
        ]
        lines += [f"| {_keys(member)} | {member.label} | `{member.id}` |" for member in members]
    return "\n".join(lines) + "\n"


_KEYS_HEAD = (
    "`?` on any screen shows the keys that work there, `ctrl+p` finds every command by its words. To change a key,"
    " write it into `keys.toml` in your settings folder (`winback where` names it), by the name in the last column.",
)


def _keys(command: type[Command]) -> str:
    shown = key_labels(command.keys) if command.keys else "ctrl+p"
    return f"`{shown}`".replace("|", "\\|")


def _subclasses(of: type[Command]) -> Iterator[type[Command]]:
    for each in of.__subclasses__():
        yield each
        yield from _subclasses(each)


def playbook_page() -> str:
    """Every rule in words, with its source."""
    lines = ["# The playbook", "", MADE, ""]
    lines += [
        "The rules of the field that Winback follows. On the screen `?` explains the rule behind a refusal, a warning"
        " or a question; on the command line `winback rule M10` does."
    ]
    sources: dict[str, str] = {}
    for rule in rules().values():
        lines += ["", f"**{rule.title}** ({rule.id}). {rule.text}"]
        sources[rule.id[0]] = rule.source
    lines += ["", "## Sources", "", "| letter | source |", "|---|---|"]
    return "\n".join([*lines, *(f"| {letter} | {source} |" for letter, source in sources.items())]) + "\n"


def glossary_page() -> str:
    """The product's words, and what not to say."""
    found = glossary()
    lines = ["# Glossary", "", MADE, "", "| word | meaning |", "|---|---|"]
    lines += [f"| {term.word} | {term.meaning} |" for term in found.terms]
    lines += [
        "",
        "## Words that texts do not use",
        "",
        "A test fails on them.",
        "",
        "| not | but |",
        "|---|---|",
    ]
    lines += [f"| `{banned.word}` | {banned.say} |" for banned in found.banned]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "keys.md": keys_page,
    "playbook.md": playbook_page,
    "glossary.md": glossary_page,
}


def main() -> None:
    """Write every page that has changed."""
    for name, page in PAGES.items():
        text, file = page(), FOLDER / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{name} written\n")


if __name__ == "__main__":
    main()
