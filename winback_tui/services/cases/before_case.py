"""What is known of an account before somebody opens a case for it, or names who leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from winback_tui.domain.text import clean_name
from winback_tui.services.book.lookup import find_account
from winback_tui.store.book import Book
from winback_tui.store.read import day_or_none

from .open_case import open_case_of


@dataclass(frozen=True, slots=True)
class BeforeCase:
    """The owner, who lost the open case ('' without one), the last order, and everybody who works for us.

    `in_work_since`: the day of the loss in the open case.
    """

    owner: str
    lost_by: str
    last_order: date | None
    employees: tuple[str, ...]
    in_work_since: date | None = None

    @property
    def others(self) -> tuple[str, ...]:
        """The employees who may lead a return: not who lost the account (playbook M10)."""
        loser = self.lost_by or self.owner
        return tuple(name for name in self.employees if name != loser)

    def strangers(self, **typed: str) -> dict[str, str]:
        """What to ask first about each name, by its field, that no employee has: it may be a typing error."""
        asked = {field: self._stranger(name) for field, name in typed.items()}
        return {field: question for field, question in asked.items() if question}

    def _stranger(self, typed: str) -> str:
        """Empty where `typed` names an employee, by the whole name or a word of it; else what to ask first."""
        wanted = clean_name(typed).casefold()
        known = (name.casefold() for name in self.employees)
        if (
            not wanted
            or not self.employees
            or any(wanted == name or wanted in name.split() for name in known)
        ):
            return ""
        return (
            f"Nobody here is called {clean_name(typed)}. Press Enter again to add that name to the employees."
        )


def before_case(book: Book, ref: str) -> BeforeCase:
    """The facts that a form about a case begins with."""
    account = find_account(book, ref)
    with book.read() as connection:
        owner, last = connection.execute(
            "SELECT coalesce(rep.name, ''), coalesce(m.last_day, '') FROM account a"
            " LEFT JOIN rep ON rep.id = a.owner_id LEFT JOIN account_summary m ON m.account_no = a.no"
            " WHERE a.id = ?",
            (account.id,),
        ).fetchone()
        open_case = open_case_of(connection, account)
        employees = connection.execute("SELECT name FROM rep WHERE active ORDER BY name COLLATE NOCASE")
        return BeforeCase(
            owner,
            open_case.lost_by if open_case else "",
            day_or_none(last),
            tuple(row[0] for row in employees),
            open_case.lost_on if open_case else None,
        )
