"""Root causes in nearly the same words, put together as a proposal: L4 (judge reasons in groups over accounts)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

ALIKE = 0.5
"""The share of words that two wordings must have in common, of all words of both (our own definition)."""
_STEM, _SHORT = 5, 3
_WORD = re.compile(r"\w+")


def near_wordings(texts: Iterable[str]) -> dict[str, str]:
    """Each wording -> the wording that stands for its group, the most frequent one; alone it stands for itself.

    Words count by their first five letters, letter case aside, those below three letters not at all. A wording joins
    the first group whose name it is like, so that the same texts always make the same groups.
    """
    counted = Counter(text for text in texts if text)
    ordered = sorted(counted, key=lambda text: (-counted[text], len(text), text))
    groups: list[tuple[str, frozenset[str]]] = []
    found = {}
    for text in ordered:
        words = _words(text)
        name = next((name for name, known in groups if _alike(words, known)), None)
        if name is None:
            name = text
            groups.append((text, words))
        found[text] = name
    return found


def _words(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORT) or frozenset(words)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)
