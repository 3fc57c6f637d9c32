"""The scripts that an interview can follow."""

from __future__ import annotations

from pathlib import Path

from winback_tui.playbook.answers_template import template
from winback_tui.playbook.reason_list import check_reasons
from winback_tui.playbook.script_shelf import ShelfScript, check_script, list_scripts, load_script
from winback_tui.playbook.source import Fault

from .own_playbook import own_playbook


def scripts(language: str = "en") -> list[ShelfScript]:
    """Every script, the built-in ones first; the user's own win by their id."""
    return list_scripts(language, own_playbook())


def faults_in(path: Path) -> list[Fault]:
    """What keeps a script file, a language pack, or an own `reasons.toml` from being used.

    Raises BadInput when it cannot be opened.
    """
    if path.name == "reasons.toml":
        return check_reasons(path)
    return check_script(path, own_playbook())


def empty_answers(script: str, language: str = "en") -> str:
    """An answers file to fill, as TOML. Raises NotFound for an unknown script."""
    return template(load_script(script, language, own_playbook()))
