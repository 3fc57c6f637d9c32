"""Every planted sign is met on the list at risk, in what is due, on the page and in the alarms, and nowhere else."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.ready_case import on
from tests.services.signs_book import BEHIND, EACH, MONDAY, PLANTED, SIZE, monday_book, names, signs_book
from winback_tui.domain.account.alarms import alarm_of
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.account_card import account_card
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.history import redo, undo
from winback_tui.services.contacts.complaints import resolve_complaint, settle_complaint
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.lists.list_head import count_in
from winback_tui.services.lists.listing import View
from winback_tui.services.lists.overdue import asked_for, list_accounts
from winback_tui.services.plans.followups import due
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return signs_book(tmp_path)


@pytest.fixture
def winback(book: Book) -> Winback:
    return Winback(book.path, {"WINBACK_NOW": f"{MONDAY}T08:00:00", "WINBACK_ACTOR": "Ann"})


def kinds(book: Book, name: str) -> list[str]:
    """The signs of an account as every place has them; they are the same everywhere."""
    rows = list(list_accounts(book, asked_for("all", search=f"{name} ")))
    (row,) = [row for row in rows if row.account.name == name]
    page = account_card(book, name).glance.alarms
    assert [alarm.text for alarm in page if alarm.rule != "B5"] == [alarm_of(sign).text for sign in row.signs]
    on_list = {row.account.name: row for row in list_accounts(book, asked_for("risk"))}
    assert (name in on_list) is bool(row.signs)
    return [str(sign.kind) for sign in row.signs]


@pytest.mark.parametrize("begins", PLANTED)
def test_each_planted_sign_stands_on_the_list_and_in_what_is_due(begins: str, winback: Winback) -> None:
    kind, _ = PLANTED[begins]
    listed = {row["account"]: row for row in winback("list", "--view", "risk", "--json").json}
    to_do = winback("due", "--json").json
    for name in names(begins):
        signs = listed[name]["signs"]
        assert kind in [sign["kind"] for sign in signs], (name, signs)
        assert all(set(sign) == {"kind", "since", "due", "action"} for sign in signs)
        assert kind in [row["kind"] for row in to_do if row["account"] == name], name


def test_nobody_else_is_at_risk(book: Book, winback: Winback) -> None:
    listed = winback("list", "--view", "risk", "--json").json
    planted = {name for begins in PLANTED for name in names(begins)}
    assert {row["account"] for row in listed} == planted
    assert len(listed) == count_in(book, View.RISK) == EACH * len(PLANTED)
    assert winback("list", "--view", "all", "--json").json.__len__() == SIZE
    assert {row["account"][:7] for row in listed[:EACH]} == {"Fragile"}


WORK = {
    "Contract": "call before it ends: the contract ends in 12 days, on 5 Dec 2026",
    "Welcome": "call before it ends: the welcome discount ends in 20 days, on 13 Dec 2026",
    "Left": "find the successor now: decision maker Dana Decker left on 23 Nov 2026",
    "Quote": "mail: Send the quote",
    "Pricelist": "mail: Send the price list",
    "Volume": "ask what has changed: volume down by 56 %",
    "Silent": "call them: no contact logged for 6 months",
    "Complaint": "answer the complaint by 24 Nov 2026: “Wrong invoice”",
    "Unresolved": "resolve the complaint: “Broken pallet”",
    "New": "ask how it went: new customer, first order on 11 Nov 2026",
    "Soso": "ask what is missing: first impression so-so",
    "Fragile": "answer the complaint now: “Late again”",
    "Promised": "promise: Two sample boxes",
    "Offered": "offer ends: gift",
    "Planned": "visit: Bring the new range",
    "Repaired": "fix: New carrier",
    "Waited": "review decision (the hold is over)",
    "Wished": "condition met: Delivery takes 2 days",
    "Lost": "to interview",
}
"""What to do about each, as `due` says it."""


def test_a_rep_on_a_monday_misses_no_row_of_what_was_planted(tmp_path: Path) -> None:
    """Row by row: each planted account once with its kind and what to do, in data and in text, and nobody faithful."""
    monday = Winback(
        monday_book(tmp_path).path, {"WINBACK_NOW": f"{MONDAY}T08:00:00", "WINBACK_ACTOR": "Ann"}
    )
    to_do = monday("due", "--json").json
    text = [" ".join(line.split()) for line in monday("due").out.splitlines()]
    listed = {row["account"]: row for row in monday("list", "--view", "risk", "--json").json}
    lines = [" ".join(line.split()) for line in monday("list", "--view", "risk").out.splitlines()]
    met = 0
    for begins, (kind, _) in {**PLANTED, **BEHIND}.items():
        for name in names(begins):
            rows = [row for row in to_do if row["account"] == name and row["kind"] == kind]
            assert [row["what"].startswith(WORK[begins]) for row in rows] == [True], (name, rows)
            assert any(name in line and WORK[begins][:20] in line for line in text), name
            assert (name in listed) is (begins in PLANTED)
            if begins in PLANTED:
                (sign,) = [sign for sign in listed[name]["signs"] if sign["kind"] == kind]
                assert sign["action"], name
                assert sum(name in line for line in lines) == 1, name
            met += 1
    assert met == EACH * (len(PLANTED) + len(BEHIND)) == 57
    assert not any(row["account"].startswith("Faithful") for row in [*to_do, *listed.values()])
    assert len(monday("list", "--view", "all", "--json").json) == SIZE


def test_the_first_rows_of_the_day_are_complaints_of_fragile_accounts(book: Book) -> None:
    rows = due(book)
    assert [(row.item.account[:7], row.item.kind) for row in rows[:EACH]] == [("Fragile", "complaint")] * EACH
    groups = [row.group for row in rows[EACH:]]
    assert groups.index("today") == groups.count("late") > 0


def test_places_agree_and_say_what_to_do(book: Book) -> None:
    for begins in PLANTED:
        assert PLANTED[begins][0] in kinds(book, f"{begins} 1")
    assert kinds(book, "Faithful 001") == []
    for row in list_accounts(book, asked_for("risk")):
        assert all(sign.action and sign.fact for sign in row.signs)


@pytest.mark.parametrize(
    "begins", [each for each in PLANTED if each not in ("Unresolved", "Fragile", "Complaint")]
)
def test_a_sign_goes_by_an_act_and_comes_back_with_undo(begins: str, book: Book) -> None:
    name = f"{begins} 2"
    before = kinds(book, name)
    kind = PLANTED[begins][0]
    match begins:
        case "Left":
            from winback_tui.services.accounts.people import edit_person

            edit_person(book, name, "Dana", {"left_on": ""})
        case "Contract" | "Welcome":
            log_contact(book, name, "Agreed how to go on")
            if begins == "Welcome":
                assert kinds(book, name) == before, "a contact three weeks ahead does not answer the end"
                undo(book)
                edit_account(book, name, {"welcome_ends_on": ""})
        case "Volume":
            enter_order(book, name, MONDAY, Money(900_000, "EUR"))
        case _:
            log_contact(book, name, "Spoke with them, call again")
    assert kind not in kinds(book, name)
    undo(book)
    assert kinds(book, name) == before
    redo(book)
    assert kind not in kinds(book, name)


@pytest.mark.parametrize("begins", ["Contract", "Left", "Quote", "Pricelist", "Silent", "New", "Soso"])
@pytest.mark.parametrize("result", ["Not reached", "left a voicemail."])
def test_a_call_that_reached_nobody_answers_nothing(begins: str, result: str, book: Book) -> None:
    name = f"{begins} 2"
    before = kinds(book, name)
    log_contact(book, name, result)
    assert kinds(book, name) == before
    log_contact(book, name, "Spoke with them, call again")
    assert PLANTED[begins][0] not in kinds(book, name) or begins == "Left"


def test_an_offered_result_is_known_in_any_letter_case(book: Book) -> None:
    log_contact(book, "Faithful 004", "wants a price list")
    assert kinds(book, "Faithful 004") == ["quote"]


def test_a_complaint_is_answered_then_resolved(book: Book) -> None:
    name = "Complaint 1"
    (row,) = [row for row in due(book) if row.item.account == name]
    assert row.what == (
        "answer the complaint by 24 Nov 2026: “Wrong invoice” from 23 Nov 2026 is not answered, severity 2 of 5"
    )
    settle_complaint(book, name, row.item.id)
    (row,) = [row for row in due(book) if row.item.account == name]
    assert row.what.startswith("resolve the complaint: ")
    settle_complaint(book, name, row.item.id)
    assert kinds(book, name) == []
    undo(book)
    undo(book)
    assert kinds(book, name) == ["complaint"]
    resolve_complaint(book, name)
    assert kinds(book, name) == []


def test_the_settings_of_the_team_are_followed(book: Book) -> None:
    assert kinds(book, "Faithful 001") == []
    choose(book, "contact cadence", "5/6/7")
    assert kinds(book, "Faithful 001") == ["contact"]
    undo(book)
    assert kinds(book, "Faithful 001") == []
    choose(book, "complaint answer", "4")
    (row,) = [row for row in due(book) if row.item.account == "Complaint 1"]
    assert row.item.on_day == MONDAY + timedelta(days=4)


def test_the_day_before_it_was_not_known(book: Book, winback: Winback) -> None:
    past = winback("--as-of", str(MONDAY - timedelta(days=1)), "list", "--view", "risk", "--json").json
    told = Counter(sign["kind"] for row in past for sign in row["signs"])
    assert told["complaint"] == 0 and told["contract"] == 0


def test_a_sign_stands_on_later_days_until_its_day_is_over(book: Book) -> None:
    later = on(book, MONDAY + timedelta(days=2))
    seen = {
        row.account.name: {str(sign.kind) for sign in row.signs}
        for row in list_accounts(later, asked_for("risk"))
    }
    for begins, (kind, _) in PLANTED.items():
        for name in names(begins):
            assert kind in seen[name], name


def test_hostile_words_come_out_clean(book: Book, winback: Winback) -> None:
    from winback_tui.services.contacts.complaints import log_complaint

    log_complaint(book, "Faithful 003", "[red]boom[/red] \x1b[31m=cmd|' /C calc'!A0 " + "x" * 300, 5)
    for words in (
        ("list", "--view", "risk"),
        ("due",),
        ("show", "Faithful 003"),
        ("list", "--view", "risk", "--csv"),
    ):
        told = winback(*words).out
        assert "\x1b" not in told and "boom" in told
