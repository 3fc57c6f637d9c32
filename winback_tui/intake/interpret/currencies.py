"""Currency codes and the signs and words that exports write instead of them."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD
KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK
NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD
XOF XPF YER ZAR ZMW ZWL
"""
ISO_4217 = frozenset(_CODES.split())

_WORDS = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "евро": "EUR",
    "$us": "USD", "$ us": "USD", "us $": "USD", "$ca": "CAD", "$ ca": "CAD",
    "us$": "USD", "dollar": "USD", "dollars": "USD", "долл": "USD",
    "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "mx$": "MXN",
    "r$": "BRL", "円": "JPY", "₽": "RUB", "руб": "RUB",
    "рублей": "RUB", "rub": "RUB", "₴": "UAH", "грн": "UAH", "₸": "KZT", "тг": "KZT", "zł": "PLN", "zl": "PLN",
    "лв": "BGN", "лева": "BGN", "лев": "BGN", "lv": "BGN", "lei": "RON", "leu": "RON", "kč": "CZK", "kc": "CZK",
    "ft": "HUF", "₺": "TRY", "tl": "TRY", "₹": "INR", "lek": "ALL", "lekë": "ALL", "leke": "ALL",
    "ден": "MKD", "дин": "RSD", "sfr": "CHF",
    "kn": "HRK", "₩": "KRW", "원": "KRW", "₪": "ILS", "฿": "THB", "₫": "VND", "₦": "NGN", "₱": "PHP",
    "trl": "TRY", "ytl": "TRY", "rur": "RUB", "rmb": "CNY", "nt$": "TWD", "rm": "MYR", "rp": "IDR",
}  # fmt: skip

_BY_NAME = {
    "د.ع": "IQD", "ر.س": "SAR", "د.إ": "AED", "ج.م": "EGP", "د.ك": "KWD", "ر.ق": "QAR", "د.ب": "BHD",
    "ر.ع": "OMR", "د.أ": "JOD", "ل.ل": "LBP", "ل.س": "SYP", "د.م": "MAD", "د.ت": "TND", "د.ج": "DZD",
    "ر.ي": "YER", "ریال": "IRR", "جنيه": "EGP", "درهم": "AED", "₾": "GEL", "֏": "AMD", "₼": "AZN", "₮": "MNT",
    "₡": "CRC", "₲": "PYG", "₵": "GHS", "gh₵": "GHS", "৳": "BDT", "₭": "LAK", "៛": "KHR", "s/": "PEN",
    "rd$": "DOP", "ar$": "ARS", "col$": "COP", "u$s": "USD", "usd$": "USD", "cop$": "COP", "cl$": "CLP",
    "đ": "VND", "vnđ": "VND", "ksh": "KES", "kshs": "KES", "tsh": "TZS", "ush": "UGX", "dhs": "AED",
    "sr": "SAR", "kd": "KWD", "qr": "QAR", "jd": "JOD", "bd": "BHD", "le": "EGP", "e£": "EGP", "сом": "KGS",
    "сум": "UZS",
    "so'm": "UZS", "soʻm": "UZS", "драм": "AMD", "դր": "AMD", "манат": "AZN", "лари": "GEL",
    "тенге": "KZT", "byn": "BYN", "hkd$": "HKD", "s$": "SGD", "日元": "JPY", "人民币": "CNY", "圆": "CNY",
    "新台幣": "TWD", "台幣": "TWD", "港币": "HKD", "港幣": "HKD", "美元": "USD", "欧元": "EUR",
    "歐元": "EUR", "ドル": "USD", "ユーロ": "EUR", "บาท": "THB", "dkr": "DKK", "nkr": "NOK",
    "skr": "SEK", "ikr": "ISK", "øre": "DKK",
    "ل.ت": "TRY", "ש": "ILS",
}  # fmt: skip


class SharedSign(NamedTuple):
    """A sign of several currencies, and what shows which one a file means; see `currency_signs.toml`."""

    members: frozenset[str]
    usual: str
    languages: Mapping[str, str]
    words: Mapping[str, Sequence[str]]
    letters: Mapping[str, str]
    unlike: Mapping[str, Sequence[str]]


@lru_cache(maxsize=1)
def shared_signs() -> Mapping[str, SharedSign]:
    """The signs that more than one currency uses, in lower case."""
    text = (
        resources.files("winback_tui.intake.interpret")
        .joinpath("data/currency_signs.toml")
        .read_text("utf-8")
    )
    return {
        sign: SharedSign(
            frozenset(each["members"]),
            each["usual"],
            each.get("languages", {}),
            each.get("words", {}),
            each.get("letters", {}),
            each.get("unlike", {}),
        )
        for sign, each in tomllib.loads(text).items()
    }


@lru_cache(maxsize=4096)
def money_sign(text: str) -> str | None:
    """The ISO code of a sign, word or code, a shared sign unchanged (`$`, `kr`), None for anything else."""
    bare = text.strip().strip(".").strip()
    if len(bare) == 3 and bare.isascii() and bare.upper() in ISO_4217:
        return bare.upper()
    sign = unicodedata.normalize("NFKC", bare).casefold()
    if sign in shared_signs():
        return sign
    return _BY_NAME.get(sign) or _WORDS.get(sign) or None


_LONGEST_NAME = 60


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    text = (
        resources.files("winback_tui.intake.interpret")
        .joinpath("data/currency_names.toml")
        .read_text("utf-8")
    )
    return {name: code for code, names in tomllib.loads(text).items() for name in names}


def sign_or_name(cell: str) -> str | None:
    """As `money_sign`, and the ISO code of a name such as `Pound Sterling`: for columns that hold nothing else.

    Elsewhere a name may be an ordinary word, such as `won` and `real`.
    """
    found = money_sign(cell)
    if found is not None or not 2 < len(cell.strip()) <= _LONGEST_NAME:
        return found
    return _names().get(" ".join(unicodedata.normalize("NFKC", cell).casefold().split()))


_OF_LANGUAGES = {
    "de": "EUR CHF", "fr": "EUR CHF CAD XOF MAD", "es": "EUR MXN ARS COP CLP USD", "it": "EUR CHF", "pt": "EUR BRL",
    "nl": "EUR", "pl": "PLN EUR", "cs": "CZK EUR", "hu": "HUF EUR", "ro": "RON EUR", "bg": "EUR BGN", "ru": "RUB KZT",
    "uk": "UAH", "hr": "EUR RSD BAM MKD", "el": "EUR", "tr": "TRY EUR", "nordic": "SEK DKK NOK EUR", "sq": "ALL EUR",
    "eastern": "CNY JPY KRW TWD SAR AED EGP ILS VND IDR", "baltic": "EUR", "persian": "IRR PKR",
    "indic": "INR BDT NPR LKR",
    "southeast_asia": "THB MYR PHP", "caucasus": "GEL AMD AZN", "central_asia": "KZT UZS MNT BYN", "iberian": "EUR",
    "islands": "ISK EUR", "african": "KES ZAR ETB TZS",
}  # fmt: skip
_ANYWHERE = ("EUR", "USD", "GBP")
_MOST_OFFERED = 9


def usual_currencies(languages: Sequence[str]) -> list[str]:
    """Currencies to offer for a file with headers in these languages, the likeliest first."""
    own = _OF_LANGUAGES.get(languages[0], "").split() if languages else []
    return list(dict.fromkeys([*own, *_ANYWHERE]))[:_MOST_OFFERED]


def is_code(sign: str) -> bool:
    """Whether a sign is an ISO code and not a shared sign."""
    return len(sign) == 3 and sign in ISO_4217


def currency_of_sign(
    sign: str, heads: Sequence[str], languages: Sequence[str], codes_in_column: Collection[str], usual: str
) -> str:
    """The currency that a shared sign means in a file, '' where nothing shows it.

    `heads` are the headers in lower case, `languages` those of the headers, the likeliest first,
    `codes_in_column` those in the same column: `$` next to USD is another dollar.
    `usual` is the book's currency, used where the sign can mean it.
    """
    shared = shared_signs()[sign]
    if usual in shared.members and usual not in codes_in_column:
        return usual
    spaced = [f" {head} " for head in heads]
    hits = {
        code: sum(1 for head in spaced for word in words if f" {word} " in head)
        for code, words in shared.words.items()
    }
    for code, letters in shared.letters.items():
        hits[code] = hits.get(code, 0) + sum(1 for head in heads for letter in head if letter in letters)
    best = sorted(hits, key=lambda code: -hits[code])
    if best and hits[best[0]] and (len(best) == 1 or hits[best[0]] > hits[best[1]]):
        return best[0] if best[0] not in codes_in_column else ""
    found = shared.languages.get(languages[0], shared.usual) if languages else shared.usual
    if any(f" {word} " in head for word in shared.unlike.get(found, ()) for head in spaced):
        return ""
    return found if found not in codes_in_column else ""


def currency_of(text: str) -> str | None:
    """The ISO code that a sign, word or code usually means; '' for one that leaves it open; None for anything else."""
    sign = sign_or_name(text)
    if sign is None or is_code(sign):
        return sign
    return shared_signs()[sign].usual
