"""The brief before a call says who, what happened, what was promised, and what not to say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.services.case_books import LOST, TODAY, a_lost_account, an_account, with_order
from tests.services.ready_case import on
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.people import add_person
from winback_tui.services.cases.battle_cards import edit_card
from winback_tui.services.cases.case_card import case_card
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.conditions import add_condition, record_delivery
from winback_tui.services.cases.fixes import add_fix
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.briefing import brief
from winback_tui.services.contacts.complaints import log_complaint
from winback_tui.services.contacts.contacts import add_note, log_contact
from winback_tui.services.contacts.promises import break_promise, keep_promise, make_promise


def test_an_account_without_a_case_has_its_people_and_last_contacts(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    add_person(book, "Acme", "Ana Silva", "buyer", "+44 20", decision_maker=True)
    log_contact(book, "Acme", "Wants a price list", person="Ana Silva", next_on=date(2026, 11, 24))
    told = brief(book, "Acme")
    assert told.who == ("Ana Silva, buyer, decides  +44 20",)
    assert told.last == ("Today, call, Ann with Ana Silva: Wants a price list",)
    assert told.next == ("Mail tomorrow, Ann: Send the price list", "Call in 2 days, Ann")
    (orders,) = told.orders
    assert orders.startswith("Data up to 7 Sep 2026. Orders about every 5 weeks (7 days with an order).")
    assert [heading for heading, _ in told.parts] == [
        "Who",
        "Their orders",
        "What they lose by leaving",
        "Last contacts",
        "Next",
    ]


def test_every_account_has_what_it_would_lose_by_leaving_and_nothing_that_speaks_against_us(
    tmp_path: Path,
) -> None:
    book, _ = an_account(tmp_path)
    edit_account(book, "Acme", {"owner": "Bob", "contract_ends_on": date(2026, 12, 4)})
    make_promise(book, "Acme", "Samples", TODAY)
    keep_promise(book, "Acme")
    edit_card(book, "Rex", {"switching_cost": "New [b]moulds\x1b[31m"})
    known = "A supplier they know: 7 orders and no complaint in 6 months."
    assert brief(book, "Acme").loses == (
        known,
        "Our word: 1 promise kept, none broken.",
        "Their own contact here: Bob.",
        "Their contract, which runs until 4 Dec 2026.",
        "What they lose with Rex: New [b]moulds",
    )
    make_promise(book, "Acme", "A call", TODAY)
    break_promise(book, "Acme")
    for day in (19, 20, 21, 22):
        log_complaint(book, "Acme", "Late", 3, date(2026, 11, day))
    assert brief(book, "Acme").loses[0] == "Their own contact here: Bob."
    open_case(book, "Acme", LOST, "Bob", "Carl")
    assert brief(book, "Acme").loses == ("Their contract, which runs until 4 Dec 2026.",)
    assert brief(on(book, date(2026, 12, 5)), "Acme").loses == ()


def test_a_case_before_its_interview_says_what_not_to_do(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    told = brief(book, "Acme")
    assert told.happened == ("Lost 7 weeks ago by Bob. Carl leads.",)
    assert "apology" in told.avoid[0]
    assert "B6" in {gate.rule for gate in told.gates}
    assert told.next == ("No contact planned.",)


def test_it_holds_all_that_was_said_and_promised(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_cause(book, "Acme", "price", whom="Bob", promise_broken="a call back")
    add_fix(book, "Acme", "New price list", done_on=TODAY)
    add_condition(book, "Acme", "delivery <= 3 days")
    make_promise(book, "Acme", "Samples", date(2026, 11, 27))
    log_complaint(book, "Acme", "Rude at the gate", 2, date(2026, 11, 20))
    add_note(book, "Acme", "Likes sailing")
    told = brief(book, "Acme")
    assert "Bob failed them: a call back." in told.happened
    assert told.happened[-1].startswith("Complaint open since Fri 20 Nov, severity 2 of 5: Rude at the gate")
    assert told.requests == (
        "delivery at most 3 days: No delivery time is recorded to compare with 3 days.",
        "Fixed today: New price list.",
    )
    assert told.promised == ("Promised: Samples, due Fri.",)
    assert any("price" in line for line in told.avoid)
    assert not any("we have changed" in line for line in told.avoid)
    assert told.last == ("Today, note, Ann: Likes sailing",)


def test_twice_lost_leaves_one_thing_to_do(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    with_order(book, account, "2026-10-20")
    open_case(book, "Acme", date(2026, 11, 15), "Carl", "Dora")
    assert brief(book, "Acme").avoid == (
        "Anything but the one letter of apology: they are lost a second time.",
    )


def test_a_bad_payer_is_not_delivered_on_the_old_terms(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    edit_account(book, account, {"pays_badly": True})
    assert any("old payment terms" in line for line in brief(book, "Acme").avoid)


def test_a_condition_that_came_true_is_told_once(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_condition(book, "Acme", "delivery <= 3 days")
    record_delivery(book, 3)
    log_contact(book, "Acme", "Spoke with them", "call")
    assert brief(book, "Acme").requests == ("delivery at most 3 days: met since 22 Nov 2026.",)


def test_it_says_of_a_condition_what_the_case_says(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    edit_account(book, "Acme", {"owner": "Dora"})
    open_case(book, "Acme", LOST, "Bob")
    add_condition(book, "Acme", 'contact person not "Bob"')
    (asked,) = case_card(book, "Acme").conditions
    assert str(asked.checked.state) == "met" and "Dora" in asked.checked.sentence
    assert brief(book, "Acme").requests == (f"{asked.row.wish}: met. {asked.checked.sentence}",)
