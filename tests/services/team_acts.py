"""Whatever a team may do to three accounts, each act with its own dice: right ones and wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.services.ready_case import on
from tests.services.test_imports import take
from winback_tui.domain.money.money import Money
from winback_tui.domain.plan.contact_outcomes import OUTCOMES
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.accounts.merge import merge_accounts, split_account
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.accounts.people import add_person, edit_person
from winback_tui.services.accounts.pool import assign_from_pool
from winback_tui.services.cases.causes import add_cause, judge_cause
from winback_tui.services.cases.conditions import add_condition, meet_condition
from winback_tui.services.cases.edit_case import edit_case, reopen_case
from winback_tui.services.cases.fixes import add_fix, finish_fix
from winback_tui.services.cases.opening import assign_case, close_case, open_case
from winback_tui.services.contacts.complaints import answer_complaint, log_complaint, resolve_complaint
from winback_tui.services.contacts.contacts import add_note, log_contact
from winback_tui.services.contacts.offers import make_offer, refuse_offer, take_offer
from winback_tui.services.contacts.promises import keep_promise, make_promise
from winback_tui.services.decisions.decide import decide
from winback_tui.services.interviews.filled_script import parse_filled, take_filled
from winback_tui.services.letters.sheet import letter_sheet
from winback_tui.services.letters.writing import letter_sent, write_letter
from winback_tui.services.lists.snooze import bring_back, put_aside
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.services.plans.steps import add_step, drop_step, finish_step, hand_over_plan, move_step
from winback_tui.services.plans.working_days import take_leave
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book
from winback_tui.store.log.undoing.undo import redo, undo

ANSWERS = b"""script = "short"
person = "Bo"
[answers]
refusal = "Too dear."
conditions = "price at most 9 EUR"
severity = 4
[[answers.whys]]
text = "Too dear."
root = true
confidence = 2
"""
"""A whole interview: from then on a cause that stands closes the time to contacts."""
TALKED = "Talked about the weather"
RESULTS = (*(each.text for each in OUTCOMES), TALKED)
REACHING = frozenset(each.text for each in OUTCOMES if each.reached) | {TALKED}
KINDS = ("order", "order", "order", "credit", "credit", "quote", "cancelled", "pending", "unclear")


@dataclass
class Turn:
    """One turn of the dice in a book: which account, and how far back or ahead the day lies.

    `reached`: the result of a contact that went out to the customer, '' for anything else.
    """

    book: Book
    name: str
    dice: Random
    reached: str = ""

    def back(self, most: int = 60) -> date:
        return self.book.today - timedelta(days=self.dice.randint(0, most))

    def ahead(self, most: int = 40) -> date:
        return self.book.today + timedelta(days=self.dice.randint(0, most))

    def any(self, *of: Any) -> Any:
        return self.dice.choice(of)

    @property
    def which(self) -> str:
        return str(self.any("", "1", "2"))


def enters(turn: Turn) -> Any:
    money = Money(turn.any(5_000, 5_000, 10_000, 0), "EUR")
    return enter_order(turn.book, turn.name, turn.back(), money, turn.any(*KINDS), turn.any("", "", "1", "2"))


def imports(turn: Turn) -> Any:
    amount, number = turn.any(50, 50, -50, 100), turn.any("F1", "F2", "F3")
    raw = f"Customer,Date,Amount,Number\n{turn.name},{turn.back()},{amount},{number}\n"
    return take(turn.book, raw.encode(), f"{turn.dice.random()}.csv")


def opens(turn: Turn) -> Any:
    return open_case(
        turn.book,
        turn.name,
        turn.back(),
        "Bob",
        turn.any("", "Carl"),
        same_day=turn.any("", "before", "after"),
    )


def edits(turn: Turn) -> Any:
    return edit_case(turn.book, turn.name, turn.back(), same_day=turn.any("", "before", "after"))


def closes(turn: Turn) -> Any:
    return close_case(
        turn.book,
        turn.name,
        turn.any("closed", "let go", "returned"),
        "No margin",
        turn.any("", "", "Bankrupt"),
    )


def asks_why(turn: Turn) -> Any:
    return take_filled(turn.book, turn.name, parse_filled(ANSWERS))


def finds_a_cause(turn: Turn) -> Any:
    if turn.any(True, False):
        return add_cause(turn.book, turn.name, turn.any("delivery", "price", "market"))
    return judge_cause(turn.book, turn.name, turn.which, turn.any(None, True, False))


def fixes(turn: Turn) -> Any:
    if turn.any(True, False):
        return finish_fix(turn.book, turn.name, turn.which)
    return add_fix(turn.book, turn.name, "New carrier", turn.which, "Carl", turn.any(None, turn.ahead()))


def hears_a_condition(turn: Turn) -> Any:
    if turn.any(True, False):
        return meet_condition(turn.book, turn.name, "")
    return add_condition(turn.book, turn.name, "delivery <= 3 days")


def decides(turn: Turn) -> Any:
    verdict = turn.any("win-back", "wait", "let-go")
    return decide(turn.book, turn.name, verdict, "No margin", turn.ahead() if verdict == "wait" else None)


def logs(turn: Turn) -> Any:
    result, channel = turn.any(*RESULTS), turn.any("call", "call", "mail", "visit", "letter", "internal")
    turn.reached = "" if channel == "internal" else result
    return log_contact(
        turn.book, turn.name, result, channel, turn.any(None, turn.ahead()), on_day=turn.back(5)
    )


def plans(turn: Turn) -> Any:
    code = turn.any("", "persistence", "repair", "value-shown", "repentance")
    return make_plan(turn.book, turn.name, code, turn.any("", "Carl"))


def changes_steps(turn: Turn) -> Any:
    how, day = turn.any("add", "add", "move", "drop", "finish"), turn.ahead()
    if how == "add":
        return add_step(turn.book, turn.name, day, turn.any("visit", "call"), "Bring samples")
    if how == "move":
        return move_step(turn.book, turn.name, turn.which, day)
    return (drop_step if how == "drop" else finish_step)(turn.book, turn.name, turn.which)


def goes_on_leave(turn: Turn) -> Any:
    first = turn.ahead()
    return take_leave(turn.book, turn.any("Ann", "Carl"), first, first + timedelta(days=9))


def puts_aside(turn: Turn) -> Any:
    if turn.any(True, False):
        return bring_back(turn.book, turn.name)
    return put_aside(turn.book, turn.name, turn.ahead(), "Fair")


def complains(turn: Turn) -> Any:
    how = turn.any("log", "log", "answer", "resolve")
    if how == "log":
        return log_complaint(turn.book, turn.name, "Rude", 3, on_day=turn.back(5))
    return (answer_complaint if how == "answer" else resolve_complaint)(turn.book, turn.name, turn.which)


def changes_the_account(turn: Turn) -> Any:
    day = turn.book.today + timedelta(days=turn.dice.randint(-20, 70))
    flags = {turn.any("hunts_price", "pays_badly"): turn.any(True, False)}
    terms = {turn.any("contract_ends_on", "welcome_ends_on"): day}
    return edit_account(turn.book, turn.name, turn.any(flags, terms))


def people_change(turn: Turn) -> Any:
    if turn.any(True, False, False):
        return add_person(turn.book, turn.name, "Eve", decision_maker=True)
    return edit_person(turn.book, turn.name, "1", {"left_on": turn.any("", turn.back(), turn.back())})


def promises(turn: Turn) -> Any:
    how = turn.any("promise", "promise", "keep", "offer", "terms", "take", "refuse")
    if how == "promise":
        return make_promise(turn.book, turn.name, "Samples", turn.ahead())
    if how == "offer":
        return make_offer(turn.book, turn.name, "gift", Money(500, "EUR"))
    if how == "terms":
        return make_offer(turn.book, turn.name, "revised-terms", text="Prepayment")
    return {"keep": keep_promise, "take": take_offer, "refuse": refuse_offer}[how](turn.book, turn.name, "")


def merges(turn: Turn) -> Any:
    if turn.any(True, False):
        return split_account(turn.book, "Initech")
    return merge_accounts(turn.book, "Globex", "Initech")


def renames(turn: Turn) -> Any:
    one, other = turn.any(("Acme", "Acme Works"), ("Acme Works", "Acme"))
    return edit_account(turn.book, one, {"name": other})


def writes_a_letter(turn: Turn) -> Any:
    """Written and sent: what was sent is a contact. What a call agreed on is confirmed whatever the gates say."""
    others = ("sleeping-90", "first-impression", "quote", "thanks", "repentance", "apology")
    kind = turn.any("after-call", "after-call", turn.any(*others))
    agreed = {"agreed": "A visit in spring"} if kind == "after-call" else None
    sheet = letter_sheet(turn.book, turn.name, kind, typed=agreed)
    write_letter(turn.book, sheet, turn.book.path.with_name("letter.txt"), b"Dear")
    return letter_sent(turn.book, turn.name)


def sets_a_limit(turn: Turn) -> Any:
    name, value = turn.any(
        ("contact cadence", "5/6/7"),
        ("contact cadence", None),
        ("complaint answer", "4"),
        ("complaint answer", None),
    )
    return choose(turn.book, name, value)


def days_pass(turn: Turn) -> None:
    turn.book = on(turn.book, turn.book.today + timedelta(days=turn.any(1, 3, 10, 40)))


ACTS: dict[str, tuple[int, Callable[[Turn], Any]]] = {
    "time": (6, days_pass),
    "undo": (4, lambda turn: turn.any(undo, undo, redo)(turn.book)),
    "order": (6, enters),
    "import": (1, imports),
    "smallest return": (1, lambda turn: choose(turn.book, "smallest return", turn.any(None, "60 EUR"))),
    "open": (3, opens),
    "edit case": (1, edits),
    "close": (2, closes),
    "reopen": (2, lambda turn: reopen_case(turn.book, "Acme")),
    "assign": (1, lambda turn: assign_case(turn.book, turn.name, "Carl")),
    "interview": (2, asks_why),
    "cause": (2, finds_a_cause),
    "fix": (2, fixes),
    "condition": (1, hears_a_condition),
    "decide": (1, decides),
    "contact": (6, logs),
    "note": (1, lambda turn: add_note(turn.book, turn.name, "Rang the door bell")),
    "plan": (2, plans),
    "step": (4, changes_steps),
    "leave": (1, goes_on_leave),
    "snooze": (1, puts_aside),
    "complaint": (3, complains),
    "account": (4, changes_the_account),
    "person": (3, people_change),
    "dealing": (2, promises),
    "merge": (1, merges),
    "rename": (1, renames),
    "erase": (1, lambda turn: erase_account(turn.book, "Initech")),
    "hand over": (1, lambda turn: hand_over_plan(turn.book, turn.name, turn.any("Dora", "Bob"))),
    "letter": (4, writes_a_letter),
    "setting": (1, sets_a_limit),
    "pool": (1, lambda turn: assign_from_pool(turn.book, turn.any("Carl", "Bob"))),
}
"""By the name that the judge knows each by: how often it is drawn, and what is done."""
