"""Steps that plan and stop themselves: reminders of a quote or price list, and the watch after a return."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.services.case_books import TODAY, a_lost_account, an_account, field
from tests.services.ready_case import asked, lost, on
from tests.services.test_gates_everywhere import command
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.history import undo
from winback_tui.services.cases.opening import close_case, open_case
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.plans.followups import due
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.store.book import Book

SERIES = (
    "SELECT group_concat(on_day || ' ' || channel, ', ') FROM step WHERE dropped_on = '' AND done_on = ''"
)
ORDER = Money(5_000, "EUR")
MONDAY = date(2026, 11, 23)


def rows(book: Book, kind: str) -> list[tuple[str, str]]:
    return [
        (str(row.item.on_day), row.what) for row in due(book) if row.item.kind == kind and row.item.on_day
    ]


@pytest.mark.parametrize(
    ("outcome", "what"),
    [
        ("Wants a quote or an offer", "quote"),
        ("Wants a quote", "quote"),
        ("asked for an offer.", "quote"),
        ("Wants a price list", "price list"),
        ("Asks for prices", "price list"),
    ],
)
def test_a_quote_is_followed_up_three_times(outcome: str, what: str, tmp_path: Path) -> None:
    book = on(an_account(tmp_path)[0], MONDAY)
    done = log_contact(book, "Acme", outcome)
    assert done.warnings[-1:] == (f"3 reminders of the {what} planned.",)
    assert field(book, SERIES) == "2026-11-23 mail, 2026-11-24 call, 2026-11-30 call"
    assert rows(book, "quote") == [("2026-11-23", f"mail: Send the {what}")]
    log_contact(book, "Acme", "Sent", channel="mail")
    assert rows(book, "quote") == [("2026-11-24", f"call: Ask whether the {what} arrived")]
    next_day = on(book, MONDAY + timedelta(days=1))
    log_contact(next_day, "Acme", "Not reached")
    assert field(book, SERIES) == "2026-11-30 call"
    undo(next_day)
    assert field(book, SERIES) == "2026-11-24 call, 2026-11-30 call"


def test_reminders_stop_by_themselves_when_they_answer_or_order(tmp_path: Path) -> None:
    book = on(an_account(tmp_path)[0], MONDAY)
    enter_order(book, "Acme", MONDAY, Money(90_000, "EUR"), "quote")
    assert field(book, SERIES) is not None
    answered = log_contact(book, "Acme", "Spoke with them, call again")
    assert "reminders about the quote dropped: they answered." in answered.warnings[0]
    assert field(book, SERIES) is None
    undo(book)
    assert rows(book, "quote") != []
    ordered = enter_order(book, "Acme", MONDAY, ORDER)
    assert ordered.warnings[-1] == "3 reminders about the quote dropped: they ordered."
    assert field(book, SERIES) is None and rows(book, "quote") == []
    undo(book)
    assert rows(book, "quote") != []


def test_an_imported_order_stops_them_too(tmp_path: Path) -> None:
    book = on(an_account(tmp_path)[0], MONDAY)
    log_contact(book, "Acme", "Wants a quote or an offer")
    target = tmp_path / "orders.csv"
    target.write_text("Customer;Number;Date;Amount\nAcme;77;2026-11-23;12,50\n", "utf-8")
    assert command(book)("import", str(target), "--yes").code == 0
    assert field(book, SERIES) is None and rows(book, "quote") == []


def test_a_quote_of_long_ago_is_a_sign_and_plans_nothing(tmp_path: Path) -> None:
    book = on(an_account(tmp_path)[0], MONDAY)
    enter_order(book, "Acme", MONDAY - timedelta(days=20), Money(90_000, "EUR"), "quote")
    assert field(book, SERIES) is None
    (row,) = rows(book, "quote")
    assert row[0] == "2026-11-09" and row[1].startswith(
        "follow up the quote: asked for a quote on 3 Nov 2026"
    )


def test_no_reminder_is_planned_into_closed_time(tmp_path: Path) -> None:
    book = on(asked(lost(tmp_path)), MONDAY)
    edit_account(book, "Acme", {"hunts_price": True})
    assert log_contact(book, "Acme", "Wants a quote or an offer").warnings[0].startswith("Too early")
    assert field(book, SERIES) is None


def test_the_watch_plans_itself_and_goes_with_the_order(tmp_path: Path) -> None:
    book = on(a_lost_account(tmp_path)[0], MONDAY)
    back = enter_order(book, "Acme", MONDAY, ORDER)
    assert back.sentence.endswith("entered for Acme: returned; 5 steps of the watch planned")
    watch = rows(book, "step")
    assert watch[0] == ("2026-11-23", "internal task: Follow the order through every stage")
    assert watch[1] == ("2026-11-26", "call: Ask how the delivery went")
    assert watch[-1] == ("2027-11-23", "call: Thank them for the year and ask for a testimonial")
    close_case(book, "Acme")
    assert rows(book, "step") == watch
    undo(book)
    undo(book)
    assert rows(book, "step") == []


def test_a_case_closed_before_the_order_is_watched_too(tmp_path: Path) -> None:
    book = on(a_lost_account(tmp_path)[0], MONDAY)
    close_case(book, "Acme")
    enter_order(book, "Acme", MONDAY, ORDER)
    assert len(rows(book, "step")) == 5


def test_an_imported_return_is_watched_once(tmp_path: Path) -> None:
    book = on(a_lost_account(tmp_path)[0], MONDAY)
    target = tmp_path / "orders.csv"
    target.write_text("Customer;Number;Date;Amount\nAcme;77;2026-11-20;12,50\n", "utf-8")
    assert command(book)("import", str(target), "--yes").code == 0
    assert len(rows(book, "step")) == 5
    target.write_text(
        "Customer;Number;Date;Amount\nAcme;77;2026-11-20;12,50\nAcme;78;2026-11-21;3\n", "utf-8"
    )
    assert command(book)("import", str(target), "--yes").code == 0
    assert len(rows(book, "step")) == 5


def test_lost_again_ends_the_watch(tmp_path: Path) -> None:
    book = on(a_lost_account(tmp_path)[0], MONDAY)
    enter_order(book, "Acme", date(2026, 11, 2), ORDER)
    assert rows(book, "step") != []
    open_case(book, "Acme", date(2026, 11, 20), "Carl", "Dora")
    assert rows(book, "step") == []


def test_somebody_is_asked_about_the_owner_who_lost_it(tmp_path: Path) -> None:
    book = on(a_lost_account(tmp_path)[0], MONDAY)
    edit_account(book, "Acme", {"owner": "Bob"})
    enter_order(book, "Acme", MONDAY, ORDER)
    asked_about = "internal task: Decide who should own the account: Bob lost it and still owns it"
    assert ("2026-11-23", asked_about) in rows(book, "step")


def test_another_specialist_owns_the_account_from_the_plan_on(tmp_path: Path) -> None:
    book = asked(lost(tmp_path))
    edit_account(book, "Acme", {"owner": "Bob"})
    made = make_plan(book, "Acme", "another-specialist")
    assert made.sentence.endswith("Carl leads and owns the account now instead of Bob")
    assert field(book, "SELECT r.name FROM account a JOIN rep r ON r.id = a.owner_id") == "Carl"
    undo(book)
    assert field(book, "SELECT r.name FROM account a JOIN rep r ON r.id = a.owner_id") == "Bob"


def test_today_is_a_sunday() -> None:
    assert TODAY.weekday() == 6
