"""Letters before a number that say what the row is: `CN-12` beside `INV-11`."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib import resources

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.interpret.numbers import parts

from .document_codes import plain_code

PREFIX = "prefix"
"""The field of a column whose cells begin with such letters."""

_SEVERAL = 2
_UNSOLD = (OrderKind.CREDIT.value, OrderKind.QUOTE.value)
_PREFIX = re.compile(r"\W*([^\W\d_]{1,10})(?![^\W\d_])")
_DOMINICAN = re.compile(r"([BE]\d\d)(?:\d{8}|\d{10})", re.I)
"""A number of the Dominican tax office, whose first three signs are its type: `B0400000012`."""

_PERUVIAN = re.compile(r"[FB](?:\d{3}|[CD]\d\d)-\d+", re.I)
_PORTUGUESE = "ft"
"""The prefix of an invoice in Portugal; next to it the others have their Portuguese meaning."""


def number_prefixes(
    body: Sequence[Sequence[str]], number: int, amount: int | None
) -> Mapping[str, str] | None:
    """Letters before the numbers -> kind, where all are known and some, with sums above zero, are not sales."""
    numbers = [row[number].strip() for row in body if row[number].strip()]
    prefixes = Counter(map(prefix_of, numbers))
    known = _prefix_kinds("peruvian" if all(map(_PERUVIAN.fullmatch, numbers)) else _dialect(prefixes))
    if len(prefixes) < _SEVERAL or not prefixes.keys() <= known.keys():
        return None
    unsold = {letters for letters in prefixes if known[letters] in _UNSOLD}
    if not unsold or unsold == prefixes.keys() or amount is None:
        return None
    sums = [parts(row[amount]) for row in body if prefix_of(row[number]) in unsold]
    return {letters: known[letters] for letters in known} if any(s and not s.negative for s in sums) else None


def prefix_of(number: str) -> str:
    """The letters before the first digit of a number, as a code: `CN-00012` is `cn`; '' for none."""
    if typed := _DOMINICAN.fullmatch(number.strip()):
        return plain_code(typed[1])
    found = _PREFIX.match(number)
    return plain_code(found[1]) if found and any(map(str.isdigit, number)) else ""


def _dialect(prefixes: Collection[str]) -> str:
    return "portuguese" if _PORTUGUESE in prefixes else ""


@lru_cache(maxsize=3)
def _prefix_kinds(dialect: str) -> Mapping[str, str]:
    """Letters -> kind; a country's own win over the general ones."""
    text = (
        resources.files("winback_tui.intake.interpret")
        .joinpath("data/number_prefixes.toml")
        .read_text("utf-8")
    )
    data = tomllib.loads(text)
    countries = {name: data.pop(name) for name in ("portuguese", "peruvian")}
    groups = (data, countries[dialect]) if dialect else (data,)
    return {plain_code(word): kind for group in groups for kind, words in group.items() for word in words}


def tell_documents(prefixes: Collection[str]) -> bool:
    """Whether these letters before the numbers of one column are all known, and differ."""
    return len(prefixes) >= _SEVERAL and set(prefixes) <= _prefix_kinds(_dialect(prefixes)).keys()
