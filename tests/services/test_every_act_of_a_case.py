"""Every act of a case: undone and done again, told in the history, absent from the past, harmless whatever is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.services.case_books import a_lost_account
from tests.services.ready_case import asked, on
from tests.store.books import content
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.pool import assign_from_pool
from winback_tui.services.book.account_action import ActionResult
from winback_tui.services.cases.battle_cards import (
    add_assessment,
    add_objection,
    answer_objection,
    edit_card,
    remove_objection,
)
from winback_tui.services.cases.causes import add_cause, judge_cause
from winback_tui.services.cases.conditions import (
    add_condition,
    meet_condition,
    put_out_of_reach,
    record_certificate,
    record_delivery,
    record_price,
    record_product,
)
from winback_tui.services.cases.edit_case import edit_case, reopen_case
from winback_tui.services.cases.fixes import add_fix, finish_fix
from winback_tui.services.cases.opening import assign_case, close_case, open_case
from winback_tui.services.cases.rivals import note_rival
from winback_tui.services.contacts.briefing import brief
from winback_tui.services.contacts.complaints import answer_complaint, log_complaint, resolve_complaint
from winback_tui.services.contacts.contacts import add_note, log_contact
from winback_tui.services.contacts.offers import make_offer, refuse_offer, take_offer
from winback_tui.services.contacts.promises import break_promise, keep_promise, make_promise
from winback_tui.services.decisions.assumptions import Assumptions
from winback_tui.services.decisions.decide import decide
from winback_tui.services.plans.contact_limit import promise_limit
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.services.plans.steps import add_step, drop_step, finish_step, hand_over_plan, move_step
from winback_tui.services.plans.working_days import take_leave
from winback_tui.services.review.own_changes import add_change, answer_change, remove_change
from winback_tui.services.review.wordings import join_wordings, part_wordings
from winback_tui.store.book import Book
from winback_tui.store.log.acts import acts
from winback_tui.store.log.undo import redo, undo

BAD = "\x1b[2J\x07[red]x[/red]\u202e =1+1\u2066 \ud800 ☕"
"""A screen wiped, a bell, markup, text turned round, a formula, half a sign."""
HARM = set("\x1b\x07\u202e\u2066\ud800")
FIRST = date(2026, 10, 2)

ACTS: list[tuple[str, Callable[[Book, date], ActionResult]]] = [
    ("lead", lambda book, day: assign_case(book, "Acme", f"Carl {BAD}")),
    (
        "cause",
        lambda book, day: add_cause(book, "Acme", "delivery", BAD, whom=BAD, competitor=f"Rival {BAD}"),
    ),
    ("rival", lambda book, day: note_rival(book, "Rival", BAD)),
    (
        "card",
        lambda book, day: edit_card(
            book, "Rival", {"promises": BAD, "weak_points": BAD, "switching_cost": BAD}
        ),
    ),
    ("objection", lambda book, day: add_objection(book, "Rival", BAD, BAD)),
    ("answer", lambda book, day: answer_objection(book, "Rival", "1", f"No {BAD}")),
    ("assessment", lambda book, day: add_assessment(book, "Rival", "Acme", BAD, BAD)),
    ("no objection", lambda book, day: remove_objection(book, "Rival", "1")),
    ("change", lambda book, day: add_change(book, BAD, "rules", segment=BAD, answers={"affected": BAD})),
    ("change answered", lambda book, day: answer_change(book, "1", {"alternatives": BAD, "improved": "no"})),
    ("joined", lambda book, day: join_wordings(book, ["weekly"], "1")),
    ("parted", lambda book, day: part_wordings(book, ["weekly"])),
    ("no change", lambda book, day: remove_change(book, "1")),
    ("case corrected", lambda book, day: edit_case(book, "Acme", date(2026, 9, 28), f"Zoe {BAD}", BAD)),
    ("renamed", lambda book, day: edit_account(book, "Acme", {"name": f"Acme {BAD}"})),
    ("named again", lambda book, day: edit_account(book, "Acme", {"name": "Acme"})),
    ("judge", lambda book, day: judge_cause(book, "Acme", "delivery", True)),
    ("fix", lambda book, day: add_fix(book, "Acme", BAD, "delivery", owner="Dora")),
    ("fixed", lambda book, day: finish_fix(book, "Acme")),
    ("condition", lambda book, day: add_condition(book, "Acme", f'certificate "{BAD}"')),
    ("words", lambda book, day: add_condition(book, "Acme", BAD, words=True)),
    ("beyond", lambda book, day: put_out_of_reach(book, "Acme", "2", BAD)),
    ("met", lambda book, day: meet_condition(book, "Acme", "2")),
    ("price", lambda book, day: record_price(book, Money(100, "EUR"), BAD)),
    ("delivery", lambda book, day: record_delivery(book, 2)),
    ("product", lambda book, day: record_product(book, BAD, True)),
    ("certificate", lambda book, day: record_certificate(book, BAD)),
    (
        "decide",
        lambda book, day: decide(
            book, "Acme", "win-back", BAD, assumptions=Assumptions(others=BAD, tied=BAD)
        ),
    ),
    ("plan", lambda book, day: make_plan(book, "Acme", "value-shown", note=BAD)),
    ("step", lambda book, day: add_step(book, "Acme", day + timedelta(days=30), "internal", BAD, "Dora")),
    ("move", lambda book, day: move_step(book, "Acme", "1", day + timedelta(days=9))),
    ("finish", lambda book, day: finish_step(book, "Acme", "x")),
    ("drop", lambda book, day: drop_step(book, "Acme", "1")),
    ("hand over", lambda book, day: hand_over_plan(book, "Acme", f"Eve {BAD}")),
    ("leave", lambda book, day: take_leave(book, "Dora", day + timedelta(days=3), day + timedelta(days=9))),
    ("limit", lambda book, day: promise_limit(book, "Acme", 9, 30)),
    ("log", lambda book, day: log_contact(book, "Acme", BAD, person=BAD, note=BAD)),
    ("note", lambda book, day: add_note(book, "Acme", BAD)),
    ("promise", lambda book, day: make_promise(book, "Acme", BAD, day + timedelta(days=3))),
    ("kept", lambda book, day: keep_promise(book, "Acme")),
    ("promise again", lambda book, day: make_promise(book, "Acme", BAD)),
    ("broken", lambda book, day: break_promise(book, "Acme")),
    ("complaint", lambda book, day: log_complaint(book, "Acme", BAD, 3)),
    ("answered", lambda book, day: answer_complaint(book, "Acme")),
    ("resolved", lambda book, day: resolve_complaint(book, "Acme")),
    ("offer", lambda book, day: make_offer(book, "Acme", "gift", Money(500, "EUR"), text=BAD)),
    ("taken", lambda book, day: take_offer(book, "Acme")),
    ("offer again", lambda book, day: make_offer(book, "Acme", "trial", Money(500, "EUR"), text=BAD)),
    ("refused", lambda book, day: refuse_offer(book, "Acme")),
    ("closed", lambda book, day: close_case(book, "Acme", "closed", BAD)),
    ("pool", lambda book, day: assign_from_pool(book, f"New {BAD}", lapsed_days=1)),
    ("reopened", lambda book, day: reopen_case(book, "Acme")),
    ("close", lambda book, day: close_case(book, "Acme", "let go", BAD, BAD)),
]
"""Every act that a case knows, in an order in which each is possible; one a day."""


def past(book: Book, day: date) -> Book:
    return Book(book.path, book.clock, book.actor, day)


@pytest.mark.thorough
def test_every_act_is_undone_told_dated_and_harmless(tmp_path: Path) -> None:
    book = on(asked(a_lost_account(tmp_path, today=FIRST)[0]), FIRST)
    for place, (name, work) in enumerate(ACTS, 1):
        day = FIRST + timedelta(days=place)
        book = on(book, day)
        before = content(book)
        done = work(book, day)
        after = content(book)
        assert after != before, f"{name} wrote nothing"
        assert not HARM & set(done.sentence), name
        assert not HARM & set(_texts(after)), name
        with book.read() as connection:
            assert next(iter(acts(connection))).sentence == done.sentence, name
        undo(book)
        assert content(book) == before, f"{name} was not undone whole"
        redo(book)
        assert content(book) == after, f"{name} was not done again"
        assert content(past(book, day - timedelta(days=1))) == before, f"{name} is known before it was done"


def test_the_briefs_of_the_past_know_nothing_of_today(tmp_path: Path) -> None:
    book = on(asked(a_lost_account(tmp_path, today=FIRST)[0]), FIRST)
    then = brief(book, "Acme")
    later = on(book, FIRST + timedelta(days=5))
    make_promise(later, "Acme", "Samples", FIRST + timedelta(days=9))
    log_complaint(later, "Acme", "Torn rolls", 4)
    add_cause(later, "Acme", "delivery", "late")
    assert brief(later, "Acme").parts != then.parts
    assert brief(past(later, FIRST), "Acme").parts == then.parts


def test_a_relapse_is_an_act_like_any_other(tmp_path: Path) -> None:
    from winback_tui.services.accounts.orders import enter_order

    book = on(asked(a_lost_account(tmp_path, today=FIRST)[0]), date(2026, 11, 22))
    enter_order(book, "Acme", date(2026, 10, 20), Money(100, "EUR"))
    before = content(book)
    done = open_case(book, "Acme", date(2026, 11, 15), "Dora", "Carl", note=BAD)
    assert any("ask if the reason is the same" in each for each in done.warnings)
    undo(book)
    assert content(book) == before


def _texts(told: dict[str, list[tuple[Any, ...]]]) -> str:
    return "".join(value for rows in told.values() for row in rows for value in row if isinstance(value, str))
