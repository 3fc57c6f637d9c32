"""Currency codes and the signs and words that exports write instead of them."""

from __future__ import annotations

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
    "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "долл": "USD",
    "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "mx$": "MXN",
    "r$": "BRL", "£": "GBP", "¥": "JPY", "円": "JPY", "元": "CNY", "₽": "RUB", "руб": "RUB", "р": "RUB",
    "рублей": "RUB", "rub": "RUB", "₴": "UAH", "грн": "UAH", "₸": "KZT", "тг": "KZT", "zł": "PLN", "zl": "PLN",
    "лв": "BGN", "лева": "BGN", "лев": "BGN", "lv": "BGN", "lei": "RON", "leu": "RON", "kč": "CZK", "kc": "CZK",
    "ft": "HUF", "₺": "TRY", "tl": "TRY", "₹": "INR", "rs": "INR", "lek": "ALL", "lekë": "ALL", "leke": "ALL",
    "l": "ALL", "ден": "MKD", "den": "MKD", "дин": "RSD", "din": "RSD", "km": "BAM", "fr": "CHF", "sfr": "CHF",
    "kn": "HRK", "₩": "KRW", "원": "KRW", "₪": "ILS", "฿": "THB", "₫": "VND", "₦": "NGN", "₱": "PHP", "r": "ZAR",
    "trl": "TRY", "ytl": "TRY", "rur": "RUB", "rmb": "CNY", "nt$": "TWD", "rm": "MYR", "rp": "IDR", "kr": "",
}  # fmt: skip

VAGUE = frozenset(["$", "l", "r", "fr", "km", "rs", "p", "р", "¥", "kr", "din", "den"])
"""Signs that more than one currency uses: good for a suggestion, not for certainty."""


def currency_of(text: str) -> str | None:
    """The ISO code that a sign, word or code means; '' for a sign that leaves it open; None for anything else."""
    bare = text.strip().strip(".").strip()
    if len(bare) == 3 and bare.isascii() and bare.upper() in ISO_4217:
        return bare.upper()
    return _WORDS.get(bare.casefold())
