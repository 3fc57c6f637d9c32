"""Words around an amount that are not a currency: thousands and millions, `12.5k`, and tax, `EUR 120.50 incl. VAT`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from winback_tui.intake.recognise.headers import phrase
from winback_tui.intake.recognise.tax_headers import tax_words

_BEHIND = re.compile(r"(.*\d(?:[.,](?:-|–|—)?)?\)?)(\s*)([^\d()]{1,30})", re.S)
_WORD = re.compile(r"[^\s.,;/()\[\]]+")
_IDEOGRAPHS = "\u2e80"
_LONGEST = 60


class ScaledAmount(NamedTuple):
    """An amount without the words behind it, and the power of ten that they stand for."""

    text: str
    power: int


class _Scales(NamedTuple):
    words: Mapping[str, int]
    letters: Mapping[str, int]
    pieces: Mapping[str, int]


@lru_cache(maxsize=1)
def _scales() -> _Scales:
    text = resources.files("winback_tui.intake.interpret").joinpath("data/scales.toml").read_text("utf-8")
    groups = tomllib.loads(text)
    read = {
        name: {
            _folded(word) if name != "letters" else word: int(power)
            for power, words in group.items()
            for word in words
        }
        for name, group in groups.items()
    }
    return _Scales(read["words"], read["letters"], read["pieces"])


def power_of_header(header: str) -> int:
    """The power of ten in which a header says that its amounts are written: 3 for `Umsatz (TEUR)`, 0 for none."""
    folded, scales = _folded(header), _scales()
    for word in _WORD.findall(folded):
        if power := scales.words.get(word):
            return power
    found = [
        (len(piece), power)
        for pieces in (
            scales.pieces,
            {w: p for w, p in scales.words.items() if w >= _IDEOGRAPHS and len(w) > 1},
        )
        for piece, power in pieces.items()
        if piece in folded
    ]
    return max(found)[1] if found else 0


def without_words(cell: str) -> ScaledAmount | None:
    """An amount without words of tax and of scale behind its digits; None where there are none, or also others."""
    found = _BEHIND.fullmatch(cell) if len(cell) <= _LONGEST else None
    if not found:
        return None
    amount, space, behind = found.groups()
    power, rest, taxed = 0, "", False
    words, scales, tax = _WORD.findall(behind), _scales(), tax_words()
    if words and not space and (power := scales.letters.get(words[0][0], 0)):
        words[0] = words[0][1:]
    says_tax = any(phrase(word) in tax.tax for word in words)
    for word in (word for word in words if word not in ("", "+")):
        wording = phrase(word)
        if not power and (known := scales.words.get(_folded(word))):
            power = known
        elif wording in tax.alone or (wording in tax.tax and len(words) > 1):
            taxed = True
        elif wording in tax.says and says_tax:
            continue
        elif rest:
            return None
        else:
            rest = word
    return ScaledAmount(f"{amount} {rest}".strip(), power) if power or taxed else None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
