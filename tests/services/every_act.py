"""Every act that a book knows, in an order in which each is possible, with words that mean harm wherever words go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.edit import add_account, edit_account
from winback_tui.services.accounts.merge import merge_accounts, split_account, tell_apart
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.accounts.people import add_person, edit_person
from winback_tui.services.accounts.pool import assign_from_pool
from winback_tui.services.book.lookup import find_account
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
from winback_tui.services.contacts.complaints import (
    answer_complaint,
    log_complaint,
    resolve_complaint,
    settle_complaint,
)
from winback_tui.services.contacts.contacts import add_note, log_contact
from winback_tui.services.contacts.offers import make_offer, refuse_offer, take_offer
from winback_tui.services.contacts.promises import break_promise, keep_promise, make_promise
from winback_tui.services.decisions.assumptions import Assumptions
from winback_tui.services.decisions.decide import decide
from winback_tui.services.interviews.filled_script import parse_filled, take_filled
from winback_tui.services.letters.sheet import letter_sheet
from winback_tui.services.letters.writing import (
    all_letters_sent,
    letter_sent,
    object_to_letters,
    set_letter_language,
    write_letter,
)
from winback_tui.services.lists.overdue import asked_for
from winback_tui.services.lists.saved_filters import drop_filter, save_filter, saved_filters
from winback_tui.services.lists.segments import set_segment_rule
from winback_tui.services.lists.snooze import bring_back, put_aside, put_aside_several
from winback_tui.services.plans.contact_limit import promise_limit
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.services.plans.steps import add_step, drop_step, finish_step, hand_over_plan, move_step
from winback_tui.services.plans.working_days import take_leave
from winback_tui.services.returns.testimonials import add_testimonial
from winback_tui.services.review.own_changes import add_change, answer_change, remove_change
from winback_tui.services.review.wordings import join_wordings, part_wordings
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book

BAD = "\x1b[2J\x07[red]x[/red]\u202e =1+1\u2066 \ud800 ☕"
"""A screen wiped, a bell, markup, text turned round, a formula, half a sign."""
FIRST = date(2026, 10, 2)
"""The day before the first act."""
HARM = set("\x1b\x07\u202e\u2066\ud800")
HELD = b"""script = "long"
person = "Bo"
[answers]
refusal = "[red]Too dear =1+1"
severity = 4
[[answers.whys]]
text = "[red]late"
because = [{ text = "=1+1", root = true, confidence = 2 }]
"""

Acts = list[tuple[str, Callable[[Book, date], Any]]]

BEFORE_A_CASE: Acts = [
    ("firm", lambda book, day: choose(book, "firm", f"Us {BAD}")),
    ("letter contact", lambda book, day: choose(book, "letter contact", "us@us.example")),
    ("interview", lambda book, day: take_filled(book, "Acme", parse_filled(HELD), BAD)),
    ("lead against the rule", lambda book, day: assign_case(book, "Acme", "Bob", f"He knows {BAD}")),
    ("first call", lambda book, day: log_contact(book, "Acme", "Spoke with them, call again", note=BAD)),
    (
        "letter",
        lambda book, day: write_letter(
            book, letter_sheet(book, "Acme", "after-call"), book.path.with_name("letter.txt"), b"Dear"
        ),
    ),
    ("letter sent", lambda book, day: letter_sent(book, "Acme")),
    (
        "letter again",
        lambda book, day: write_letter(
            book, letter_sheet(book, "Acme", "after-call"), book.path.with_name("letter.txt"), b"Dear"
        ),
    ),
    ("letters sent", lambda book, day: all_letters_sent(book)),
    ("complaint again", lambda book, day: log_complaint(book, "Acme", BAD, 3)),
    ("complaint settled", lambda book, day: settle_complaint(book, "Acme")),
    ("complaint settled at last", lambda book, day: settle_complaint(book, "Acme")),
]
OF_A_CASE: Acts = [
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
AFTER_A_CASE: Acts = [
    (
        "account",
        lambda book, day: add_account(book, "Beta", {"city": BAD, "note": BAD, "owner": "Dora"}),
    ),
    ("person", lambda book, day: add_person(book, "Acme", f"Ida {BAD}", BAD, BAD, note=BAD)),
    (
        "person left",
        lambda book, day: edit_person(book, "Acme", "Ida", {"left_on": day, "decision_maker": True}),
    ),
    ("quote", lambda book, day: enter_order(book, "Beta", day, Money(900, "EUR"), "quote", BAD, BAD)),
    ("told apart", lambda book, day: tell_apart(book, "Acme", "Beta")),
    ("merged", lambda book, day: merge_accounts(book, "Acme", "Beta")),
    ("split", lambda book, day: split_account(book, "Beta")),
    ("aside", lambda book, day: put_aside(book, "Beta", day + timedelta(days=9), BAD)),
    (
        "all aside",
        lambda book, day: put_aside_several(
            book, [find_account(book, name).id for name in ("Acme", "Beta")], day + timedelta(days=12), BAD
        ),
    ),
    ("not aside", lambda book, day: bring_back(book, "Beta")),
    (
        "several aside",
        lambda book, day: put_aside_several(
            book, [find_account(book, name).id for name in ("Acme", "Beta")], day + timedelta(days=9), BAD
        ),
    ),
    ("one not aside", lambda book, day: bring_back(book, "Acme")),
    ("order", lambda book, day: enter_order(book, "Acme", day, Money(900, "EUR"), "order", BAD, BAD)),
    ("credit", lambda book, day: enter_order(book, "Acme", day, Money(900, "EUR"), "credit", BAD, BAD)),
    ("order again", lambda book, day: enter_order(book, "Acme", day, Money(700, "EUR"))),
    ("testimonial", lambda book, day: add_testimonial(book, "Acme", BAD, BAD)),
    ("no letters", lambda book, day: object_to_letters(book, "Acme", BAD)),
    ("language", lambda book, day: set_letter_language(book, "Acme", "de")),
    ("segment", lambda book, day: set_segment_rule(book, f"Mills {BAD}", 45)),
    ("filter", lambda book, day: save_filter(book, f"Mine {BAD}", asked_for("all", owner="Dora"))),
    ("no filter", lambda book, day: drop_filter(book, saved_filters(book)[0].name)),
    ("cadence", lambda book, day: choose(book, "contact cadence", "5/6/7")),
    ("smallest return", lambda book, day: choose(book, "smallest return", "50 EUR")),
    ("loss", lambda book, day: open_case(book, "Beta", day, f"Zoe {BAD}", f"Kim {BAD}", note=BAD)),
]
ACTS = [*BEFORE_A_CASE, *OF_A_CASE, *AFTER_A_CASE]
"""By a name of its own each; one a day, in this order."""

TRIED_ELSEWHERE = {
    "accounts.erasure.erasure": "tests/services/test_import_erased.py",
    "book.import_export": "tests/services/test_export.py",
    "demo.past": "tests/services/test_demo.py",
    "importing.import_file": "tests/services/test_imports.py",
    "interviews.answers": "tests/services/test_interview_undo.py",
    "interviews.finish": "tests/services/test_interview_undo.py",
    "interviews.start": "tests/services/interview_books.py",
    "letters.batch": "tests/services/test_letters.py",
    "letters.interrupted": "tests/services/test_due_letters.py",
    "plans.answered_elsewhere": "tests/services/test_plans_answered_elsewhere.py",
    "team": "tests/services/test_team_sync.py",
}
"""Services whose acts are none of a row of acts (a file taken in, an answer kept letter by letter), and their tests."""
UNWRITTEN = {"erasure", "import_batch"}
"""Tables that only those write."""
