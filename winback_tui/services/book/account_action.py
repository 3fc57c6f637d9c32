"""Acts about one account: done in one transaction or as a dry run, with a sentence as their result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from winback_tui.domain.wording.wording import WEEKDAYS, full_day, short_day
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.write import Transaction, act


@dataclass(frozen=True, slots=True)
class ActionResult:
    """What an act did: its sentence names the account and what happened, as history keeps it.

    `id` names the row that the act wrote first; `warnings` are sentences about what the act did not stop at;
    `facts` are flat values for a machine (ISO days, money as decimal text).
    """

    sentence: str
    account_id: str
    account: str
    id: str = ""
    warnings: tuple[str, ...] = ()
    facts: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)

    @property
    def data(self) -> dict[str, str | int | float | bool | None]:
        """What a machine reads: the account, the row, and the facts."""
        return {"account_id": self.account_id, "account": self.account, "id": self.id, **self.facts}


@contextmanager
def account_action(
    book: Book, verb: str, account: AccountRef, *, dry_run: bool = False
) -> Iterator[Transaction]:
    """One act about `account`; set `transaction.sentence` inside. With `dry_run` everything is checked, nothing kept.

    Raises what the store's `act` raises.
    """
    with act(book, verb, "", account.id, dry_run=dry_run) as transaction:
        yield transaction


def day_words(day: date, today: date) -> str:
    """A day for a sentence that history keeps, true on any later day: `Tue 24 Nov`, `24 Nov 2025`."""
    return f"{WEEKDAYS[day.weekday()]} {short_day(day)}" if day.year == today.year else full_day(day)


def iso(day: date | None) -> str:
    """A day as the book keeps it; '' for none."""
    return day.isoformat() if day else ""
