"""The calendars of two reps, imported again and again: each step once, moved where it moved, gone when it is done."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from icalendar import Calendar

from tests.services.case_books import TODAY, an_account
from tests.services.ready_case import on
from tests.store.books import with_account
from winback_tui.output.calendar.events import calendar_file
from winback_tui.services.book.history import undo
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.plans.calendar import calendar_events
from winback_tui.services.plans.steps import add_step, drop_step, move_step
from winback_tui.store.book import Book
from winback_tui.store.plans.writes import set_step_owner
from winback_tui.store.write import act

Kept = dict[str, tuple[int, date, str, str]]


def imported(kept: Kept, book: Book, rep: str) -> Kept:
    """What a calendar holds after the import (RFC 5546): by UID the one of the highest SEQUENCE."""
    now = dict(kept)
    for event in Calendar.from_ical(calendar_file(calendar_events(book, rep), rep)).walk("VEVENT"):
        uid, sequence = str(event["uid"]), int(str(event["sequence"]))
        if uid not in now or sequence >= now[uid][0]:
            now[uid] = (sequence, event.decoded("dtstart"), str(event["summary"]), str(event["status"]))
    return now


def shown(kept: Kept) -> list[tuple[date, str]]:
    return sorted((day, title) for _, day, title, status in kept.values() if status == "CONFIRMED")


def planned(book: Book) -> list[tuple[date, str]]:
    with book.read() as connection:
        return sorted(
            (date.fromisoformat(day), f"{channel.capitalize()}: {name}")
            for day, channel, name in connection.execute(
                "SELECT s.on_day, s.channel, a.name FROM step s JOIN account a ON a.id = s.account_id"
                " WHERE s.done_on = '' AND s.dropped_on = ''"
            )
        )


def test_two_calendars_imported_twice_hold_each_event_once_whatever_became_of_it(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    with_account(book, "Zürich & Söhne <b>")
    for place, (account, owner) in enumerate(
        (("Acme", "Ann"), ("Acme", "Ben"), ("Zürich", "Ann"), ("Zürich", "Ben"))
    ):
        add_step(book, account, TODAY + timedelta(days=place + 1), purpose=f"Ask {place}", owner=owner)
    kept: Kept = {}

    def both_imported_twice() -> None:
        nonlocal kept
        for _ in range(2):
            for rep in ("Ann", "Ben"):
                kept = imported(kept, book, rep)
        assert len(kept) == 4 and shown(kept) == planned(book)

    both_imported_twice()
    assert len(shown(kept)) == 4
    move_step(book, "Acme", "Ask 0", TODAY + timedelta(days=20))
    both_imported_twice()
    log_contact(on(book, TODAY + timedelta(days=2)), "Acme", "Spoke with them, call again")
    both_imported_twice()
    drop_step(book, "Zürich", "Ask 2")
    both_imported_twice()
    assert len(shown(kept)) == 2
    undo(book)
    both_imported_twice()
    assert len(shown(kept)) == 3
    book = on(book, TODAY + timedelta(days=40))
    both_imported_twice()


def test_a_step_that_is_undone_or_given_away_leaves_the_calendar(tmp_path: Path) -> None:
    """Into a calendar a rep, and into one calendar that takes the files of both, in either order."""
    book, _ = an_account(tmp_path)
    add_step(book, "Acme", TODAY + timedelta(days=3), purpose="Ask", owner="Ann")
    add_step(book, "Acme", TODAY + timedelta(days=4), purpose="Write", owner="Ben")
    add_step(book, "Acme", TODAY + timedelta(days=5), purpose="Ask again", owner="Ben")
    of_ann, together = imported({}, book, "Ann"), imported(imported({}, book, "Ann"), book, "Ben")
    assert len(shown(of_ann)) == 1 and len(shown(together)) == 3
    undo(book)
    together = imported(imported(together, book, "Ann"), book, "Ben")
    assert shown(together) == planned(book) and len(together) == 3
    with book.read() as connection:
        (step,) = (row[0] for row in connection.execute("SELECT id FROM step WHERE purpose = 'Ask'"))
        (ben,) = (row[0] for row in connection.execute("SELECT id FROM rep WHERE name = 'Ben'"))
    with act(book, "handover", "Plan handed over") as transaction:
        set_step_owner(transaction, step, ben)
    for first, second in (("Ann", "Ben"), ("Ben", "Ann")):
        assert shown(imported(imported(together, book, first), book, second)) == planned(book)
    assert shown(imported(of_ann, book, "Ann")) == [] and len(shown(imported({}, book, "Ben"))) == 2
