"""The words of the product with one meaning each, and the words that no text for a reader may use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .source import Table, read_source

BUILT_IN = Path(__file__).parent / "content" / "glossary.toml"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the product and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class BannedWord:
    """A word that readers do not know, and what to `say` instead; in the phrases of `unless` it is plain English."""

    word: str
    say: str
    unless: tuple[str, ...] = ()

    def found_in(self, text: str) -> bool:
        """Whether a text uses the word, whole and in any case, outside those phrases."""
        for phrase in self.unless:
            text = re.sub(re.escape(phrase), "", text, flags=re.IGNORECASE)
        return re.search(rf"(?<!\w){re.escape(self.word)}(?!\w)", text, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms in the order of a case, and all banned words."""

    terms: tuple[Term, ...]
    banned: tuple[BannedWord, ...]

    def mistakes(self, text: str) -> list[str]:
        """What to change in a text, a sentence for each banned word in it."""
        return [f"'{each.word}': say '{each.say}'" for each in self.banned if each.found_in(text)]


@cache
def glossary(path: Path = BUILT_IN) -> Glossary:
    """The glossary in `path`. Raises BadInput, with line and column, for one that cannot be used."""
    source = read_source(path)
    source.unknown_keys(source.doc, ("language", "term", "banned"))
    terms, banned = source.tables("term"), source.tables("banned")
    for kind, tables, keys in (("term", terms, {"word", "meaning"}), ("banned", banned, {"word", "say"})):
        for number, table in enumerate(tables):
            source.unknown_keys(table, {*keys, "unless"} if kind == "banned" else keys, kind, number)
            for key in sorted(keys):
                if not isinstance(table.get(key), str):
                    source.wrong(f"Each {kind} needs a text '{key}'.", kind, number)
    source.require_none()
    return Glossary(
        tuple(Term(each["word"], each["meaning"]) for each in terms),
        tuple(BannedWord(each["word"], each["say"], tuple(_phrases(each))) for each in banned),
    )


def _phrases(table: Table) -> list[str]:
    return [str(phrase) for phrase in table.get("unless", ())]
