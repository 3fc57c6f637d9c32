"""The playbook as a user sees it: each rule's text and source, and the folder of the user's own files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from winback_tui.playbook.rules import Rule, find_rule, rules

from .own_settings import own_folder


def own_playbook() -> Path | None:
    """The folder `playbook` among the user's settings, whose files win over those of the package; None without one."""
    folder = own_folder() / "playbook"
    return folder if folder.is_dir() else None


def explain_rule(rule_id: str, language: str = "en") -> Rule:
    """The rule behind a refusal, an alarm or a hint: what `?` and `winback rule` show. Raises NotFound."""
    return find_rule(rule_id, language)


def all_rules(language: str = "en") -> tuple[Rule, ...]:
    """Every rule, in the order of the playbook."""
    return tuple(rules(language).values())


def rule_texts(ids: Iterable[str], language: str = "en") -> tuple[Rule, ...]:
    """Each of these rules once; an unknown id is left out."""
    known = rules(language)
    return tuple(known[rule] for rule in dict.fromkeys(ids) if rule in known)


def rule_words(ids: Iterable[str], language: str = "en") -> tuple[str, ...]:
    """The same, each as one paragraph with its source and code."""
    return tuple(str(each) for each in rule_texts(ids, language))
