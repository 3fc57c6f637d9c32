"""Headers that say whether money is with or without tax: `Total with VAT`, `Suma bez VAT`, `totalPriceWithVat`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from .headers import phrase

WITH, WITHOUT = "with", "without"


class TaxHeader(NamedTuple):
    """A header without its words about tax, and whether it says `with`, `without` or '' (nothing) about it."""

    rest: str
    says: str


class TaxWords(NamedTuple):
    """The words of `tax_words.toml` as phrases."""

    tax: frozenset[str]
    says: dict[str, str]
    alone: dict[str, str]


@lru_cache(maxsize=1)
def tax_words() -> TaxWords:
    """The words of the package, read once."""
    text = resources.files("winback_tui.intake.interpret").joinpath("data/tax_words.toml").read_text("utf-8")
    data = {name: frozenset(map(phrase, words)) - {""} for name, words in tomllib.loads(text).items()}
    return TaxWords(
        data["tax"],
        {**dict.fromkeys(data["without"], WITHOUT), **dict.fromkeys(data["with"], WITH)},
        {**dict.fromkeys(data["alone_without"], WITHOUT), **dict.fromkeys(data["alone_with"], WITH)},
    )


@lru_cache(maxsize=4096)
def tax_header(text: str) -> TaxHeader:
    """Remove the words about tax from a header's phrase; a header about the tax itself is left unchanged."""
    words, known = text.split(), tax_words()
    for place, word in enumerate(words):
        if word not in known.tax:
            continue
        for neighbour in (place - 1, place + 1):
            if 0 <= neighbour < len(words) and (says := known.says.get(words[neighbour])):
                rest = [w for at, w in enumerate(words) if at not in (place, neighbour)]
                return TaxHeader(" ".join(rest), says)
    if len(words) > 1 and (says := known.alone.get(words[-1])):
        return TaxHeader(" ".join(words[:-1]), says)
    return TaxHeader(text, "")


def is_tax(text: str) -> bool:
    """Whether a header names the tax itself, not money with or without it."""
    return not tax_header(text).says and bool(tax_words().tax & set(text.split()))
