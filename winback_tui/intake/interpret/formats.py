"""Decides how days and money are written once all rows were seen: date format, decimal mark, currency."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from winback_tui.domain.money.money import exponent
from winback_tui.intake.ask.choices import ImportChoices
from winback_tui.intake.recognise.columns.scan import ColumnFindings
from winback_tui.intake.recognise.fields import NONE
from winback_tui.intake.recognise.headers import Header, phrase
from winback_tui.intake.recognise.known_systems import System
from winback_tui.intake.understanding import Understanding

from .currencies import currency_of_sign, is_code, sign_or_name
from .dates import DateFormat, date_format
from .numbers import NumberScan
from .scales import power_of_header

_THREE = 3
_POINT_SCRIPTS = re.compile(
    "[\u05d0-\u05ea\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
)
"""Letters of Hebrew, the languages of India, Thai, Japanese, Chinese and Korean."""

_VIETNAMESE = re.compile("[\u01a0\u01a1\u01af\u01b0\u0110\u0111\u1ea0-\u1ef9]")
_SMALL_YEARS = {
    "Persian": (re.compile("[\u067e\u0686\u0698\u06af]|\u062a\u0627\u0631\u06cc\u062e"), 2012),
    "Ethiopian": (re.compile("[\u1200-\u137f]"), 2022),
}
"""Letters in headers, and the year up to which a day probably belongs to that calendar: 04/12/11, 23/06/2018."""

_IN_POWERS = ("amount", "unit_price", "margin", "refunded", "minus", "paid")
_CENTS = frozenset(["cents", "cent", "pence", "centimes", "centavos", "groszy"])


@dataclass(slots=True)
class FormatDecision:
    """Weighs a person's decisions, a known system and the rows; leaves `notes` about what it noticed."""

    choices: ImportChoices
    system: System | None
    findings: ColumnFindings
    notes: list[str] = field(default_factory=list)
    sure: set[str] = field(default_factory=set)

    def date(self, heads: Sequence[Header]) -> DateFormat | None:
        """The column's one format; the likeliest while it must still be asked.

        None where the script of the headers suggests another calendar that the years do not show.
        """
        scan = self.findings.date
        if scan is None:
            return None
        possible = scan.possible
        if self.choices.date:
            form = date_format(self.choices.date)
            if form in possible or not possible or "date" not in self.choices.remembered:
                scan.settled = form
                self.sure.add("date")
                return form
            self.notes.append(
                f"The dates are no longer written as {form.words}, so their format was worked out again."
            )
        if self.system and self.system.dates and scan.undecided:
            usual = next((form for form in possible if form.order == self.system.dates), None)
            if usual:
                self.notes.append(
                    f"The dates do not show which is day and which is month; {self.system.name}: {usual.words}."
                )
                scan.settled = usual
                self.sure.add("date")
                return usual
        if possible and (calendar := _unshown_calendar(heads, scan.years[possible[0]][1])):
            self.notes.append(f"The dates may be in the {calendar} calendar, but their years do not show it.")
            return None
        if len(possible) == 1:
            self.sure.add("date")
        return possible[0] if possible else None

    def take_mark_of_neighbours(
        self, body: Sequence[Sequence[str]], codes: Collection[str], heads: Sequence[Header]
    ) -> None:
        """Where an amount leaves its decimal mark open, the currency or other numbers decide: each file uses one mark.

        `codes` are the currencies that headers and cells name: one without cents has no decimals, one of three has
        three. Where nothing else decides, headers in a script whose writers never put a comma before cents do.
        """
        open_ = [scan for scan in self.findings.numbers.values() if len(scan.possible) > 1]
        if not open_:
            return
        if len(codes) == 1 and (mark := _mark_by_currency(open_, next(iter(codes)))):
            for scan in open_:
                scan.settled = mark
            return
        marks: Counter[str] = Counter()
        for column in range(len(body[0]) if body else 0):
            scan = NumberScan()
            scan.add([row[column] for row in body])
            if scan.total and not scan.unread:
                marks.update({mark: scan.marks[mark] for mark in ".,"})
        sure = [mark for mark in ".," if marks[mark]]
        if len(sure) == 1:
            for scan in open_:
                if not (scan.marks["."] or scan.marks[","]):
                    scan.settled = sure[0]
        elif not sure and (mark := _mark_of_script(open_, heads)):
            for scan in open_:
                scan.settled = mark

    def codes(
        self, known_heads: Sequence[Header], columns: Mapping[str, int], languages: Sequence[str]
    ) -> set[str]:
        """The currencies that the headers of money and its cells name, shared signs as this file means them."""
        money = [known_heads[columns[f]].currency for f in ("amount", "unit_price") if f in columns]
        signs = {sign for scan in self.findings.numbers.values() for sign in scan.currencies} | set(money) - {
            ""
        }
        heads = [head.phrase for head in known_heads]
        found = {s if is_code(s) else currency_of_sign(s, heads, languages, (), "") for s in signs - {""}}
        return found - {""}

    def decimal(self) -> str:
        """`.` or `,`; the likelier while it must still be asked."""
        chosen = self.choices.decimal
        for name in ("amount", "unit_price", "margin"):
            if name in self.findings.numbers:
                scan = self.findings.numbers[name]
                keep = chosen and (chosen in scan.possible or "decimal" not in self.choices.remembered)
                if keep or (len(scan.possible) == 1 and sum(scan.marks.values())):
                    self.sure.add("decimal")
                return chosen if keep else scan.possible[0]
        return chosen or "."

    def in_cents(self, columns: Mapping[str, int], heads: Sequence[Header]) -> frozenset[str]:
        """The fields whose header says cents and whose cells are all whole numbers."""
        return frozenset(
            field
            for field, scan in self.findings.numbers.items()
            if _CENTS & set(phrase(heads[columns[field]].raw).split()) and not sum(scan.marks.values())
        )

    def powers(self, columns: Mapping[str, int], heads: Sequence[Header]) -> dict[str, int]:
        """Field -> power of ten in which its header says that it is written, such as 3 for `Umsatz (TEUR)`."""
        found = {name: power_of_header(heads[columns[name]].raw) for name in _IN_POWERS if name in columns}
        for name, power in found.items():
            if power:
                shown = f"1.5 is {1.5 * 10**power:,.0f}"
                self.notes.append(f"'{heads[columns[name]].raw.strip()}' is not in single units: {shown}.")
        return {name: power for name, power in found.items() if power}

    def with_currency(self, known: Understanding, fallback: str) -> Understanding:
        """Set the currency: decided, named in the header, written next to the amounts, or the usual one."""
        numbers = self.findings.numbers
        priced = next((numbers[name] for name in ("amount", "unit_price") if name in numbers), None)
        beside = set(priced.currencies) if priced else set()
        money = [known.headers[known.columns[f]] for f in ("amount", "unit_price") if f in known.columns]
        column = {sign for cell in self.findings.words.get("currency", ()) if (sign := sign_or_name(cell))}
        decided = "" if self.choices.currency == NONE else self.choices.currency
        usual = decided or fallback
        signs = self._shared_signs(known, [beside, column, {h.currency for h in money}], usual)
        known = replace(known, signs=signs)
        codes = sorted({signs.get(sign, sign) for sign in beside} - {""})
        header_currency = next((signs.get(h.currency, h.currency) for h in money if h.currency), "")
        if header_currency and column - {header_currency}:
            columns = {field: c for field, c in known.columns.items() if field != "currency"}
            other = known.header_of("currency")
            self.notes.append(
                f"'{money[0].raw.strip()}' is in {header_currency}, so '{other}' must belong to other amounts."
            )
            known = replace(known, columns=columns)
        row_by_row = codes and (len(codes) > 1 or len(beside) > 1 or "currency" in known.columns)
        if self.choices.currency and not row_by_row:
            return replace(known, currency=decided, currency_from="choice")
        if row_by_row:
            usual = codes[0] if len(beside) == 1 else usual
            return replace(known, currency=usual, currency_from="amount")
        if header_currency:
            return replace(known, currency=header_currency, currency_from="header")
        if codes:
            return replace(known, currency=codes[0], currency_from="sign")
        unexplained = [s for s in (*beside, *(h.currency for h in money)) if s and not signs.get(s, s)]
        return replace(known, currency="" if unexplained else fallback, currency_from="default")

    def _shared_signs(
        self, known: Understanding, groups: Sequence[Collection[str]], fallback: str
    ) -> dict[str, str]:
        """Shared sign -> the currency that it means here; each group are signs of one column."""
        heads = [head.phrase for head in known.headers]
        found: dict[str, str] = {}
        for group in groups:
            codes = {sign for sign in group if is_code(sign)}
            for sign in set(group) - codes - {""}:
                found.setdefault(sign, currency_of_sign(sign, heads, known.languages, codes, fallback))
        return found


def _unshown_calendar(heads: Sequence[Header], latest: int) -> str:
    """The calendar to which years up to `latest`, which look like old Gregorian ones, may belong; '' for none."""
    headers = "".join(head.raw for head in heads)
    for name, (letters, until) in _SMALL_YEARS.items():
        if letters.search(headers) and latest <= until:
            return name
    return ""


def _mark_of_script(scans: Sequence[NumberScan], heads: Sequence[Header]) -> str:
    """The decimal mark of those who write in the script of most headers; '' where they differ.

    In Vietnam money has no decimals at all.
    """
    headers = [head.raw for head in heads if head.raw.strip()]
    if sum(1 for header in headers if _POINT_SCRIPTS.search(header)) * 2 > len(headers):
        return "."
    vietnamese = sum(1 for header in headers if _VIETNAMESE.search(header)) * 2 > len(headers)
    return _mark_by_currency(scans, "VND") if vietnamese else ""


def _mark_by_currency(scans: Sequence[NumberScan], code: str) -> str:
    """The decimal mark where a currency of no or of three decimals settles one open mark; else ''."""
    marks = {mark for scan in scans for mark in ".," if scan.marks["?" + mark]}
    if len(marks) != 1 or exponent(code) not in (0, _THREE):
        return ""
    (mark,) = marks
    other = "," if mark == "." else "."
    return mark if exponent(code) == _THREE else other
