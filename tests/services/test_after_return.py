"""After the return: growth, credit for who led, a sheet for colleagues, testimonials, and a risk that is honest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.services.case_books import TODAY, a_lost_account, field, with_order
from tests.services.ready_case import on
from tests.services.test_gates_everywhere import command
from tests.store.books import with_account, with_orders
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.money.money import Money
from winback_tui.domain.returns.second_orders import SecondOrders, second_orders
from winback_tui.services.accounts.account_card import account_card
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.history import redo, undo
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.briefing import brief
from winback_tui.services.lists.overdue import asked_for, list_accounts
from winback_tui.services.plans.followups import due
from winback_tui.services.returns.fragile_sheet import fragile_sheet
from winback_tui.services.returns.growth import return_figures
from winback_tui.services.returns.testimonials import add_testimonial
from winback_tui.services.returns.testimonials import testimonials as kept
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book
from winback_tui.store.file.check.summaries import summary_faults


def back(folder: Path) -> Book:
    book = a_lost_account(folder)[0]
    enter_order(book, "Acme", date(2026, 11, 2), Money(5_000, "EUR"))
    return book


def risk(book: Book, name: str = "Acme") -> int:
    (row,) = [row for row in list_accounts(book, asked_for("all")) if row.account.name == name]
    assert row.account.gone_90 is not None
    return row.account.gone_90


def test_a_trial_order_alone_is_judged_by_other_returns(tmp_path: Path) -> None:
    book = back(tmp_path)
    assert risk(book) == 5_000
    enter_order(book, "Acme", date(2026, 11, 20), Money(5_000, "EUR"))
    assert risk(book) < 3_000
    undo(book)
    assert risk(book) == 5_000


def test_what_others_did_moves_the_risk_of_all_who_are_fragile(tmp_path: Path) -> None:
    book = back(tmp_path)
    for name in ("Lone", "Stray"):
        account = with_account(book, name)
        with_orders(book, account, ("2025-01-10", "2025-02-10", "2025-03-10"))
        open_case(book, name, date(2025, 6, 1), "Bob", "Carl")
        enter_order(book, name, date(2025, 9, 1), Money(5_000, "EUR"))
    assert risk(book) == round((2 + 2) / (4 + 2) * 10_000)
    undo(book)
    assert risk(book) == round((1 + 2) / (4 + 1) * 10_000)


def test_second_orders_are_counted_when_the_time_has_passed() -> None:
    day = date(2026, 1, 1)
    trials = [(day, [day]), (day, [day, day + timedelta(days=100)]), (TODAY - timedelta(days=10), [])]
    assert second_orders(trials, TODAY) == SecondOrders((2, 2), (2, 1))
    assert SecondOrders().chance_gone(0) == 0.5


def test_growth_and_credit_stand_with_the_return(tmp_path: Path) -> None:
    book = back(tmp_path)
    (young,) = return_figures(book)
    assert (young.growth, young.credit) == (None, 500)
    later = on(book, date(2027, 4, 1))
    enter_order(later, "Acme", date(2027, 3, 1), Money(90_000, "EUR"))
    (grown,) = return_figures(later)
    assert grown.before is not None and grown.growth is not None
    assert grown.growth == pytest.approx(grown.after.yearly / grown.before.yearly - 1)
    assert grown.credit == 9_500
    choose(later, "credit share", "25 %")
    assert return_figures(later)[0].credit == 23_750
    undo(later)
    assert return_figures(later)[0].credit == 9_500
    with pytest.raises(BadInput, match="whole percent"):
        choose(later, "credit share", "a lot")
    row = command(later)("returns", "--json").json[0]
    assert (row["credit"], row["responsible"]) == ("95.00", "Carl") and row["growth"] is not None


def test_a_sheet_for_colleagues_names_what_matters(tmp_path: Path) -> None:
    lost = a_lost_account(tmp_path / "lost")[0]
    with pytest.raises(Refused) as refusal:
        fragile_sheet(lost, "Acme")
    assert refusal.value.rule == "M12b"
    book = back(tmp_path / "back")
    sheet = command(book)("brief", "Acme", "--colleagues")
    assert sheet.out.startswith("HANDLE WITH CARE: Acme\n")
    assert "Lost on 1 Oct 2026, back with an order of 2 Nov 2026." in sheet.out
    assert "ask Carl." in sheet.out
    enter_order(book, "Acme", date(2026, 11, 20), Money(5_000, "EUR"))
    assert fragile_sheet(on(book, date(2027, 11, 1)), "Acme")
    with pytest.raises(Refused, match="came back within the last year"):
        fragile_sheet(on(book, date(2027, 11, 2)), "Acme")


def test_testimonials_are_kept_and_offered_for_the_same_segment_first(tmp_path: Path) -> None:
    book = back(tmp_path)
    edit_account(book, "Acme", {"segment": "mills"})
    done = add_testimonial(book, "Acme", "They listen.\x1b[31m [b]Truly[/b]", "Ana", TODAY)
    assert done.sentence == "Testimonial of Acme kept: They listen. [b]Truly[/b]" and done.warnings == ()
    for name, segment in (("Mill Two", "mills"), ("Baker", "bakers")):
        account = with_account(book, name)
        with_order(book, account, "2026-05-01")
        edit_account(book, name, {"segment": segment})
    assert add_testimonial(book, "Baker", "Good bread").warnings != ()
    open_case(book, "Mill Two", date(2026, 9, 1), "Bob", "Carl")
    assert brief(book, "Mill Two").others == (
        "“They listen. [b]Truly[/b]” (Ana, Acme, mills)",
        "“Good bread” (Baker, bakers)",
    )
    with pytest.raises(BadInput, match="lets us tell"):
        add_testimonial(book, "Acme", " \x1b ")
    past = command(book)("--as-of", "2026-11-20", "testimonial", "list", "--json")
    assert past.json == []
    assert len(kept(book)) == 2
    for expected in (1, 2):
        undo(book) if expected == 1 else redo(book)
    assert field(book, "SELECT count(*) FROM testimonial") == 2


def test_the_watch_goes_with_the_return_and_nothing_of_the_case_is_forgotten(tmp_path: Path) -> None:
    """Steps of a watch that nobody makes any more are no contact planned, and hide no sign."""
    book = back(tmp_path)
    watched = [row.what for row in due(book)]
    assert any("order" in what for what in watched)
    enter_order(book, "Acme", date(2026, 11, 5), Money(5_000, "EUR"), "credit")
    enter_order(book, "Acme", date(2026, 9, 7), Money(9_000, "EUR"), "quote")
    rows = due(book)
    assert [row.group for row in rows if row.item.case_id] == ["no contact planned"]
    (listed,) = list_accounts(book, asked_for("all"))
    assert listed.account.next_on is None
    assert not account_card(book, "Acme").open_steps
    undo(book)
    undo(book)
    assert [row.what for row in due(book)] == watched
    assert account_card(book, "Acme").open_steps


def test_undoing_the_smallest_return_leaves_what_is_computed_from_the_start(tmp_path: Path) -> None:
    book = back(tmp_path)
    shown = []
    acts: list[Callable[[], str]] = [
        lambda: choose(book, "smallest return", "100 EUR"),
        lambda: undo(book),
        lambda: redo(book),
    ]
    for do in acts:
        do()
        (row,) = list_accounts(book, asked_for("all"))
        shown.append(row.account.status)
        with book.read() as connection:
            assert not list(summary_faults(connection))
    assert shown[0] == shown[2] != shown[1]
