"""Where the user's own scripts, reasons and strategies lie, which win over those of the package."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from winback_tui.playbook.rule_texts import RuleText, rules

from .own_settings import own_folder


def own_playbook() -> Path | None:
    """The folder `playbook` among the user's settings; None where there is none."""
    folder = own_folder() / "playbook"
    return folder if folder.is_dir() else None


def rule_texts(ids: Iterable[str], language: str = "en") -> tuple[RuleText, ...]:
    """Title and text of each of these rules, each once; an unknown id is left out."""
    known = rules(language)
    return tuple(known[rule] for rule in dict.fromkeys(ids) if rule in known)


def rule_words(ids: Iterable[str], language: str = "en") -> tuple[str, ...]:
    """`Playbook M9, Five whys: ...` for each of these rules; an unknown id is left out."""
    return tuple(f"Playbook {each.id}, {each.title}: {each.text}" for each in rule_texts(ids, language))
