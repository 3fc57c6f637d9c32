"""Settles what the rows say, now that all of them were seen: date format, decimal mark, currency, kinds, shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.money.money import exponent
from winback_tui.intake.ask.choices import ImportChoices
from winback_tui.intake.recognise.columns.scan import ColumnFindings
from winback_tui.intake.recognise.fields import NONE
from winback_tui.intake.recognise.headers import Header, phrase
from winback_tui.intake.recognise.known_systems import System
from winback_tui.intake.rows import table_shape
from winback_tui.intake.rows.table_shape import continues, is_order_number, money_level, repeats_only
from winback_tui.intake.rows.totals import is_dated_total
from winback_tui.intake.understanding import TableShape, Understanding

from . import document_types
from .currencies import currency_of_sign, is_code, sign_or_name
from .dates import DateFormat, DaysSeen, date_format
from .document_codes import plain_code
from .kinds import KindWords
from .ledger import customers_side
from .numbers import NumberScan, parts
from .state_stems import is_goods_back

_THREE = 3
_POINT_SCRIPTS = re.compile(
    "[\u05d0-\u05ea\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
)
"""Letters of Hebrew, the languages of India, Thai, Japanese, Chinese and Korean."""

_VIETNAMESE = re.compile("[\u01a0\u01a1\u01af\u01b0\u0110\u0111\u1ea0-\u1ef9]")
_CENTS = frozenset(["cents", "cent", "pence", "centimes", "centavos", "groszy"])


@dataclass(slots=True)
class FormatDecision:
    """Weighs a person's decisions, a known system and the rows; leaves `notes` about what it noticed.

    `account` is the column whose header names the customer, if one does.
    """

    choices: ImportChoices
    system: System | None
    findings: ColumnFindings
    account: int | None
    notes: list[str] = field(default_factory=list)
    sure: set[str] = field(default_factory=set)

    def date(self) -> DateFormat | None:
        """The column's one format; the likeliest while it must still be asked."""
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
                f"The days are not written as last time ({form.words}), so their format was worked out again."
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
        if len(possible) == 1:
            self.sure.add("date")
        return possible[0] if possible else None

    def take_mark_of_neighbours(
        self, body: Sequence[Sequence[str]], codes: Collection[str], heads: Sequence[Header]
    ) -> None:
        """Where an amount leaves its decimal mark open, the currency or other numbers decide: one file, one mark.

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
        told = {s if is_code(s) else currency_of_sign(s, heads, languages, (), "") for s in signs - {""}}
        return told - {""}

    def decimal(self) -> str:
        """`.` or `,`; the likelier while it must still be asked."""
        told = self.choices.decimal
        for name in ("amount", "unit_price", "margin"):
            if name in self.findings.numbers:
                scan = self.findings.numbers[name]
                keep = told and (told in scan.possible or "decimal" not in self.choices.remembered)
                if keep or (len(scan.possible) == 1 and sum(scan.marks.values())):
                    self.sure.add("decimal")
                return told if keep else scan.possible[0]
        return told or "."

    def in_cents(self, columns: Mapping[str, int], heads: Sequence[Header]) -> frozenset[str]:
        """The fields whose header says cents, where every cell is a whole number."""
        return frozenset(
            field
            for field, scan in self.findings.numbers.items()
            if _CENTS & set(phrase(heads[columns[field]].raw).split()) and not sum(scan.marks.values())
        )

    def with_currency(self, known: Understanding, fallback: str) -> Understanding:
        """Decided, named in the header, written beside the amounts, or the usual one."""
        numbers = self.findings.numbers
        priced = next((numbers[name] for name in ("amount", "unit_price") if name in numbers), None)
        beside = set(priced.currencies) if priced else set()
        money = [known.headers[known.columns[f]] for f in ("amount", "unit_price") if f in known.columns]
        column = {sign for cell in self.findings.words.get("currency", ()) if (sign := sign_or_name(cell))}
        signs = self._shared_signs(known, [beside, column, {h.currency for h in money}], fallback)
        known = replace(known, signs=signs)
        codes = sorted({signs.get(sign, sign) for sign in beside} - {""})
        named = next((signs.get(h.currency, h.currency) for h in money if h.currency), "")
        if named and column - {named}:
            columns = {field: c for field, c in known.columns.items() if field != "currency"}
            other = known.header_of("currency")
            self.notes.append(
                f"'{money[0].raw.strip()}' is in {named}, so '{other}' must belong to other amounts."
            )
            known = replace(known, columns=columns)
        if self.choices.currency:
            decided = "" if self.choices.currency == NONE else self.choices.currency
            return replace(known, currency=decided, currency_from="choice")
        if len(codes) > 1 or (codes and len(beside) > 1) or (codes and "currency" in known.columns):
            usual = codes[0] if len(beside) == 1 else fallback
            return replace(known, currency=usual, currency_from="amount")
        if named:
            return replace(known, currency=named, currency_from="header")
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

    def with_kinds(self, known: Understanding, body: Sequence[Sequence[str]]) -> Understanding:
        """The statuses that occur, and those about which nothing is known."""
        known = self._came_back(self._beside_each_other(known), body)
        number = known.columns.get("number")
        if number in self.findings.texts.found and not self.system:
            known = replace(known, marks=(*known.marks, ("remark", number)))
        words = KindWords(known.kinds, known.deals)
        seen: dict[str, int] = {}
        unknown: dict[str, int] = {}
        further = [("", words) for words in self.findings.marks.values()]
        stated = [
            (name, self.findings.words[name]) for name in ("kind", "status") if name in self.findings.words
        ]
        for name, counted in (*stated, *further):
            codes = known.codes.get(name)
            for word, times in counted.items():
                if not word.strip():
                    continue
                seen[word] = seen.get(word, 0) + times
                understood = plain_code(word) in codes if codes else words.of(word) is not None
                if not understood:
                    unknown[word] = unknown.get(word, 0) + times
        listed = tuple(sorted(unknown, key=lambda word: (-unknown[word], word)))
        return replace(known, kinds_seen=seen, unknown_kinds=listed)

    def _beside_each_other(self, known: Understanding) -> Understanding:
        """Documents of one sale side by side: the invoice counts, whether it is paid or not."""
        if self.system or known.deals:
            return known
        kinds = known.kinds
        if document_types.lists_invoices(known.headers):
            kinds = document_types.unpaid_is_sold(kinds)
        types = tuple(self.findings.words.get("kind", ()))
        bought = document_types.purchases(types)
        if {"product", "quantity"} & known.columns.keys():
            kinds = document_types.payments_are_sales(kinds, types)
        kinds = document_types.set_aside(kinds, bought)
        if early := document_types.forerunners(types):
            kinds = document_types.set_aside(kinds, early)
            self.notes.append(
                f"{', '.join(sorted(early)[:3])}: left out, because their invoices are in the file too."
            )
        told = {phrase(word): kind for word, kind in self.choices.kinds.items()}
        return replace(known, kinds={**kinds, **told})

    def _came_back(self, known: Understanding, body: Sequence[Sequence[str]]) -> Understanding:
        """A second state that says of sums above zero that they were paid back: the order itself came to nothing."""
        amount = known.columns.get("amount")
        if self.system or known.deals or amount is None:
            return known
        stated = {phrase(word) for name in ("kind", "status") for word in self.findings.words.get(name, ())}
        own = {phrase(word) for word in self.choices.kinds}
        kinds = dict(known.kinds)
        for column, words in self.findings.marks.items():
            for word in words:
                said = phrase(word)
                if (
                    said in stated | own
                    or KindWords(kinds).of(word) != OrderKind.CREDIT.value
                    or not is_goods_back(said)
                ):
                    continue
                sums = [parts(row[amount]) for row in body if row[column] == word]
                if not any(found and found.negative for found in sums):
                    kinds[said] = OrderKind.CANCELLED.value
        return replace(known, kinds=kinds)

    def with_shape(self, known: Understanding, body: Sequence[Sequence[str]]) -> Understanding:
        """How the rows make orders."""
        shape = self._shape(known, body)
        shape = replace(shape, bracketed=table_shape.bracketed(body, known.account_from, shape.groups))
        if not shape.groups:
            return replace(known, shape=shape)
        return replace(known, shape=shape, account_from=((len(known.headers),),))

    def _shape(self, known: Understanding, body: Sequence[Sequence[str]]) -> TableShape:
        columns, repeats = known.columns, self.findings.repeats
        if known.what != "orders":
            return TableShape(numbered=False)
        accounts = [c for places in known.account_from for c in places]
        shape = self._report(known, body, accounts)
        if "number" not in columns or repeats is None:
            return shape
        if (
            not self.system
            and "series" not in columns
            and not is_order_number(body, columns["number"], accounts[:1], columns.get("date"))
        ):
            column = known.header_of("number")
            self.notes.append(f"'{column}' is used for several customers, so it does not identify an order.")
            return replace(shape, numbered=False)
        child = continues(body, columns, accounts)
        if not repeats.in_a_row and not repeats.scattered and not child:
            return shape
        lines = self._lines(known, body)
        return replace(
            shape, lines=lines, continues=child, own_states=lines == "sum" and _own_states(known, body)
        )

    def _report(
        self, known: Understanding, body: Sequence[Sequence[str]], accounts: Sequence[int]
    ) -> TableShape:
        groups = table_shape.grouped(body, known.columns, self.account, DaysSeen(known.months))
        fill: tuple[int, ...] = ()
        if self.choices.fill == "yes":
            fill = tuple(accounts[:1])
        elif self.choices.fill != "no" and not groups and (not self.system or self.system.deals):
            fill = table_shape.fills(body, known.columns, accounts)
        number = known.columns.get("number")
        dated = any(is_dated_total(row, number, accounts) for row in body)
        shape = TableShape(groups=groups, fill=fill, numbered=number is not None, dated_totals=dated)
        if self.system and self.system.only_starts:
            wanted = self.system.only_column
            only = next((i for i, h in enumerate(known.headers) if phrase(h.raw) == wanted), None)
            if only is not None:
                shape = replace(shape, only_column=only, only_starts=self.system.only_starts)
        elif not self.system and (side := customers_side(body, known.columns, known.decimal)):
            shape = replace(shape, only_column=side[0], only_starts=side[1])
            column = known.headers[side[0]].raw.strip()
            self.notes.append(
                f"Every sale is booked twice; the rows with '{side[1][0]}' in '{column}' count."
            )
        return shape

    def _lines(self, known: Understanding, body: Sequence[Sequence[str]]) -> str:
        if self.choices.lines or self.choices.amounts == "none":
            return self.choices.lines or "whole"
        columns = known.columns
        said = phrase(known.header_of("amount")) if "amount" in columns else ""
        if self.system and (not said or said in self.system.columns.get("amount", ())):
            if self.system.lines == "sum":
                return "sum"
            if self.system.lines == "whole" and "total" in said.split():
                return "whole"
        if columns.keys().isdisjoint(("product", "quantity", "unit_price")) and repeats_only(
            body, columns["number"]
        ):
            return "distinct"
        head = known.headers[columns["amount"]].phrase if said else ""
        return money_level(body, columns, known.decimal, head)


def _own_states(known: Understanding, body: Sequence[Sequence[str]]) -> bool:
    """Whether every line has a state, and those of some order differ in that one says cancelled."""
    place, number = known.columns.get("status"), known.columns["number"]
    if place is None or known.system or not all(row[place].strip() for row in body if row[number].strip()):
        return False
    words = KindWords(known.kinds, known.deals)
    said: dict[str, set[bool]] = {}
    for row in body:
        said.setdefault(row[number].strip(), set()).add(words.of(row[place]) == OrderKind.CANCELLED.value)
    return any(len(each) > 1 for each in said.values())


def _mark_of_script(scans: Sequence[NumberScan], heads: Sequence[Header]) -> str:
    """The decimal mark of those who write in the script of most headers; '' where they differ.

    In Vietnam money has no decimals at all.
    """
    named = [head.raw for head in heads if head.raw.strip()]
    if sum(1 for said in named if _POINT_SCRIPTS.search(said)) * 2 > len(named):
        return "."
    vietnamese = sum(1 for said in named if _VIETNAMESE.search(said)) * 2 > len(named)
    return _mark_by_currency(scans, "VND") if vietnamese else ""


def _mark_by_currency(scans: Sequence[NumberScan], code: str) -> str:
    """The decimal mark where a currency of no or of three decimals settles one open mark; else ''."""
    marks = {mark for scan in scans for mark in ".," if scan.marks["?" + mark]}
    if len(marks) != 1 or exponent(code) not in (0, _THREE):
        return ""
    (mark,) = marks
    other = "," if mark == "." else "."
    return mark if exponent(code) == _THREE else other
