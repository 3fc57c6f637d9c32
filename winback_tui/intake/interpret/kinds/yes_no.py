"""Yes and no in a cell, in the languages of `yes_no.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.interpret.cells import is_nothing, unguarded
from winback_tui.intake.recognise.headers import phrase

from .state_stems import state_stems

_BLANK = re.compile(r"[\s\-–—.:0,/]*")
_NEVER = re.compile(
    r"(?:0001|1753|1899|1900|1970)-(?:01-01|12-3[01]).*|(?:0?1[./]0?1|3[01]\.12|12/3[01])[./](?:0001|1753|1899|1900|1970).*"
)
"""Days that mean "no day" in databases."""

_ALSO_NO = frozenset(["null", "none", "nein", "falskt", "falsk", "n/a"])
_MOST_LETTERS = 14
_SURE_LETTERS = frozenset("xyn✓✔+")
"""Single letters that mean yes or no even if the column has no other answer."""


@dataclass(frozen=True, slots=True)
class YesNoWords:
    """Words as `plain_word` gives them. `pairs` are (yes, no); `harmless` begins headers that say nothing about a sale,
    `doubtful` those whose no may say that there was none."""

    pairs: frozenset[tuple[str, str]]
    yes: frozenset[str]
    no: frozenset[str]
    harmless: tuple[str, ...]
    doubtful: tuple[str, ...]


@lru_cache(maxsize=1)
def yes_no_words() -> YesNoWords:
    """The words of the package, read once."""
    data = tomllib.loads(
        resources.files("winback_tui.intake.interpret").joinpath("data/yes_no.toml").read_text("utf-8")
    )
    pairs = frozenset(
        (plain_word(yes), plain_word(no)) for listed in data["pairs"].values() for yes, no in listed
    )
    yes = frozenset(word for word, _ in pairs)
    no = frozenset(word for _, word in pairs) - {""}
    harmless = tuple(dict.fromkeys(phrase(word) for word in data["harmless"]["words"]))
    doubtful = tuple(dict.fromkeys(phrase(word) for word in data["doubtful"]["words"]))
    return YesNoWords(pairs, yes, no, harmless, doubtful)


@lru_cache(maxsize=4096)
def plain_word(cell: str) -> str:
    """A short cell without case, accents and guards; signs such as `✓` stay."""
    bare = unguarded(cell.strip())
    return "" if is_nothing(bare) else phrase(bare) or bare.casefold()


def says_no(cell: str) -> bool:
    """Whether a yes/no or date cell says no: blank, a dash, zeros, no or false in any language."""
    if _BLANK.fullmatch(cell) or _NEVER.fullmatch(cell.strip()) or is_nothing(cell):
        return True
    word = plain_word(cell)
    words = yes_no_words()
    return word in _ALSO_NO or (word in words.no and word not in words.yes)


def flagged(cell: str) -> bool:
    """Whether a yes/no or date cell says yes: a date, a 1, an x; not what `says_no`."""
    return not says_no(cell)


def is_yes_no(values: Collection[str]) -> bool:
    """Whether the distinct cells of a column are a yes and a no of one language, or one of them alone."""
    words = yes_no_words()
    texts = {plain_word(value) for value in values}
    if not texts - {""} or len(texts) > 2 or any(len(word) > _MOST_LETTERS for word in texts):
        return False
    first, second = min(texts), max(texts)
    if first in ("", second):
        return (len(second) > 1 or second in _SURE_LETTERS) and (second in words.yes or second in words.no)
    return (first, second) in words.pairs or (second, first) in words.pairs


def is_harmless(header: str) -> bool:
    """Whether a header names a property that a sale may or may not have, such as paid, printed or taxed."""
    if any(word.startswith(yes_no_words().doubtful) for word in header.split()):
        return False
    if state_stems().kind_of(header) == OrderKind.ORDER.value:
        return True
    words = header.split()
    stems = yes_no_words().harmless
    return any(word.startswith(stems) for word in words) or header.startswith(stems)
