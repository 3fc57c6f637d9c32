"""Amounts as exports write them: one decimal mark per column, decided by all its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from .cells import plain
from .currencies import money_sign
from .scales import without_words

_FRAME = re.compile(
    r"(?P<open>\()?\s*(?P<sign1>[-+−–])?\s*(?P<before>(?:[^\d\s()+\-−–.,]{1,8}\.?)?)\s*(?P<open2>\()?\s*(?P<sign2>[-+−–])?\s*"
    r"(?P<digits>\d[\d.,'’´`\s]*\d|\d|[.,]\d+)(?P<tail>[.,](?:-|–|—)?)?\s*(?P<close2>\))?(?P<sign3>[-−–])?\s*(?P<after>[^\d\s()]{0,8})\s*(?P<sign4>[-−–])?(?P<close>\))?"
)
_SCIENTIFIC = re.compile(r"[-+]?\d+(?:[.,]\d+)?[eE][-+]?\d{1,2}")
_PLAIN_BLOCK = re.compile(r"(?:-?\d{1,12}(?:\.\d\d?)?\n)*")
_GROUPED = {
    ".": re.compile(r"\d{1,3}(?:[,'’´`\s]\d{3})+(?:\.\d*)?|\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d*)?|\d*(?:\.\d*)?"),
    ",": re.compile(r"\d{1,3}(?:[.'’´`\s]\d{3})+(?:,\d*)?|\d*(?:,\d*)?"),
}
_NOTHING = frozenset(["-", "–", "—", "--", "- -"])
LIMIT = Decimal(10) ** 13
_LONGEST_PLAIN, _SHORTEST_PLAIN = 16, 4
"""Lengths of plain cells that are numbers below the limit whether or not a minus leads."""


class Parts(NamedTuple):
    """A written amount: its digits and marks, its sign, and the currency beside it as `money_sign` gives it.

    `power` is the power of ten of a word such as `Mio.` behind it.
    """

    digits: str
    negative: bool
    currency: str
    power: int = 0


def parts(cell: str) -> Parts | None:
    """Split a written amount into its parts; None when it is not an amount."""
    raw = plain(cell).strip()
    if not raw or len(raw) > 60:
        return None
    if raw.lstrip("'") != raw:
        raw = raw.lstrip("'")
    found = _framed(raw)
    if found is None and not raw[-1].isdigit() and (worded := without_words(raw)):
        found = _framed(worded.text)
        return found and found._replace(power=worded.power)
    return found


def _framed(raw: str) -> Parts | None:
    """An amount with no words next to it except a currency."""
    found = _FRAME.fullmatch(raw)
    if not found:
        return None
    before, after = found["before"].strip(), found["after"].strip()
    currency = ""
    for token in (before, after):
        if not token or token.upper() in ("CR", "DR", "H", "S"):
            continue
        code = money_sign(token)
        if code is None:
            return None
        currency = currency or code
    opened = found["open"] or found["open2"]
    if bool(opened) != bool(found["close"] or found["close2"]):
        return None
    signs = [s for s in (found["sign1"], found["sign2"], found["sign3"], found["sign4"]) if s]
    if len(signs) > 1:
        return None
    negative = bool(opened) or (bool(signs) and signs[0] != "+") or after.upper() in ("CR", "H")
    return Parts(found["digits"], negative, currency)


def mark_of(digits: str) -> str:
    """What the digits say about the decimal mark: '.', ',', '' for nothing, or '?.' / '?,' for one open mark."""
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return "." if digits.rindex(".") > digits.rindex(",") else ","
    if not dots and not commas:
        return ""
    mark = "." if dots else ","
    if max(dots, commas) > 1:
        return "," if mark == "." else "."
    whole, rest = digits.split(mark)
    if len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        return "?" + mark
    return mark


@dataclass(slots=True)
class NumberScan:
    """The decimal marks and currency signs of a column, after `add` has seen all its rows."""

    total: int = 0
    unread: int = 0
    marks: Counter[str] = field(default_factory=Counter)
    currencies: Counter[str] = field(default_factory=Counter)
    large_unmarked: int = 0
    small_unmarked: int = 0
    all_cents: bool = True
    settled: str = ""
    """The mark that other columns of the file decided, where this one leaves it open."""
    _parsed: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, cells: Sequence[str]) -> None:
        """Add cells; plain ones such as `1250.50` are recognised a block at a time."""
        block = "\n".join(cells)
        cents = plain_cents(block, cells)
        self.all_cents = self.all_cents and cents
        if cents or _PLAIN_BLOCK.fullmatch(block + "\n"):
            self.total += len(cells)
            self.marks["."] += block.count(".")
            self.large_unmarked += 1
            return
        for cell, times in Counter(cells).items():
            if cell and not cell.isspace() and cell.strip() not in _NOTHING:
                self._count(cell, times)

    def _count(self, cell: str, times: int) -> None:
        self.total += times
        known = self._parsed.get(cell)
        if known is None:
            if len(self._parsed) > 50_000:
                self._parsed.clear()
            known = self._parsed[cell] = _tells(cell)
        mark, currency = known
        if currency:
            self.currencies[currency] += times
        if mark == "bad":
            self.unread += times
        elif mark == "large":
            self.large_unmarked += times
        elif mark == "small":
            self.small_unmarked += times
        elif mark:
            self.marks[mark] += times

    @property
    def possible(self) -> list[str]:
        """Decimal marks that the rows leave open, likelier first; several must be asked. Integers give ['.']."""
        if self.settled:
            return [self.settled]
        sure = {m: self.marks[m] for m in ".,"}
        if sure["."] and sure[","]:
            first = "." if sure["."] >= sure[","] else ","
            second = "," if first == "." else "."
            return [first, second] if sure[second] * 20 > sure[first] else [first]
        if sure["."] or sure[","]:
            return ["." if sure["."] else ","]
        if self.marks["?."] and self.marks["?,"]:
            return [".", ","]
        if open_mark := next((m for m in ".," if self.marks["?" + m]), ""):
            other = "," if open_mark == "." else "."
            if self.small_unmarked and not self.large_unmarked:
                return [other]  # 1,200 beside 300: what is large enough is grouped
            return [other, open_mark] if not self.large_unmarked else [open_mark, other]
        return ["."]


def _tells(cell: str) -> tuple[str, str]:
    """What a cell says about the decimal mark (or `bad`, or `large` or `small` for unmarked ones), and its currency."""
    if _SCIENTIFIC.fullmatch(plain(cell).strip()):
        return "", ""
    found = parts(cell)
    if found is None:
        return "bad", ""
    mark = mark_of(found.digits)
    if mark in (".", ",") and not _GROUPED[mark].fullmatch(found.digits):
        return "bad", found.currency
    if not mark and found.digits.isdigit():
        return "large" if len(found.digits) > 3 else "small", found.currency
    return mark, found.currency


def decimal(cell: str, mark: str) -> Decimal | None:
    """The value of a written amount whose decimal mark is `mark`; None when it is not written so."""
    raw = plain(cell).strip()
    if raw in _NOTHING:
        return Decimal(0)
    try:
        if _SCIENTIFIC.fullmatch(raw):
            value = Decimal(raw.replace(",", "."))
        else:
            found = parts(raw)
            if found is None or not _GROUPED[mark].fullmatch(found.digits):
                return None
            bare = re.sub(r"[\s'’´`]", "", found.digits)
            bare = bare.replace(",", "") if mark == "." else bare.replace(".", "").replace(",", ".")
            value = Decimal(bare).scaleb(found.power)
            value = -value if found.negative else value
    except InvalidOperation:
        return None
    return value if abs(value) < LIMIT else None


def to_minor(value: Decimal, places: int) -> int:
    """Minor units with `places` decimals; halves round away from zero."""
    return int(value.scaleb(places).to_integral_value(rounding=ROUND_HALF_UP))


def plain_cents(block: str, cells: Sequence[str]) -> bool:
    """Whether all cells, joined by newlines in `block`, are digits, a point and two digits; a minus may lead."""
    bare = block.replace("\n", "").replace(".", "")
    if signs := bare.count("-"):
        if f"\n{block}".count("\n-") != signs:
            return False
        bare = bare.replace("-", "")
    return (
        block.count(".") == len(cells)
        and bare.isdigit()
        and bare.isascii()
        and {cell[-3:-2] for cell in cells} == {"."}
        and max(map(len, cells)) <= _LONGEST_PLAIN
        and min(map(len, cells)) >= _SHORTEST_PLAIN
    )


class MinorCache(dict[str, "int | None"]):
    """Cell -> minor units for one decimal mark and number of places; None where it is no such amount."""

    def __init__(self, mark: str, places: int, all_cents: bool = False) -> None:
        """`all_cents` when a scan has seen that every cell is `plain_cents`."""
        super().__init__()
        self.mark = mark
        self.places = places
        self._all_cents = all_cents
        self.failed = False

    def __missing__(self, cell: str) -> int | None:
        if len(self) > 100_000:
            self.clear()
        value = decimal(cell, self.mark)
        self[cell] = minor = None if value is None else to_minor(value, self.places)
        self.failed = self.failed or minor is None
        return minor

    def column(self, cells: Sequence[str]) -> list[int | None]:
        """All cells at once; a column of plain cents such as 1250.50 is converted as a whole."""
        if self.places == 2 and self.mark == ".":
            block = "\n".join(cells)
            if (self._all_cents and block.count(".") == len(cells)) or plain_cents(block, cells):
                return list(map(int, block.replace(".", "").split("\n")))
        return list(map(self.__getitem__, cells))


class DecimalCache(dict[str, "Decimal | None"]):
    """Cell -> exact value for one decimal mark; for sums and products that round once, at the end."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self.mark = mark

    def __missing__(self, cell: str) -> Decimal | None:
        if len(self) > 100_000:
            self.clear()
        self[cell] = value = decimal(cell, self.mark)
        return value
