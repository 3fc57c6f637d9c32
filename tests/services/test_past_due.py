"""What was due on a past day is worked out from few accounts, and is row by row what a look at all accounts gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.made_once import made_once
from tests.services.team_book import ANN, BOB, TODAY, account, person
from tests.store.books import book_at
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.merge import merge_accounts
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.lookup import about_due
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.complaints import log_complaint
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.contacts.promises import make_promise
from winback_tui.services.lists.snooze import put_aside
from winback_tui.services.plans.followups import Due, due
from winback_tui.store.book import Book
from winback_tui.store.summary.past import figures as past_figures
from winback_tui.store.write import act

ACCOUNTS = 60


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def on(book: Book, day: date) -> Book:
    return replace(book, as_of=day, _past={})


def computed(book: Book) -> int:
    """How many accounts this look at a past day has figures of."""
    with book.read() as connection:
        return int(connection.execute("SELECT count(*) FROM account_summary").fetchone()[0])


def both(book: Book, day: date) -> Sequence[Due]:
    """The follow-ups of that day, found equal twice: from what is worked out first, and from what is then stored."""
    whole = due(on(book, day))
    assert due(about_due(on(book, day))) == whole
    assert due(about_due(on(book, day))) == whole
    return whole


@made_once()
def made_up(folder: Path) -> Book:
    """Accounts of every pace; some order less than before, some are new, some get credits. Nobody logs contacts.
    The first five stopped long ago.
    """
    chooser, book = Random(1), book_at(folder, TODAY)
    with act(replace(book, clock=fixed_clock(ago(500))), "demo", "Made up") as transaction:
        transaction.insert("rep", id=ANN, name="Ann")
        transaction.insert("rep", id=BOB, name="Bob")
        for number in range(ACCOUNTS):
            gap, back, until = chooser.choice([15, 40, 90]), chooser.choice([70, 250, 900]), 0
            if number < 5:
                back, until = 1_400, 460
            days: list[date] = []
            while back > until:
                days.append(ago(back))
                back -= max(1, round(gap * chooser.uniform(0.6, 1.4)))
            name, ends = f"Acc {number}", "" if number % 9 else ago(chooser.randrange(-60, 300)).isoformat()
            ref = account(transaction, name, chooser.choice([ANN, BOB, None]), "", days, 1_000, "", ends)
            person(transaction, name, "Dana", decision_maker=True)
            if number % 2:
                transaction.run(
                    "UPDATE sales_order SET amount = 300 WHERE account_no = ? AND day > ?",
                    (ref.no, ago(chooser.randrange(30, 300)).isoformat()),
                )
    for number, back in enumerate((400, 320, 150, 90, 20)):
        then = replace(book, clock=fixed_clock(ago(back)))
        open_case(then, f"Acc {number}", ago(back + 40), "Bob", "Ann")
        make_promise(then, f"Acc {number + 5}", "Call back", ago(back - 15))
        log_complaint(then, f"Acc {number + 10}", "Late again", 3, on_day=ago(back))
        put_aside(then, f"Acc {number + 15}", ago(back - 60), "on holiday")
        merge_accounts(then, f"Acc {number + 20}", f"Acc {number + 25}")
        enter_order(then, f"Acc {number + 30}", ago(back), Money(9_000, "EUR"), "quote")
        enter_order(then, f"Acc {number + 35}", ago(back), Money(2_500, "EUR"), "credit")
    return book


def test_the_follow_ups_are_those_of_a_look_at_all(tmp_path: Path) -> None:
    book = made_up(tmp_path)
    kinds: Counter[str] = Counter()
    for day in (TODAY, ago(60), ago(140), ago(330)):
        kinds += Counter(row.item.kind for row in both(book, day))
        assert computed(about_due(on(book, day))) < ACCOUNTS - 5
    for kind, least in {
        "volume": 10,
        "feedback": 4,
        "complaint": 4,
        "promise": 4,
        "quote": 2,
        "contract": 2,
    }.items():
        assert kinds[kind] >= least, kind
    assert kinds["no contact planned"] >= 4


def test_where_contacts_are_logged_everybody_may_be_due(tmp_path: Path) -> None:
    book = made_up(tmp_path)
    log_contact(replace(book, clock=fixed_clock(ago(200))), "Acc 40", "Spoke with them", on_day=ago(200))
    assert any(row.item.kind == "contact" for row in both(book, ago(100)))
    assert not any(row.item.kind == "contact" for row in both(book, ago(190)))


def test_the_orders_of_all_are_read_once_for_a_past_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = made_up(tmp_path)
    due(about_due(on(book, ago(60))))
    monkeypatch.setattr(past_figures, "_made_context", None)
    assert due(about_due(on(book, ago(60))))
    assert about_due(book) is book
