"""Which service does which act of the story."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import as_file, files
from typing import Any

from ...domain.decision import ruling
from ...store.book import Book
from ...store.tables import Decision
from .. import (
    accounts,
    case_opening,
    complaints,
    contacts,
    fixes,
    interview_answers,
    interview_filled,
    interview_start,
    interviews,
    offers,
    orders,
    people,
    plan_steps,
    plans,
    promises,
)
from ..doing import doing, iso
from ..find import find_account
from ..open_case import require_open_case
from ..reps import rep_of_actor


def take_interview(book: Book, account: str, file: str) -> None:
    """A finished interview, from the answers beside the story."""
    with as_file(files(__package__).joinpath("answers", f"{file}.toml")) as path:
        interview_filled.take_filled(book, account, interview_filled.read_filled(path))


def begin_interview(book: Book, account: str, answers: dict[str, str], **told: Any) -> None:
    """An interview that broke off after some answers."""
    begun = interview_start.start_interview(book, account, **told)
    for question, value in answers.items():
        interview_answers.keep_answer(book, interviews.held(book, begun.id), question, value)


def decide(book: Book, account: str, **told: Any) -> None:
    """A verdict with its reason."""
    found = find_account(book, account)
    with doing(book, "decide", found) as deed:
        case = require_open_case(deed.connection, found)
        made = ruling(decided_on=deed.today, **told)
        deed.add(
            Decision(
                case_id=case.id,
                verdict=made.verdict,
                reason=made.reason,
                wait_until=iso(made.wait_until),
                review_on=iso(made.review_on),
                decided_on=deed.today.isoformat(),
                decided_by_id=rep_of_actor(deed, book),
            )
        )
        deed.sentence = f"Decided for {found.name}: {made.verdict}"


DO: dict[str, Callable[..., Any]] = {
    "account": accounts.add_account,
    "edit": accounts.edit_account,
    "person_edit": people.edit_person,
    "order": orders.enter_order,
    "log": contacts.log_contact,
    "note": contacts.add_note,
    "complaint": complaints.log_complaint,
    "promise": promises.make_promise,
    "kept": promises.keep_promise,
    "open": case_opening.open_case,
    "close": case_opening.close_case,
    "interview": take_interview,
    "begin": begin_interview,
    "fix": fixes.add_fix,
    "fixed": fixes.finish_fix,
    "decide": decide,
    "plan": plans.make_plan,
    "step": plan_steps.add_step,
    "offer": offers.make_offer,
    "taken": offers.take_offer,
}
"""Each is called with the book, the account's name and the words of the act."""
