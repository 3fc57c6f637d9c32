"""Headers, statuses and months in plain comparable form, whatever the case, accents, camel case or punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from winback_tui.intake.interpret.currencies import money_sign

_HUMP = re.compile(r"(?<=[^\W\dA-ZА-ЯЁ_])(?=[A-ZА-ЯЁ])|(?<=[A-ZА-ЯЁ])(?=[A-ZА-ЯЁ][^\W\dA-ZА-ЯЁ_])")
_ABBREVIATED = re.compile(r"\b(?:MwSt|USt)")
"""Capitals inside a word that do not begin a new word."""

_GERSHAYIM = re.compile("(?<=[\u05d0-\u05ea])[\"\u05f4'\u05f3](?=[\u05d0-\u05ea])")
"""The mark inside Hebrew abbreviations; with and without it they are one word."""

_ASIDE = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_BETWEEN = re.compile("[^\\w#\u0900-\u0963\u0966-\u0dff\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]+|_+")
"""What separates words. The vowels of Indian, Thai, Lao, Burmese and Khmer scripts are marks and belong to words."""

_LONGEST = 400
"""Only this many characters of a header or state are read; a cell may hold a very long text."""


class Header(NamedTuple):
    """A header as written, as a comparable phrase, and the currency that it names, if any, as `money_sign` gives it."""

    raw: str
    phrase: str
    currency: str = ""


@lru_cache(maxsize=16384)
def phrase(text: str) -> str:
    """Lower case words without accents and punctuation: `*InvoiceDate` -> `invoice date`.

    Only the beginning of an overlong text counts.
    """
    bare = _ABBREVIATED.sub(lambda word: word[0].lower(), text[:_LONGEST].strip())
    bare = bare if bare.isascii() else _GERSHAYIM.sub("", bare)
    if not bare.islower():
        bare = " ".join(word if word.isupper() else _HUMP.sub(" ", word) for word in bare.split())
    flat = bare.lower() if bare.isascii() else _without_accents(bare)
    if flat.replace(" ", "").isalnum():
        return " ".join(flat.split())
    return _BETWEEN.sub(" ", flat.replace("#", " # ")).strip()


def _without_accents(text: str) -> str:
    """In lower case and without marks, also of text that has none and comes from another script."""
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return (
        "".join(c for c in flat if not unicodedata.combining(c))
        if any(map(unicodedata.combining, flat))
        else flat
    )


_BARE_NAMES = frozenset(
    phrase(word)
    for word in (
        *("name", "nom", "nombre", "nome", "naam", "nazwa", "nume", "emri", "nimi", "namn", "navn"),
        *("имя", "название", "наименование", "име", "contact", "kontakt"),
    )
)


_NO_CURRENCY = frozenset(
    [
        "l",
        "r",
        "kr",
        "km",
        "p",
        "fr",
        "sr",
        "kd",
        "le",
        "bd",
        "jd",
        "qr",
        "sum",
        "br",
        "dh",
        "bs",
        "din",
        "den",
        "all",
        "try",
    ]
)
"""Words at the end of a header that are more often something else than a currency."""


@lru_cache(maxsize=4096)
def header(raw: str) -> Header:
    """A column's header taken apart: `Amount (EUR)` is the phrase `amount` in EUR."""
    start = raw[:_LONGEST]
    asides = [a.strip() for a in _ASIDE.findall(start)]
    words = phrase(_ASIDE.sub(" ", start)) or phrase(raw)
    spoken = [*asides, *(word for aside in asides for word in re.split(r"[\s,;/.]+", aside) if len(word) > 2)]
    currency = next((c for a in spoken if (c := money_sign(a))), "")
    parts = words.split()
    if len(parts) > 1 and (last := money_sign(parts[-1])) and parts[-1] not in _NO_CURRENCY:
        currency = currency or last
        parts.pop()
        if len(parts) > 1 and parts[-1] in ("in", "en", "v", "w", "em"):
            parts.pop()
    elif not currency and (symbol := re.search(r"[€£₽₴₺₹¥₩₪฿₫₦₱₸₾]|\bR\$|\bUS\$|\bNT\$|\$|лв|zł", start)):
        currency = money_sign(symbol[0]) or ""
    return Header(raw, " ".join(parts), currency)


def is_bare_name(head: Header) -> bool:
    """Whether a header is just `Name`: of a person, a product or a deal."""
    return head.phrase in _BARE_NAMES
