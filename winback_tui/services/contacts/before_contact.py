"""What to know while a contact is logged: the step it answers, what was promised, what blocks winning back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from winback_tui.domain.account.status import Status
from winback_tui.domain.gates import Gate, GatedAct, holding
from winback_tui.domain.plan.contact_outcomes import OUTCOMES, ContactOutcome
from winback_tui.domain.wording.wording import due_words
from winback_tui.services.book.lookup import find_account
from winback_tui.store.accounts.account_details import people_of
from winback_tui.store.accounts.flags import active_employees, status_of
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import open_case_of
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.contacts.promises import promises_of
from winback_tui.store.plans.steps import StepRow, steps_of_account

__all__ = ["OUTCOMES", "BeforeContact", "ContactOutcome", "before_contact"]


@dataclass(frozen=True, slots=True)
class BeforeContact:
    """`steps` are still open, by day. `promised` are sentences, `people` who still works there,
    `colleagues` who works for us. `outcomes`: the results that a contact with this account may have.

    `gates` block winning them back for now; `needed_first` says what they ask for: `all reasons known, ...`.

    `may_plan` is False where nothing may follow: M13 (lost twice).
    """

    steps: tuple[StepRow, ...]
    promised: tuple[str, ...]
    gates: tuple[Gate, ...]
    people: tuple[str, ...]
    may_plan: bool
    colleagues: tuple[str, ...] = ()
    outcomes: tuple[ContactOutcome, ...] = OUTCOMES

    @property
    def needed_first(self) -> str:
        """The titles of the gates in one line."""
        return ", ".join(f"{gate.title[0].lower()}{gate.title[1:]}" for gate in self.gates)


def before_contact(book: Book, ref: str) -> BeforeContact:
    """What to know while logging a contact with the account."""
    account = find_account(book, ref)
    today = book.today
    with book.read() as connection:
        case = open_case_of(connection, account.id)
        facts = gate_facts(connection, case, today) if case else None
        gates = holding(facts, GatedAct.CONTACT) if facts else ()
        return BeforeContact(
            tuple(
                row
                for row in steps_of_account(connection, account.id)
                if row.standing and row.case_id in ("", case.id if case else "")
            ),
            tuple(
                f"{row.text}{_due(row.due_on, today)}"
                for row in promises_of(connection, account.id)
                if row.open
            ),
            gates,
            tuple(each.name for each in people_of(connection, account.id) if each.left_on is None),
            all(gate.rule != "M13" for gate in gates),
            active_employees(connection),
            _usual_outcomes(status_of(connection, account.id)),
        )


def _usual_outcomes(status: str) -> tuple[ContactOutcome, ...]:
    """The usual results of a contact: how the first order went is asked of new and returned customers only."""
    fresh = status in ("", Status.NEW, Status.SINGLE, Status.RETURNED)
    return tuple(outcome for outcome in OUTCOMES if fresh or not outcome.first_orders)


def _due(day: date | None, today: date) -> str:
    return f" ({due_words(day, today)})" if day else ""
