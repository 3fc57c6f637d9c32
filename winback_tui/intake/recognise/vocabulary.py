"""What headers, statuses and totals are called, in the languages of `words/*/*.toml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from .data_files import read_grouped
from .headers import phrase

_TIERS = {1: (100,), 2: (100, 82), 3: (100, 82, 60), 4: (100, 90, 82, 60)}
_TOO_SHORT = 2
IDEOGRAPHS = "\u2e80"
"""From this character on in Unicode, two characters make a word, such as 取消."""

_BUYERS = "bill billing buyer customer client cust invoice invoicing payer sold purchaser"
_BUYER = frozenset(_BUYERS.split())
_OF_A_BUYER = frozenset(["account", "email", "phone", "city", "first_name", "last_name", "person"])
_BUYER_ADDS, _SURE_BUYER = 26, 96
_ORDERS_OF_LANGUAGES = 100
_PREFERRED = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "bg", "ro", "sq")


@dataclass(slots=True)
class Vocabulary:
    """All languages together. Phrases are in the form of `wording.phrase`."""

    exact: dict[str, dict[str, int]] = field(default_factory=dict)
    never: dict[str, set[str]] = field(default_factory=dict)
    spoken_in: dict[str, set[str]] = field(default_factory=dict)
    kinds: dict[str, dict[str, str]] = field(default_factory=dict)
    totals: set[str] = field(default_factory=set)
    months: dict[str, dict[str, int]] = field(default_factory=dict)
    _longest: int = 0
    """Length of the longest header phrase: longer word endings need not be looked up."""
    _scored: dict[str, dict[str, int]] = field(default_factory=dict)
    _kinds: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def scores(self, header: str) -> dict[str, int]:
        """How well a header phrase fits each field, 0 to 100; fields that it does not fit are absent."""
        known = self._scored.get(header)
        if known is None:
            if len(self._scored) > 20_000:
                self._scored.clear()
            known = self._scored[header] = self._score(header)
        return known

    def _score(self, header: str) -> dict[str, int]:
        found = dict(self.exact.get(header, {}))
        words = header.split()
        for known, fields in self._inside(words):
            extra = [w for w in words if w not in known]
            for name, score in fields.items():
                if not any(w in self.never.get(name, ()) for w in extra):
                    value = score * 6 // 10 - 4 * len(extra)
                    if value > found.get(name, 24):
                        found[name] = value
        for name, score in self._compound(words).items():
            found[name] = max(found.get(name, 0), score)
        for name, score in self._of_the_buyer(words).items():
            found[name] = max(found.get(name, 0), score)
        return found

    def _of_the_buyer(self, words: list[str]) -> dict[str, int]:
        """`billFullName`, `Invoice City`: what belongs to the bill or the buyer is the customer's."""
        if len(words) < _TOO_SHORT or words[0] not in _BUYER:
            return {}
        rest = self.exact.get(" ".join(words[1:]), {})
        return {
            name: min(_SURE_BUYER, score + _BUYER_ADDS) for name, score in rest.items() if name in _OF_A_BUYER
        }

    def _inside(self, words: list[str]) -> Iterable[tuple[list[str], dict[str, int]]]:
        if not 1 < len(words) <= 8:
            return
        for length in range(len(words) - 1, 0, -1):
            for start in range(len(words) - length + 1):
                part = words[start : start + length]
                if length == 1 and len(part[0]) <= _TOO_SHORT and part[0].isascii():
                    continue
                if fields := self.exact.get(" ".join(part)):
                    yield part, fields

    def _compound(self, words: list[str]) -> dict[str, int]:
        """`Versanddatum` ends in `datum`: compound nouns of German, Dutch and the Nordic languages."""
        if len(words) != 1 or len(words[0]) < 8:
            return {}
        found: dict[str, int] = {}
        for cut in range(max(3, len(words[0]) - self._longest), len(words[0]) - 3):
            front, back = words[0][:cut], words[0][cut:]
            for name, score in self.exact.get(back, {}).items():
                blocked = any(front.startswith(w) for w in self.never.get(name, ()) if len(w) > 2)
                if not blocked and self.spoken_in.get(back, set()) & {"de", "nl", "nordic"}:
                    found[name] = max(found.get(name, 0), score // 2)
        return found

    def languages(self, headers: Iterable[str]) -> list[str]:
        """Languages ordered by how many of the headers they know, then in a fixed order."""
        known = Counter(lang for h in headers for lang in self.spoken_in.get(h, ()))
        order = {lang: place for place, lang in enumerate(_PREFERRED)}
        return sorted(self.kinds, key=lambda lang: (-known[lang], order.get(lang, 99), lang))

    def kind_words(self, languages: Sequence[str]) -> Mapping[str, str]:
        """Status phrase -> kind, the first language that knows the word deciding.

        Codes of one or two letters, such as `S`, count only in the language of the headers.
        """
        merged = self._kinds.get(asked := tuple(languages))
        if merged is None:
            if len(self._kinds) > _ORDERS_OF_LANGUAGES:
                self._kinds.clear()
            merged = {}
            for place, lang in enumerate(languages):
                for word, kind in self.kinds[lang].items():
                    if place == 0 or len(word) > _TOO_SHORT or word >= IDEOGRAPHS:
                        merged.setdefault(word, kind)
            self._kinds[asked] = merged  # whole before another thread finds it
        return merged

    def month_words(self, languages: Sequence[str]) -> dict[str, int]:
        """Month name -> 1..12, the first language that knows the word deciding."""
        merged: dict[str, int] = {}
        for lang in languages:
            for word, number in self.months[lang].items():
                merged.setdefault(word, number)
        return merged

    def learn(self, lang: str, data: dict[str, Any]) -> None:
        """Add one language file."""
        for name, tiers in data["headers"].items():
            for tier, phrases in enumerate(tiers):
                for words in map(phrase, phrases):
                    self._longest = max(self._longest, len(words))
                    fields = self.exact.setdefault(words, {})
                    fields[name] = max(fields.get(name, 0), _TIERS[len(tiers)][tier])
                    self.spoken_in.setdefault(words, set()).add(lang)
        for name, words_list in data.get("never", {}).items():
            self.never.setdefault(name, set()).update(map(phrase, words_list))
        self.kinds[lang] = {phrase(w): kind for kind, ws in data["kinds"].items() for w in ws}
        self.totals.update(map(phrase, data["totals"]["start"]))
        months = data["months"]
        spoken = [*enumerate(months["names"], 1), *enumerate(months["short"], 1)]
        also: dict[str, int] = months.get("also", {})
        self.months[lang] = {phrase(w): n for n, w in spoken} | {phrase(w): n for w, n in also.items()}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of the package, read once."""
    known = Vocabulary()
    for name, data in read_grouped("words"):
        known.learn(name.removesuffix(".toml"), data)
    return known
