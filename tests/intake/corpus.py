"""Made-up exports in every delimiter, encoding, date and number style and shape, with the truth beside each."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

DELIMITERS = (",", ";", "\t", "|", "^")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1250", "cp1251", "koi8-r", "mac-roman")
SHAPES = ("plain", "titles", "groups", "lines", "totals", "quoted")

_WESTERN = (
    ("Müller & Söhne GmbH", "Bäckerei Weiß", "Kessler Antriebe", "Größe Übermaß AG", "Jörg Käfer"),
    ("Kunde", "Rechnungsdatum", "Betrag", "Rechnungsnummer"),
)
_FRENCH = (
    ("Société Générale", "Hélène Lefèvre", "Garçon à Nîmes", "Crédit Forêt", "Château Brûlé"),
    ("Nom du client", "Date de facture", "Montant TTC", "Numéro de facture"),
)
_CENTRAL = (
    ("Łódź Spółka", "Piekarnia Wróbel", "Dvořák Plzeň", "Škoda Příbram", "Győri Szűcs Kft", "Zażółć Gęślą"),
    ("Klient", "Data sprzedaży", "Wartość", "Numer faktury"),
)
_CYRILLIC = (
    ("ООО Ромашка", "ИП Иванов", "Хлебозавод Пловдив", "АО Газпром", "Стройматериалы", "Пекарня Жук"),
    ("Контрагент", "Дата", "Сумма", "Номер документа"),
)
_BY_ENCODING = {
    "cp1252": (_WESTERN, _FRENCH),
    "mac-roman": (_WESTERN, _FRENCH),
    "cp1250": (_CENTRAL,),
    "cp1251": (_CYRILLIC,),
    "koi8-r": (_CYRILLIC,),
}
_ANY = (_WESTERN, _FRENCH, _CENTRAL, _CYRILLIC)

DATES: dict[str, Callable[[date], str]] = {
    "ymd-": lambda d: d.isoformat(),
    "dmy.": lambda d: f"{d:%d.%m.%Y}",
    "dmy/": lambda d: f"{d:%d/%m/%Y}",
    "mdy/": lambda d: f"{d.month}/{d.day}/{d.year}",
    "dmy-": lambda d: f"{d:%d-%m-%Y}",
    "ymd": lambda d: f"{d:%Y%m%d}",
    "time": lambda d: f"{d.isoformat()} 09:11:40 +0200",
    "name": lambda d: f"{d.day} {d:%b} {d.year}",
}
NUMBERS: dict[str, Callable[[int], str]] = {
    "1234.50": lambda minor: f"{minor / 100:.2f}",
    "1,234.50": lambda minor: f"{minor / 100:,.2f}",
    "1.234,50": lambda minor: f"{minor / 100:,.2f}".translate(str.maketrans(",.", ".,")),
    "1 234,50": lambda minor: f"{minor / 100:,.2f}".translate(str.maketrans(",.", "\xa0,")),
    "(120.50)": lambda minor: f"({-minor / 100:,.2f})" if minor < 0 else f"{minor / 100:,.2f}",
    "120,50-": lambda minor: f"{abs(minor) / 100:.2f}".replace(".", ",") + ("-" if minor < 0 else ""),
    "1'234.50": lambda minor: f"{minor / 100:,.2f}".replace(",", "'"),
}


@dataclass(frozen=True, slots=True)
class Made:
    """One file; `orders` are (account, ISO day, minor units, number) sorted; `sample` are its letters."""

    name: str
    raw: bytes
    encoding: str
    delimiter: str
    dates: str
    numbers: str
    shape: str
    orders: tuple[tuple[str, str, int, str], ...]


def corpus(files: int = 160, seed: int = 7) -> Iterator[Made]:
    """`files` files, every delimiter, encoding, date style, number style and shape many times over."""
    chance = random.Random(seed)
    dates, numbers = list(DATES), list(NUMBERS)
    for n in range(files):
        yield _make(
            chance,
            DELIMITERS[n % 5],
            ENCODINGS[n // 5 % len(ENCODINGS)],
            dates[(n * 3 + n // 5) % len(dates)],
            numbers[(n * 2 + n // 7) % len(numbers)],
            SHAPES[(n + n // 6) % len(SHAPES)],
        )


def _make(chance: random.Random, delimiter: str, encoding: str, dates: str, numbers: str, shape: str) -> Made:
    names, heads = chance.choice(_BY_ENCODING.get(encoding, _ANY))
    if encoding not in ("utf-8", "utf-8-sig", "utf-16") and numbers == "1 234,50" and encoding == "koi8-r":
        numbers = "1.234,50"
    orders = _orders(chance, names)
    write_day, write_sum = DATES[dates], NUMBERS[numbers]
    rows: list[list[str]] = []
    if shape == "titles":
        rows += [["Winter & Co."], ["2025 - 2026"], []]
    group = shape == "groups"
    rows.append(([""] if group else []) + list(heads[1:] if group else heads))
    last = ""
    for account, day, minor, number in sorted(orders) if group else orders:
        if group and account != last:
            rows.append([account, "", "", ""])
            last = account
        cells = [write_day(date.fromisoformat(day)), write_sum(minor), number]
        if shape == "lines":
            part = minor // 3
            rows.append([account, cells[0], write_sum(part), number])
            cells[1] = write_sum(minor - part)
        rows.append(["" if group else account, *cells])
    if shape in ("totals", "groups"):
        rows.append(["Total", "", write_sum(sum(o[2] for o in orders)), ""])
    end = chance.choice(("\n", "\r\n", "\r\n", "\n"))
    text = end.join(_row(row, delimiter, shape == "quoted") for row in rows) + chance.choice((end, ""))
    raw = text.encode(encoding)
    name = f"{encoding} {delimiter!r} {dates} {numbers} {shape}"
    return Made(name, raw, encoding, delimiter, dates, numbers, shape, tuple(sorted(orders)))


def _orders(chance: random.Random, names: tuple[str, ...]) -> list[tuple[str, str, int, str]]:
    start, numbered = date(2024, 12, chance.randint(14, 28)), count(chance.randint(100, 9000))
    day, orders = start, []
    for _ in range(chance.randint(12, 60)):
        day += timedelta(days=chance.randint(0, 9))
        minor = chance.randint(100, 900_000)
        minor = -minor if chance.random() < 0.08 else minor
        orders.append((chance.choice(names), day.isoformat(), minor, f"R{next(numbered)}"))
    return orders


def _row(cells: list[str], delimiter: str, always: bool) -> str:
    return delimiter.join(
        '"' + c.replace('"', '""') + '"' if always or delimiter in c or '"' in c else c for c in cells
    )
