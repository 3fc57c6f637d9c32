"""What an import did, or would do."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from winback_tui.domain.account.order import MONEY_KINDS, OrderKind
from winback_tui.domain.money.money import Money
from winback_tui.domain.money.rates import StoredRates, rates_of
from winback_tui.domain.wording.wording import count, money_exact
from winback_tui.intake.reader_version import READER_VERSION
from winback_tui.intake.rows.records import OrderBatch, Refusal, Skipped
from winback_tui.store.orders.batch import PastImport
from winback_tui.store.orders.last_orders import WrittenOrder

LISTED_PROBLEMS = 10_000
"""Refused and skipped rows listed one by one; beyond that they are only counted."""

_REAL, _CREDIT = (kind.value for kind in MONEY_KINDS)


@dataclass(slots=True)
class RowTotals:
    """What the rows of a file add up to, while it is read.

    `kinds` counts orders, credit notes and so on, made of `lines` rows. `by_currency` and `by_month` are minor units of
    real orders, by currency and by month (`2026-11`) and currency, `credits` and `credits_by_month` what credit notes
    take off, below zero. `last_day` is that of the newest real order.
    """

    rows: int = 0
    refused: int = 0
    skipped: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    skipped_rows: list[Skipped] = field(default_factory=list)
    lines: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    credits: Counter[str] = field(default_factory=Counter)
    credits_by_month: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_currency: Counter[str] = field(default_factory=Counter)
    by_month: Counter[tuple[str, str]] = field(default_factory=Counter)
    last_day: date | None = None

    @classmethod
    def of_details(cls, details: Mapping[str, Any]) -> RowTotals:
        """What `batch_details` kept of them: everything but the rows that were refused or skipped."""
        months, credit_months = (
            Counter({(month, currency): minor for month, currency, minor in details.get(key, ())})
            for key in ("months", "credit_months")
        )
        last_day = details.get("last_day")
        return cls(
            lines=details.get("lines", 0),
            kinds=Counter(details.get("kinds", {})),
            credits=_by_currency(credit_months),
            credits_by_month=credit_months,
            by_currency=_by_currency(months),
            by_month=months,
            last_day=date.fromisoformat(last_day) if last_day else None,
        )

    def add(self, batch: OrderBatch, *, orders: bool) -> None:
        """Count the rows of a batch, and the money of its orders where the file holds any."""
        self.rows += len(batch.rows) + len(batch.refused) + len(batch.skipped)
        self.refused += len(batch.refused)
        self.skipped += len(batch.skipped)
        self.refusals += list(batch.refused)[: max(0, LISTED_PROBLEMS - len(self.refusals))]
        self.skipped_rows += list(batch.skipped)[: max(0, LISTED_PROBLEMS - len(self.skipped_rows))]
        if not orders:
            return
        self.kinds.update(batch.kinds)
        self.lines += len(batch.rows) + sum(len(rows) - 1 for rows in batch.lines.values())
        if _CREDIT in batch.kinds:
            self._add_credits(batch)
        for currency in set(batch.currencies):
            self._add_money(batch, currency)

    def _add_credits(self, batch: OrderBatch) -> None:
        place = -1
        for _ in range(batch.kinds.count(_CREDIT)):
            place = batch.kinds.index(_CREDIT, place + 1)
            taken_off, code = abs(batch.amounts[place]), batch.currencies[place]
            self.credits[code] -= taken_off
            self.credits_by_month[batch.days[place][:7], code] -= taken_off

    def _add_money(self, batch: OrderBatch, currency: str) -> None:
        sums: Counter[str] = Counter()
        last, total = "", 0  # rows of one day mostly stand together
        for day, amount, code, kind in zip(
            batch.days, batch.amounts, batch.currencies, batch.kinds, strict=True
        ):
            if amount > 0 and kind == _REAL and code == currency:
                if day != last:
                    sums[last] += total
                    last, total = day, 0
                total += amount
        sums[last] += total
        del sums[""]
        for day, total in sums.items():
            self.by_month[day[:7], currency] += total
            self.by_currency[currency] += total
        if sums:
            newest = date.fromisoformat(max(sums))
            self.last_day = max(self.last_day or newest, newest)

    def in_one_currency(self, setting: StoredRates | None) -> Money | None:
        """All of it in one currency, each month at the rate of its first day; `setting` holds the team's rates.

        None where the file has one currency only, or where a rate is missing: half a sum would mislead.
        """
        rates = rates_of(setting)
        if rates is None or len(self.by_currency) < 2:
            return None
        parts = [
            rates.converted(minor, currency, rates.base, f"{month}-01")
            for (month, currency), minor in self.by_month.items()
        ]
        found = [part for part in parts if part is not None]
        return Money(sum(found), rates.base) if len(found) == len(parts) else None


PAPERS: dict[str, tuple[str, str]] = {
    OrderKind.ORDER: ("order", "orders"),
    OrderKind.CREDIT: ("credit note", "credit notes"),
    OrderKind.CANCELLED: ("cancelled order", "cancelled orders"),
    OrderKind.PENDING: ("pending order", "pending orders"),
    OrderKind.QUOTE: ("quote", "quotes"),
    OrderKind.UNCLEAR: ("row of unclear state", "rows of unclear state"),
}


@dataclass(frozen=True, slots=True)
class ReturnedAccount:
    """An account that an import brought back, and the day of the order that proves it."""

    id: str
    name: str
    order_on: date


@dataclass(slots=True)
class ImportReport:
    """What an import did, made once it is done. Counts that add up: rows = new + same + changed + refused + skipped.

    `kinds` counts orders, credit notes and so on, made of `lines` rows. `credits` are what credit notes take off, below
    zero, per currency, and `credit_months` per month. `unclear` are the words behind rows of unknown state.
    `totals` are minor units of real orders per currency, `months` the same per month (`2026-11`) and currency,
    `together` all of it in one currency, where the team gave rates. `returned` names accounts that these orders
    brought back. `batch_no` is None for a dry run or a file whose every row was there already. `last_day` is that
    of the newest real order. `warnings` are sentences about what to check at the source. `removed` orders of an
    earlier reading are gone, and `read_again` says what the new one changes; None where the file was not read again.
    `back`: the accounts of `returned`, to open them. `new_orders`: of a dry run the last orders that it would bring.
    """

    file: str
    system: str
    source: str
    encoding: str
    delimiter: str
    rows: int = 0
    new: int = 0
    same: int = 0
    changed: int = 0
    refused: int = 0
    skipped: int = 0
    accounts_new: int = 0
    accounts_matched: int = 0
    kept_by_hand: int = 0
    lines: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    credits: Counter[str] = field(default_factory=Counter)
    credit_months: Counter[tuple[str, str]] = field(default_factory=Counter)
    months: Counter[tuple[str, str]] = field(default_factory=Counter)
    refusals: Sequence[Refusal] = ()
    skipped_rows: Sequence[Skipped] = ()
    notes: list[str] = field(default_factory=list)
    together: Money | None = None
    warnings: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    last_day: date | None = None
    batch_no: int | None = None
    dry_run: bool = False
    removed: int = 0
    read_again: list[str] | None = None
    back: Sequence[ReturnedAccount] = ()
    new_orders: Sequence[WrittenOrder] = ()

    @property
    def changes_book(self) -> bool:
        """Whether the file brought anything new."""
        return bool(self.new or self.changed or self.accounts_new)

    @property
    def sentence(self) -> str:
        """What history keeps and the screen says."""
        counts = {
            "new": self.new,
            "changed": self.changed,
            "the same": self.same,
            "refused": self.refused,
            "left out": self.left_out,
            "taken out": self.removed,
        }
        rows = ", ".join(f"{number:,} {word}" for word, number in counts.items() if number) or "no rows"
        what = f"{self.papers}: {rows}" if self.kinds else rows
        money = ", ".join(money_exact(minor, currency) for currency, minor in self.totals.most_common())
        money += (
            f" (together {money_exact(self.together.minor, self.together.currency)})" if self.together else ""
        )
        met = [
            f"{count(number, 'customer')} {word}"
            for number, word in ((self.accounts_new, "new"), (self.accounts_matched, "known"))
            if number
        ]
        done = "imported" if self.read_again is None else "read again"
        return f"{self.file} {done}: {what}; {' and '.join(met) or 'no customers'}" + (
            f"; orders total {money}" if money else ""
        )

    @property
    def left_out(self) -> int:
        """Skipped rows that are not further lines of orders: payments, totals, titles."""
        return max(0, self.skipped - max(0, self.lines - sum(self.kinds.values())))

    @property
    def papers(self) -> str:
        """`755 orders and 15 credit notes from 1,852 lines`."""
        documents = [
            count(self.kinds[kind], one, many) for kind, (one, many) in PAPERS.items() if self.kinds[kind]
        ]
        words = " and ".join([", ".join(documents[:-1]), documents[-1]] if len(documents) > 1 else documents)
        papers = sum(self.kinds.values())
        return f"{words} from {count(self.lines, 'line')}" if self.lines > papers else words

    @property
    def nothing_taken(self) -> bool:
        """Whether every row that could have been something was refused."""
        return self.refused > 0 and not (self.new or self.same or self.changed)


def batch_details(report: ImportReport, beginning: Mapping[str, Any] | None = None) -> str:
    """What `import_batch` keeps of a report besides its counts, as JSON; `beginning` is for the next, newer export."""
    return json.dumps(
        {
            "reader": READER_VERSION,
            "system": report.system,
            "encoding": report.encoding,
            "delimiter": report.delimiter,
            "accounts": report.accounts_new + report.accounts_matched,
            "kinds": dict(report.kinds),
            "lines": report.lines,
            "credit_months": [
                [month, currency, minor] for (month, currency), minor in sorted(report.credit_months.items())
            ],
            "months": [
                [month, currency, minor] for (month, currency), minor in sorted(report.months.items())
            ],
            "last_day": report.last_day.isoformat() if report.last_day else "",
            **({"beginning": beginning} if beginning else {}),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def repeated_report(file: str, past: PastImport, notes: Sequence[str] = ()) -> ImportReport:
    """The report of a file whose every row is in the book already, from what was kept of its import."""
    details = json.loads(past.details) if past.details else {}
    totals = RowTotals.of_details(details)
    return ImportReport(
        file,
        details.get("system", ""),
        past.source,
        details.get("encoding", ""),
        details.get("delimiter", ""),
        rows=past.rows,
        same=past.rows - past.refused - past.skipped,
        refused=past.refused,
        skipped=past.skipped,
        accounts_matched=details.get("accounts", 0),
        lines=totals.lines,
        kinds=totals.kinds,
        totals=totals.by_currency,
        credits=totals.credits,
        credit_months=totals.credits_by_month,
        months=totals.by_month,
        notes=[*notes, "This file was imported before; there was nothing left to do."],
        last_day=totals.last_day,
    )


def _by_currency(months: Mapping[tuple[str, str], int]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for (_, currency), minor in months.items():
        totals[currency] += minor
    return totals
