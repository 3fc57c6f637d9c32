"""Tables in many languages whose right reading is known: states, codes, flags, signs, numbers, days, currencies."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

LANGUAGES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("languages.toml").read_text(encoding="utf-8")
)
CODES = (
    ("Tipo Doc", "33", "61", ("Folio", "7")),
    ("TipoDocumento", "TD01", "TD04", ("Sezionale", "A")),
    ("Document Type", "INV", "CRN", ("GSTIN", "27A")),
    ("Invoice type code", "380", "381", ("Buyer reference", "R")),
    ("Tipo de Comprobante", "1", "3", ("Punto de Venta", "4")),
    ("RodzajFaktury", "VAT", "KOR", ("NIP", "525")),
    ("Tipo de Comprobante", "I", "E", ("RFC", "AAA")),
    ("Type", "INV", "CN", ("Ref", "x")),
)
FLAGS = {
    "en": ("Void", "No", "Yes"), "tr": ("İptal", "Hayır", "Evet"), "pl": ("Anulowana", "Nie", "Tak"),
    "hu": ("Sztornó", "Nem", "Igen"), "de": ("Storno", "Nein", "Ja"), "fr": ("Annulé", "Non", "Oui"),
    "es": ("Anulado", "No", "Sí"), "it": ("Annullato", "No", "Sì"), "pt": ("Cancelado", "Não", "Sim"),
    "nl": ("Geannuleerd", "Nee", "Ja"), "cs": ("Storno", "Ne", "Ano"), "ru": ("Отменён", "Нет", "Да"),
    "fi": ("Peruttu", "Ei", "Kyllä"), "el": ("Ακυρωμένο", "Όχι", "Ναι"), "lt": ("Anuliuota", "Ne", "Taip"),
    "et": ("Tühistatud", "Ei", "Jah"), "ja": ("取消", "いいえ", "はい"), "ko": ("취소여부", "아니오", "예"),
    "ar": ("ملغي", "لا", "نعم"), "he": ("מבוטל", "לא", "כן"),
    "ro": ("Anulat", "Nu", "Da"), "uk": ("Скасовано", "Ні", "Так"),
}  # fmt: skip
SPLIT = 0.3
"""Share of the tables that hold two lines for each order."""

WAYS = ("word", "word apart", "credit word", "code", "flag", "sign")
HALF = 0.5
UNKNOWN = ("Zorped", "Quuxed 7", "Фубар", "謎", "Blorf")
NAMES = (
    "North Mill",
    "South Bakery",
    "Harbour Office",
    "Elm Dental",
    "Kessler",
    "Oak Interiors",
    "Pine Works",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A file, and for each order of it its number, whether it was sold, its amount in cents and its day."""

    name: str
    way: str
    raw: bytes
    sales: tuple[bool, ...]
    cents: tuple[int, ...]
    days: tuple[date, ...]


def _dotted(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _comma(cents: int) -> str:
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02}"


def _english(cents: int) -> str:
    return f"{cents // 100:,}.{cents % 100:02}"


def _arabic(cents: int) -> str:
    return _english(cents).translate({**{48 + n: chr(0x660 + n) for n in range(10)}, 44: "٬", 46: "٫"})


def _roc(day: date) -> str:
    return f"{day.year - 1911}/{day:%m/%d}"


def _buddhist(day: date) -> str:
    return f"{day:%d/%m}/{day.year + 543}"


def _era(day: date) -> str:
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"


def _javascript(day: date) -> str:
    return f"{day:%a %b %d %Y} 00:00:00 GMT+0100 (Central European Standard Time)"


NUMBERS: tuple[Callable[[int], str], ...] = (_dotted, _comma, _english, _arabic)
DAYS: tuple[Callable[[date], str], ...] = (
    date.isoformat,
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day:%d/%m/%Y}",
    _roc,
    _buddhist,
    _era,
    _javascript,
)
CURRENCIES = ("", "€", "EUR", "$", "₺", "kr")


def tables(count: int, seed: int) -> Iterator[Table]:
    """So many tables, each of another mixture."""
    chooser = Random(seed)
    languages = sorted(LANGUAGES)
    for number in range(count):
        language = languages[number % len(languages)]
        yield _table(number, language, WAYS[number % len(WAYS)], chooser)


def _table(number: int, language: str, way: str, chooser: Random) -> Table:
    words = LANGUAGES[language]
    rows = chooser.randrange(14, 40)
    sales = [chooser.random() > 0.2 for _ in range(rows)]
    sales[1], sales[2], sales[5] = True, True, False
    cents = [chooser.randrange(1_000, 900_000) for _ in range(rows)]
    first = date(2025, 1, 25) + timedelta(days=chooser.randrange(30))
    days = [first + timedelta(days=9 * place) for place in range(rows)]
    write, tell_day = chooser.choice(NUMBERS), chooser.choice(DAYS)
    sign = chooser.choice(CURRENCIES)
    heads = list(words["heads"][:4])
    extra: list[tuple[str, Callable[[bool], str]]] = []
    if way == "flag" and language in FLAGS:
        head, no, yes = FLAGS[language]
        extra.append((head, lambda sold: no if sold else yes))
    elif way == "code":
        head, sale, back, (beside, value) = CODES[number % len(CODES)]
        extra += [(head, lambda sold: sale if sold else back), (beside, lambda _: value)]
    elif way == "word apart":
        unsold = chooser.choice(words["apart"] if chooser.random() < HALF else UNKNOWN)
        extra.append((words["heads"][4], lambda sold: words["sale"] if sold else unsold))
    elif way != "sign":
        unsold = words["credit" if way == "credit word" else "cancelled"]
        extra.append((words["heads"][4], lambda sold: words["sale"] if sold else unsold))
    negative = not extra or way == "credit word"
    text = io.StringIO()
    delimiter = chooser.choice(",;\t")
    out = csv.writer(text, delimiter=delimiter)
    above = chooser.choice((0, 0, 2))
    for _ in range(above):
        out.writerow([chooser.choice(("Export 2025", "North Mill Books"))])
    halves = way not in ("sign", "credit word") and chooser.random() < SPLIT
    out.writerow([*heads, *(head for head, _ in extra), *(["Item"] if halves else [])])
    for place in range(rows):
        parts = [cents[place] // 3, cents[place] - cents[place] // 3] if halves else [cents[place]]
        for item, part in enumerate(parts):
            amount = f"-{write(part)}" if negative and not sales[place] else write(part)
            amount = f"{amount} {sign}" if sign else amount
            line = [NAMES[place % len(NAMES)], tell_day(days[place]), amount, f"R-{1000 + place}"]
            told = [tell(sales[place]) for _, tell in extra]
            out.writerow([*line, *told, *([f"Bolt {item}"] if halves else [])])
    name = f"{number}-{language}-{way.replace(' ', '_')}.csv"
    return Table(name, way, text.getvalue().encode(), tuple(sales), tuple(cents), tuple(days))
