"""The service that does each kind of act in the story."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import as_file, files
from typing import Any

from winback_tui.domain.case import why
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.playbook.scripts.answers_file import FilledScript
from winback_tui.services.accounts import edit, orders, people
from winback_tui.services.cases import battle_cards, conditions, fixes, opening
from winback_tui.services.contacts import complaints, contacts, offers, promises
from winback_tui.services.decisions import decide as decisions
from winback_tui.services.decisions.assumptions import Assumptions
from winback_tui.services.interviews import answers as interview_answers
from winback_tui.services.interviews import filled_script, interviews, start
from winback_tui.services.lists import segments
from winback_tui.services.plans import make_plan as plans
from winback_tui.services.plans import steps
from winback_tui.services.review import own_changes
from winback_tui.services.settings import choices
from winback_tui.store.book import Book

from .past.interviews import ask_past_customer


def answers(name: str) -> FilledScript:
    """The answers of an interview, such as `in-work/marais`."""
    with as_file(files(__package__).joinpath("answers", *f"{name}.toml".split("/"))) as path:
        return filled_script.read_filled(path)


def take_interview(book: Book, account: str, file: str) -> None:
    """A finished interview, from a file of answers."""
    filled_script.take_filled(book, account, answers(file))


def begin_interview(book: Book, account: str, given: dict[str, str], whys: list[str], **options: Any) -> None:
    """An interview that broke off among the whys."""
    begun = start.start_interview(book, account, **options)
    for question, value in given.items():
        interview_answers.keep_answer(book, interviews.interview_record(book, begun.id), question, value)
    tree: why.WhyTree = ()
    for number, text in enumerate(whys):
        node = f"{begun.id[:-2]}{number:02}"
        tree = why.add_why(tree, tree[-1].id, node, text) if tree else why.add_top(tree, node, text)
    place = InterviewPlace("whys", tree[-1].id)
    interview_answers.keep_whys(book, interviews.interview_record(book, begun.id), "whys", tree, place)


def deliver(book: Book, _: str, days: int) -> None:
    """Our delivery takes this many days from now on; not about one account, but it may be what one asked for."""
    conditions.record_delivery(book, days)


def decide(book: Book, account: str, assumptions: dict[str, Any] | None = None, **options: Any) -> None:
    """A decision with the costs and answers that the manager assumed for it; money in minor units."""
    decisions.decide(book, account, assumptions=Assumptions(**assumptions or {}), **options)


def write_card(book: Book, _: str, rival: str, **texts: str) -> None:
    """What the team knows about a rival, on its battle card."""
    battle_cards.edit_card(book, rival, texts)


def object_to(book: Book, _: str, rival: str, objection: str, answer: str = "") -> None:
    """What customers say in favour of a rival, with our answer."""
    battle_cards.add_objection(book, rival, objection, answer)


def assess(book: Book, account: str, rival: str, found: str, reply: str = "") -> None:
    """What a free assessment found in a rival's delivery to this account."""
    battle_cards.add_assessment(book, rival, account, found, reply)


def change(book: Book, _: str, what: str, kind: str, segment: str = "", **answers: str) -> None:
    """A change of our own, in the diary."""
    own_changes.add_change(book, what, kind, segment=segment, answers=answers)


def choose(book: Book, _: str, name: str, value: str) -> None:
    """A setting of the team."""
    choices.choose(book, name, value)


SERVICES: dict[str, Callable[..., Any]] = {
    "setting": choose,
    "segment": segments.set_segment_rule,
    "delivery": deliver,
    "account": edit.add_account,
    "edit": edit.edit_account,
    "person_edit": people.edit_person,
    "order": orders.enter_order,
    "log": contacts.log_contact,
    "note": contacts.add_note,
    "complaint": complaints.log_complaint,
    "promise": promises.make_promise,
    "kept": promises.keep_promise,
    "open": opening.open_case,
    "close": opening.close_case,
    "interview": take_interview,
    "begin": begin_interview,
    "fix": fixes.add_fix,
    "fixed": fixes.finish_fix,
    "decide": decide,
    "plan": plans.make_plan,
    "step": steps.add_step,
    "done": steps.finish_step,
    "beyond": conditions.put_out_of_reach,
    "offer": offers.make_offer,
    "taken": offers.take_offer,
    "refused": offers.refuse_offer,
    "card": write_card,
    "objection": object_to,
    "assess": assess,
    "change": change,
    "past interview": ask_past_customer,
}
"""Each is called with the book, the name it is listed under (an account's, a segment's) and the options of the act."""
