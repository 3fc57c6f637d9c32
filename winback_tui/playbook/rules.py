"""What each rule of the playbook says and where it comes from: the text behind every "why?"."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from winback_tui.domain.errors import NotFound

from .source import read_source
from .words import Words, language_packs

BUILT_IN = Path(__file__).parent / "content" / "rules.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its id, such as `M10`: a title of a few words, one or two sentences, and the source in a few words."""

    id: str
    title: str
    text: str
    source: str

    def __str__(self) -> str:
        return f"{self.title}. {self.text} Source: {self.source} ({self.id})."


def find_rule(rule_id: str, language: str = "en") -> Rule:
    """One rule by its id, in capitals or not. Raises NotFound with the ids that look alike."""
    known = rules(language)
    typed = rule_id.strip().casefold()
    found = next((each for each in known.values() if each.id.casefold() == typed), None)
    if found is None:
        alike = get_close_matches(rule_id.strip().upper(), known, n=5, cutoff=0.4)
        raise NotFound(f"The playbook has no rule '{rule_id[:20]}'; `winback rule` lists all of them.", alike)
    return found


@cache
def rules(language: str = "en") -> dict[str, Rule]:
    """All rules by id, in the order of the playbook."""
    pack = language_packs(BUILT_IN).get(language)
    words = Words(read_source(BUILT_IN), language, [pack] if pack else [])
    words.source.require_none()
    tables = dict(words.source.doc)
    sources = tables.pop("source")
    return {
        rule_id: Rule(
            rule_id,
            words.text(table["title"], (rule_id, "title"), rule_id, "title"),
            words.text(table["text"], (rule_id, "text"), rule_id, "text"),
            words.text(sources[rule_id[0]], ("source", rule_id[0]), "source", rule_id[0]),
        )
        for rule_id, table in tables.items()
        if isinstance(table, dict)
    }
