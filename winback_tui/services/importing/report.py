"""What an import did, or would do."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.money.money import Money
from winback_tui.domain.money.rates import Kept, rates_of
from winback_tui.domain.wording.wording import count, money_exact
from winback_tui.intake.rows.records import Refusal, Skipped
from winback_tui.store.orders.batch import PastImport

KEPT_PROBLEMS = 10_000
"""Refused and skipped rows told one by one; beyond that they are only counted."""


PAPERS: dict[str, tuple[str, str]] = {
    OrderKind.ORDER: ("order", "orders"),
    OrderKind.CREDIT: ("credit note", "credit notes"),
    OrderKind.CANCELLED: ("cancelled order", "cancelled orders"),
    OrderKind.PENDING: ("pending order", "pending orders"),
    OrderKind.QUOTE: ("quote", "quotes"),
    OrderKind.UNCLEAR: ("row of unclear state", "rows of unclear state"),
}


@dataclass(slots=True)
class ImportReport:
    """Counts that add up: rows = new + same + changed + refused + skipped.

    `kinds` counts orders, credit notes and so on, made of `lines` rows. `credits` are what credit notes take off, below
    zero, per currency, and `credit_months` per month. `unclear` are the words behind rows of unknown state.
    `totals` are minor units of real orders per currency, `months` the same per month (`2026-11`) and currency,
    `together` all of it in one currency, where the team gave rates. `returned` names accounts that these orders
    brought back. `batch_no` is None for a dry run or a file whose every row was there already. `last_day` is that
    of the newest real order. `warnings` are sentences about what is worth a look at the source.
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
    refusals: list[Refusal] = field(default_factory=list)
    leavings: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    together: Money | None = None
    warnings: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    last_day: date | None = None
    batch_no: int | None = None
    dry_run: bool = False

    @property
    def sentence(self) -> str:
        """What history keeps and the screen says."""
        counts = {
            "new": self.new,
            "changed": self.changed,
            "the same": self.same,
            "refused": self.refused,
            "left out": self.left_out,
        }
        told = ", ".join(f"{number:,} {word}" for word, number in counts.items() if number) or "no rows"
        what = f"{self.papers}: {told}" if self.kinds else told
        money = ", ".join(money_exact(minor, currency) for currency, minor in self.totals.most_common())
        money += (
            f" (together {money_exact(self.together.minor, self.together.currency)})" if self.together else ""
        )
        met = [
            f"{count(number, 'customer')} {word}"
            for number, word in ((self.accounts_new, "new"), (self.accounts_matched, "known"))
            if number
        ]
        return f"{self.file} imported: {what}; {' and '.join(met) or 'no customers'}" + (
            f"; orders total {money}" if money else ""
        )

    @property
    def left_out(self) -> int:
        """Skipped rows that are no further lines of orders: payments, totals, titles."""
        return max(0, self.skipped - max(0, self.lines - sum(self.kinds.values())))

    @property
    def papers(self) -> str:
        """`755 orders and 15 credit notes from 1,852 lines`."""
        named = [
            count(self.kinds[kind], one, many) for kind, (one, many) in PAPERS.items() if self.kinds[kind]
        ]
        told = " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
        papers = sum(self.kinds.values())
        return f"{told} from {count(self.lines, 'line')}" if self.lines > papers else told

    @property
    def nothing_taken(self) -> bool:
        """Whether every row that could have been something was refused."""
        return self.refused > 0 and not (self.new or self.same or self.changed)


def to_be_kept(report: ImportReport) -> str:
    """What cannot be seen from the counts of the batch, as JSON."""
    return json.dumps(
        {
            "system": report.system,
            "encoding": report.encoding,
            "delimiter": report.delimiter,
            "accounts": report.accounts_new + report.accounts_matched,
            "kinds": dict(report.kinds),
            "lines": report.lines,
            "credit_months": [
                [month, currency, minor] for (month, currency), minor in report.credit_months.items()
            ],
            "months": [[month, currency, minor] for (month, currency), minor in report.months.items()],
            "last_day": report.last_day.isoformat() if report.last_day else "",
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def say_repeated(report: ImportReport, past: PastImport) -> None:
    """Fill the report of a file whose every row is in the book already."""
    report.rows, report.refused, report.skipped = past.rows, past.refused, past.skipped
    report.same = past.rows - past.refused - past.skipped
    report.notes.append("This very file was imported before; nothing was left to do.")
    if not past.told:
        return
    kept = json.loads(past.told)
    report.system, report.encoding, report.delimiter = kept["system"], kept["encoding"], kept["delimiter"]
    report.accounts_matched = kept["accounts"]
    report.last_day = date.fromisoformat(kept["last_day"]) if kept["last_day"] else None
    report.kinds.update(kept.get("kinds", {}))
    report.lines = kept.get("lines", 0)
    for month, currency, minor in kept.get("credit_months", ()):
        report.credit_months[month, currency] = minor
        report.credits[currency] += minor
    for month, currency, minor in kept["months"]:
        report.months[month, currency] = minor
        report.totals[currency] += minor


def together(report: ImportReport, kept: Kept | None) -> Money | None:
    """The real orders of the file in one currency, each month at the rate of its first day.

    None where the file has one currency only, or where a rate is missing: nothing is added up by halves.
    """
    rates = rates_of(kept)
    if rates is None or len(report.totals) < 2:
        return None
    parts = [
        rates.converted(minor, currency, rates.base, f"{month}-01")
        for (month, currency), minor in report.months.items()
    ]
    found = [part for part in parts if part is not None]
    return Money(sum(found), rates.base) if len(found) == len(parts) else None
