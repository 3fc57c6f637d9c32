"""Which service does which act of the story."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import as_file, files
from typing import Any

from winback_tui.domain import why
from winback_tui.domain.interview.place import Place
from winback_tui.playbook.answers_file import FilledScript
from winback_tui.services import (
    accounts,
    case_opening,
    complaints,
    conditions,
    contacts,
    decisions,
    fixes,
    interview_answers,
    interview_filled,
    interview_start,
    interviews,
    offers,
    orders,
    our_terms,
    people,
    plan_steps,
    plans,
    promises,
    segment_rules,
)
from winback_tui.services.assumed import Assumed
from winback_tui.store.book import Book


def answers(name: str) -> FilledScript:
    """The answers of an interview beside the story."""
    with as_file(files(__package__).joinpath("answers", f"{name}.toml")) as path:
        return interview_filled.read_filled(path)


def take_interview(book: Book, account: str, file: str) -> None:
    """A finished interview, from the answers beside the story."""
    interview_filled.take_filled(book, account, answers(file))


def begin_interview(book: Book, account: str, given: dict[str, str], whys: list[str], **told: Any) -> None:
    """An interview that broke off among the whys."""
    begun = interview_start.start_interview(book, account, **told)
    for question, value in given.items():
        interview_answers.keep_answer(book, interviews.held(book, begun.id), question, value)
    tree: why.WhyTree = ()
    for number, text in enumerate(whys):
        node = f"{begun.id[:-2]}{number:02}"
        tree = why.add_why(tree, tree[-1].id, node, text) if tree else why.add_top(tree, node, text)
    place = Place("whys", tree[-1].id)
    interview_answers.keep_whys(book, interviews.held(book, begun.id), "whys", tree, place)


def deliver(book: Book, _: str, days: int) -> None:
    """Our delivery takes so many days since; no account's act, but it may be what one asked for."""
    our_terms.record_delivery(book, days)


def decide(book: Book, account: str, assumed: dict[str, Any] | None = None, **told: Any) -> None:
    """A decision with the costs and answers that the manager assumed for it; money in minor units."""
    decisions.decide(book, account, assumed=Assumed(**assumed or {}), **told)


DO: dict[str, Callable[..., Any]] = {
    "segment": segment_rules.set_segment_rule,
    "delivery": deliver,
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
    "done": plan_steps.finish_step,
    "beyond": conditions.put_out_of_reach,
    "offer": offers.make_offer,
    "taken": offers.take_offer,
}
"""Each is called with the book, the name it stands under (an account's, a segment's) and the words of the act."""
