"""Where the user's own scripts, reasons and strategies lie, which win over those of the package."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from winback_tui.playbook.rule_texts import rules

from .own_settings import own_folder


def own_playbook() -> Path | None:
    """The folder `playbook` among the user's settings; None where there is none."""
    folder = own_folder() / "playbook"
    return folder if folder.is_dir() else None


def rule_words(ids: Iterable[str], language: str = "en") -> tuple[str, ...]:
    """`Playbook M9, Five whys: ...` for each of these rules; an unknown id is left out."""
    known = rules(language)
    return tuple(f"Playbook {rule}, {known[rule].title}: {known[rule].text}" for rule in ids if rule in known)
