"""The README cannot forget a verb."""

from __future__ import annotations

import re
from pathlib import Path

from winback_tui.cli.parsing.register import COMMANDS

README = Path(__file__).parents[2] / "README.md"


def test_the_command_table_holds_every_verb_and_no_other() -> None:
    section = README.read_text(encoding="utf-8").split("\n## Commands\n")[1].split("\n## ")[0]
    named = set(re.findall(r"^\| `([a-z-]+)", section, re.MULTILINE))
    assert named == set(COMMANDS)
