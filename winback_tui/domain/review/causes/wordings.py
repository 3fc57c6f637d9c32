"""Root causes in nearly the same words: proposed as one, joined by a person. L4 (judge reasons in groups)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

ALIKE = 0.5
"""The share of words that two wordings must have in common, of all words of both (our own definition)."""
_STEM, _SHORT = 5, 3
_WORD = re.compile(r"\w+")


def near_wordings(texts: Iterable[str]) -> dict[str, str]:
    """Each wording -> the wording that stands for its group, the most frequent one; alone it stands for itself.

    Words count by their first five letters, letter case aside, those below three letters not at all. A wording
    joins the first group whose name it resembles, so that the same texts always make the same groups.
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


def stands_for(text: str, joins: Mapping[str, str]) -> str:
    """The wording that this one counts as, after all joins; joins in a circle end at the first name in the alphabet."""
    seen = [text]
    while (following := joins.get(seen[-1], seen[-1])) not in seen:
        seen.append(following)
    if following == seen[-1]:
        return following
    return min(seen[seen.index(following) :])


def proposed_joins(texts: Iterable[str], joins: Mapping[str, str]) -> dict[str, str]:
    """Groups of nearly the same words that nobody has joined yet: the name of each -> the name that it could take."""
    names = [stands_for(text, joins) for text in texts if text]
    return {name: other for name, other in near_wordings(names).items() if name != other}
