"""The accounts of the made-up team, one a row in accounts.csv, and their orders as dated rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from random import Random

from winback_tui.domain.money.money import exponent

from .days import Days

ACTOR = "Ann Keller"
"""The user of the demo."""
KINDS = {
    "order": "Invoice",
    "credit": "Credit note",
    "cancelled": "Cancelled",
    "quote": "Quote",
    "pending": "Pending",
}
_RUN = re.compile(r"from (\d+) to (\d+) every (\d+) about (\d+)")
_ONE = re.compile(rf"({'|'.join(KINDS)}) (\d+) of (\d+)")


@dataclass(frozen=True, slots=True)
class Seed:
    """An account as the file has it. `orders` are phrases in days ago, `should_be` its status on the demo's day."""

    no: str
    name: str
    segment: str
    owner: str
    city: str
    currency: str
    margin: str
    should_be: str
    orders: str
    phone: str
    email: str
    person: str
    role: str


@dataclass(frozen=True, slots=True)
class Sale:
    """One row of the books; `amount` in whole and hundredths of the currency, as text."""

    day: date
    account: Seed
    number: str
    kind: str
    amount: str
    margin: str


def seeds() -> list[Seed]:
    """Every account of the team."""
    text = files(__package__).joinpath("accounts.csv").read_text(encoding="utf-8")
    return [Seed(**row) for row in csv.DictReader(text.splitlines())]


def sales(days: Days, of: Sequence[Seed], series: str) -> list[Sale]:
    """Every row of the books of these accounts up to today, in the order of their days; the same for the same day.

    The numbers of the invoices begin with `series`.
    """
    rows = sorted(
        (days.on(ago), seed.no, kind, amount, seed) for seed in of for ago, kind, amount in _orders(seed)
    )
    return [
        Sale(day, seed, f"{series}-{20_000 + place}", KINDS[kind], *_money(kind, amount, seed))
        for place, (day, _, kind, amount, seed) in enumerate(rows)
    ]


def _orders(seed: Seed) -> Iterator[tuple[int, str, float]]:
    """Days ago, kind and amount of each row of an account; the last day of a run is exact."""
    chance = Random(seed.no)
    for phrase in seed.orders.split("; "):
        if run := _RUN.fullmatch(phrase):
            first, last, every, about = map(int, run.groups())
            ago = float(last)
            while ago <= first:
                yield round(ago), "order", about * chance.uniform(0.75, 1.25)
                ago += every * chance.uniform(0.87, 1.13)
        elif one := _ONE.fullmatch(phrase):
            yield int(one[2]), one[1], float(one[3])
        else:
            raise ValueError(f"{seed.name}: {phrase!r} describes no orders")


def _money(kind: str, amount: float, seed: Seed) -> tuple[str, str]:
    places = exponent(seed.currency)
    signed = -amount if kind == "credit" else amount
    return f"{signed:.{places}f}", f"{signed * int(seed.margin) / 100:.{places}f}"
