"""The former volume and a clean year are told when they are reached (M11b)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.services.case_books import a_lost_account
from tests.services.ready_case import on
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.plans.followups import due
from winback_tui.store.book import Book


def reached(book: Book) -> list[tuple[str, str]]:
    return [
        (row.item.on_day.isoformat(), row.what)
        for row in due(book)
        if row.item.kind == "reached" and row.item.on_day
    ]


def test_volume_and_clean_year_stand_until_somebody_thanked_them(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    trial = enter_order(book, "Acme", date(2026, 10, 20), Money(1_000, "EUR"))
    assert trial.warnings == ()
    assert reached(book) == []
    told = enter_order(book, "Acme", date(2026, 11, 20), Money(90_000, "EUR"))
    assert told.warnings == ("They are back at their former volume.",)
    assert reached(book) == [("2026-11-20", "reached: the former volume; thank them (M11b)")]
    assert reached(on(book, date(2026, 12, 4))) != []
    assert reached(on(book, date(2026, 12, 5))) == []
    log_contact(book, "Acme", "Thanked them")
    assert reached(book) == []
    assert reached(on(book, date(2027, 10, 19))) == []
    assert reached(on(book, date(2027, 10, 20))) == [
        ("2027-10-20", "reached: a clean year; ask for a testimonial (M11b)")
    ]
