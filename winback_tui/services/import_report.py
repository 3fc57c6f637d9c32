"""What an import did, or would do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from winback_tui.domain.money import Money
from winback_tui.intake.rows import Refusal, Skipped

KEPT_PROBLEMS = 10_000
"""Refused and skipped rows told one by one; beyond that they are only counted."""


@dataclass(slots=True)
class ImportReport:
    """Counts that add up: rows = new + same + changed + refused + skipped.

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
    totals: Counter[str] = field(default_factory=Counter)
    months: Counter[tuple[str, str]] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)
    leavings: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    together: Money | None = None
    warnings: list[str] = field(default_factory=list)
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
            "skipped": self.skipped,
        }
        told = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count) or "no rows"
        money = ", ".join(str(Money(minor, currency)) for currency, minor in self.totals.most_common())
        money += f" (together {self.together})" if self.together else ""
        accounts = f"{self.accounts_new:,} new and {self.accounts_matched:,} known accounts"
        return f"{self.file} imported: {told}; {accounts}" + (f"; orders of {money}" if money else "")
