"""Decides how the rows make orders once all of them were seen: lines, groups, totals, cells left blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.ask.choices import ImportChoices
from winback_tui.intake.interpret.dates import DaysSeen
from winback_tui.intake.interpret.kinds.kind_words import KindWords
from winback_tui.intake.interpret.ledger import customers_side
from winback_tui.intake.recognise.columns.scan import ColumnFindings
from winback_tui.intake.recognise.headers import phrase
from winback_tui.intake.recognise.known_systems import System
from winback_tui.intake.understanding import TableShape, Understanding

from . import table_shape
from .table_shape import continues, is_order_number, money_level, repeats_only
from .totals import is_dated_total, texts

_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{8}")


@dataclass(slots=True)
class ShapeDecision:
    """Weighs a person's decisions, a known system and the rows; adds to `notes` what it noticed.

    `account` is the column whose header names the customer, if one does.
    """

    choices: ImportChoices
    system: System | None
    findings: ColumnFindings
    account: int | None
    notes: list[str]

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
        columns_read = [*accounts, *texts(known.columns)]
        dated = any(is_dated_total(row, number, columns_read) for row in body)
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
        header = phrase(known.header_of("amount")) if "amount" in columns else ""
        if self.system and (not header or header in self.system.columns.get("amount", ())):
            if self.system.lines == "sum":
                return "sum"
            if self.system.lines == "whole" and "total" in header.split():
                return "whole"
        if columns.keys().isdisjoint(("product", "quantity", "unit_price")) and repeats_only(
            body, columns["number"]
        ):
            return "distinct"
        if _tell_a_history(known, body):
            return "whole"
        head = known.headers[columns["amount"]].phrase if header else ""
        return money_level(body, columns, known.decimal, head)


def _tell_a_history(known: Understanding, body: Sequence[Sequence[str]]) -> bool:
    """Whether the rows of one number are one order at different times: only its state differs, with days and log
    numbers.

    `1001 placed`, `1001 shipped`: its money counts once, and a cancelled one was cancelled.
    """
    columns = known.columns
    states = {columns[field] for field in ("status", "kind") if field in columns}
    states |= {column for field, column in known.marks if field in ("status", "kind")}
    if not states or known.system or not columns.keys().isdisjoint(("product", "quantity", "unit_price")):
        return False
    days = {c for c in range(len(known.headers)) if all(_DAY.match(row[c]) for row in body if row[c].strip())}
    logged = {c for c in range(len(known.headers)) if len({row[c] for row in body}) == len(body)}
    same = [c for c in range(len(known.headers)) if c not in states | days | logged]
    orders: dict[str, list[Sequence[str]]] = {}
    for row in body:
        if row[columns["number"]].strip():
            orders.setdefault(row[columns["number"]].strip(), []).append(row)
    several = [rows for rows in orders.values() if len(rows) > 1]
    steady = all(len({tuple(row[c] for c in same) for row in rows}) == 1 for rows in several)
    moved = all(len({tuple(row[c] for c in states) for row in rows}) == len(rows) for rows in several)
    return bool(several) and steady and moved


def _own_states(known: Understanding, body: Sequence[Sequence[str]]) -> bool:
    """Whether every line has a state, and in some order one line is cancelled and another not."""
    place, number = known.columns.get("status"), known.columns["number"]
    if place is None or known.system or not all(row[place].strip() for row in body if row[number].strip()):
        return False
    words = KindWords(known.kinds, known.deals)
    cancelled_by_number: dict[str, set[bool]] = {}
    for row in body:
        cancelled_by_number.setdefault(row[number].strip(), set()).add(
            words.of(row[place]) == OrderKind.CANCELLED.value
        )
    return any(len(each) > 1 for each in cancelled_by_number.values())
