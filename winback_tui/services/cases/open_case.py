"""The open case of an account, which acts belong to, and the facts known before one is opened."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.case.loss_day import ProposedLoss
from winback_tui.domain.errors import Refused
from winback_tui.domain.text import clean_name
from winback_tui.domain.wording.wording import full_day
from winback_tui.services.book.lookup import find_account
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.flags import account_flags, active_employees
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, cases_of, open_among, open_case_of

from .loss_day import proposed_loss_of


def require_open_case(connection: sqlite3.Connection, account: AccountRef) -> CaseHead:
    """The open case of the account. Raises Refused, naming the closed one where there is only that."""
    cases = cases_of(connection, account.id)
    case = open_among(cases)
    if case is not None:
        return case
    if not cases:
        raise Refused(no_case(account))
    closed = cases[0]
    assert closed.closed_on is not None
    how = f" as {closed.outcome}" if closed.outcome == "let go" else ""
    raise Refused(
        f"The case of {account.name} was closed{how} on {full_day(closed.closed_on)};"
        " undo that, or open a new case for a new loss."
    )


def no_case(account: AccountRef) -> str:
    """The sentence for an account that never had a case."""
    return f"{account.name} has no case yet; open one with the day of the loss."


@dataclass(frozen=True, slots=True)
class BeforeCase:
    """The owner, who lost the open case ('' without one), the last order, and everybody who works for us.

    `in_work_since`: the day of the loss in the open case. `proposed`: the day of the loss that the account's own
    interval proposes; None where it has no order.
    """

    owner: str
    lost_by: str
    last_order: date | None
    employees: tuple[str, ...]
    in_work_since: date | None = None
    proposed: ProposedLoss | None = None

    @property
    def others(self) -> tuple[str, ...]:
        """The employees who may lead a return: M10 (the rep who lost the account must not lead)."""
        loser = self.lost_by or self.owner
        return tuple(name for name in self.employees if name != loser)

    def strangers(self, **typed: str) -> dict[str, str]:
        """By field, the question about each typed name that no employee has: it may be a typing error."""
        questions = {field: self._stranger(name) for field, name in typed.items()}
        return {field: question for field, question in questions.items() if question}

    def _stranger(self, typed: str) -> str:
        """Empty where `typed` is the name of an employee or a word of it; else what to ask."""
        wanted = clean_name(typed).casefold()
        known = (name.casefold() for name in self.employees)
        if (
            not wanted
            or not self.employees
            or any(wanted == name or wanted in name.split() for name in known)
        ):
            return ""
        return f"Nobody in the team is called {clean_name(typed)}. Press Enter again to add them."


def before_case(book: Book, ref: str) -> BeforeCase:
    """The facts with which a form about a case is prefilled."""
    account = find_account(book, ref)
    with book.read() as connection:
        flags = account_flags(connection, account.id)
        case = open_case_of(connection, account.id)
        return BeforeCase(
            flags.owner,
            case.lost_by if case else "",
            flags.last_order,
            active_employees(connection),
            case.lost_on if case else None,
            proposed_loss_of(flags, book.today),
        )
