"""What a column contains, whatever its header says."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from winback_tui.intake.interpret.currencies import currency_of
from winback_tui.intake.interpret.dates import SIX_DIGITS, DateReader
from winback_tui.intake.interpret.kinds.document_types import names_document
from winback_tui.intake.interpret.kinds.kind_words import OTHER, KindWords
from winback_tui.intake.interpret.kinds.yes_no import is_yes_no
from winback_tui.intake.interpret.numbers import mark_of, parts
from winback_tui.intake.recognise.headers import phrase

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.\w{2,}")
_PHONE = re.compile(r"\+?[\d\s()\-/.]{6,20}")
_CODE = re.compile(r"(?=\D*\d)(?=[^a-zA-Z]*[a-zA-Z])[\w\-/.]{4,}")
_SCIENTIFIC = re.compile(r"\d[.,]\d+E\+\d{2}", re.I)
_UNSOLD = frozenset(["cancelled", "credit", "quote", "pending"])
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """Shares (0 to 1) of the cells that are not blank, except `blank` (of all cells) and counts.

    `dates` are marked dates such as 3.2.2026; `bare_dates` digits that may be one (20260203, 45631). `coded` are
    words of letters and digits such as cus_A41; `kinds` are known words for what a row is, `states` those
    that speak of it at all, `documents` names of documents such as invoices; `scientific` are numbers whose last
    digits a spreadsheet dropped, such as 1.12E+14; `payments` are ways to pay,
    `unsold` states of what was not sold; `dialled` phone numbers with a dialling prefix. `counts`: the
    cells are 1, 2, 3, ... down the column. `yes_no`: they are a yes and a no, or one of them and blanks.
    `codes`: all are codes of a country's document types.
    """

    cells: int
    blank: float
    dates: float = 0.0
    bare_dates: float = 0.0
    numbers: float = 0.0
    decimals: float = 0.0
    emails: float = 0.0
    phones: float = 0.0
    dialled: float = 0.0
    coded: float = 0.0
    currencies: float = 0.0
    letters: float = 0.0
    digits: float = 0.0
    spaced: float = 0.0
    kinds: float = 0.0
    states: float = 0.0
    documents: float = 0.0
    scientific: float = 0.0
    payments: float = 0.0
    unsold: float = 0.0
    distinct: int = 0
    unique: float = 0.0
    length: float = 0.0
    counts: bool = False
    yes_no: bool = False
    codes: bool = False

    @property
    def empty(self) -> bool:
        """Whether every cell is blank."""
        return self.blank >= 1.0


def profile(cells: Sequence[str], reader: DateReader, kinds: Mapping[str, str]) -> ColumnProfile:
    """The profile of a column's sample."""
    full = Counter(c.strip() for c in cells if c and not c.isspace())
    count = sum(full.values())
    if not count:
        return ColumnProfile(len(cells), 1.0)
    tally: Counter[str] = Counter()
    for cell, n in full.items():
        for trait in _traits(cell, reader, kinds):
            tally[trait] += n
    if not tally.pop("sales", 0):
        tally.pop("kinds", None)  # transfers alone say how orders were paid, not what they are
    share: dict[str, Any] = {trait: n / count for trait, n in tally.items()}
    return ColumnProfile(
        cells=len(cells),
        blank=1 - count / len(cells),
        distinct=len(full),
        unique=len(full) / count,
        length=sum(len(c) * n for c, n in full.items()) / count,
        counts=count > 1 and list(full) == [str(n) for n in range(1, count + 1)],
        yes_no=len(full) <= 2 and is_yes_no([*full, *([""] if count < len(cells) else [])]),
        **share,
    )


def _traits(cell: str, reader: DateReader, kinds: Mapping[str, str]) -> list[str]:
    traits: list[str] = []
    days = reader.readings(cell)
    if days:
        bare = all(f.mark in ("", SIX_DIGITS) and f.order not in ("name", "era") for f in days)
        traits.append("bare_dates" if bare else "dates")
    if found := parts(cell):
        traits.append("numbers")
        if mark_of(found.digits) in (".", ","):
            traits.append("decimals")
    if _EMAIL.match(cell):
        traits.append("emails")
    if _PHONE.fullmatch(cell) and sum(map(str.isdigit, cell)) >= 6:
        traits.append("phones")
        if cell[0] in "+0(":
            traits.append("dialled")
    if currency_of(cell):
        traits.append("currencies")
    if _LETTER.search(cell):
        traits.append("letters")
    if any(map(str.isdigit, cell)):
        traits.append("digits")
    if _SCIENTIFIC.fullmatch(cell):
        traits.append("scientific")
    if _CODE.fullmatch(cell):
        traits.append("coded")
    if " " in cell:
        traits.append("spaced")
    if len(cell) <= 40 and (kind := kinds.get(phrase(cell))):
        traits.append("kinds")
        if kind != OTHER:
            traits.append("sales")
    if len(cell) <= 40 and (state := KindWords(kinds).of(cell)):
        traits.append("states")
        if state in _UNSOLD:
            traits.append("unsold")
        if names_document(phrase(cell)):
            traits.append("documents")
    if phrase(cell) in _ways_to_pay():
        traits.append("payments")
    return traits


@lru_cache(maxsize=1)
def _ways_to_pay() -> frozenset[str]:
    text = (
        resources.files("winback_tui.intake.interpret").joinpath("data/payment_words.toml").read_text("utf-8")
    )
    return frozenset(map(phrase, tomllib.loads(text)["words"]))
