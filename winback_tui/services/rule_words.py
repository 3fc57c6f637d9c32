"""What the rules of the playbook say, for whoever asks why."""

from __future__ import annotations

from collections.abc import Iterable

from winback_tui.playbook.rule_texts import rules


def rule_words(ids: Iterable[str], language: str = "en") -> tuple[str, ...]:
    """`Playbook M9, Five whys: ...` for each of these rules; an unknown id is left out."""
    known = rules(language)
    return tuple(f"Playbook {rule}, {known[rule].title}: {known[rule].text}" for rule in ids if rule in known)
