"""What each rule of the playbook says, for hints on the screen: "why? M10"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from winback_tui.domain.errors import NotFound

from .source import read_source
from .words import Words, language_packs

BUILT_IN = Path(__file__).parent / "content" / "rules.toml"


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule by its id, such as `M10`: a title of a few words and one or two sentences."""

    id: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.id} {self.title}: {self.text}"


def rule(rule_id: str, language: str = "en") -> RuleText:
    """The text of one rule. Raises NotFound."""
    found = rules(language).get(rule_id)
    if found is None:
        raise NotFound(f"The playbook has no rule '{rule_id}'.")
    return found


@cache
def rules(language: str = "en") -> dict[str, RuleText]:
    """All rules by id, in the order of the playbook."""
    pack = language_packs(BUILT_IN).get(language)
    words = Words(read_source(BUILT_IN), language, [pack] if pack else [])
    words.source.require_none()
    return {
        rule_id: RuleText(
            rule_id,
            words.text(table["title"], (rule_id, "title"), rule_id, "title"),
            words.text(table["text"], (rule_id, "text"), rule_id, "text"),
        )
        for rule_id, table in words.source.doc.items()
        if isinstance(table, dict)
    }
