"""A look at one account on a past day computes its figures alone, and they are those of a look at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.services.team_book import TODAY, a_team
from tests.store.books import with_account, with_order
from tests.store.test_batch import take_in
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.errors import NotFound
from winback_tui.services.accounts.merge import merge_accounts
from winback_tui.services.book.history import history, undo
from winback_tui.services.book.lookup import about_account, about_due, find_account, without_figures
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.contacts.promises import make_promise
from winback_tui.services.lists.snooze import put_aside
from winback_tui.services.plans.followups import due
from winback_tui.store.book import Book
from winback_tui.store.file.erase.erase import erase
from winback_tui.store.summary.compose import COLUMNS
from winback_tui.store.summary.past import figures as past_figures
from winback_tui.store.write import act

NAMES = ("North Mill Ltd", "ACME", "Bolt GmbH", "Solo", "Newcomer")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A team's book with a case, a merged account and one put aside, all of it a year ago."""
    made = a_team(tmp_path)
    then = replace(made, clock=fixed_clock(ago(300)))
    open_case(then, "Dozer", ago(400), "Bob", "Ann")
    merge_accounts(then, "Bolt GmbH", "Solo")
    put_aside(then, "ACME", ago(200), "on holiday")
    return made


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def on(book: Book, day: date) -> Book:
    return replace(book, as_of=day, _past={})


def row_of(book: Book, name: str) -> tuple[Any, ...] | None:
    number = find_account(book, name).no
    with book.read() as connection:
        found = connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM account_summary WHERE account_no = ?", (number,)
        ).fetchone()
        return None if found is None else tuple(found)


def test_the_figures_are_those_of_a_look_at_all(book: Book) -> None:
    for day in (TODAY, ago(60), ago(250), ago(350)):
        whole, shared = on(book, day), on(book, day)
        rows = [row_of(whole, name) for name in (*NAMES, "Dozer")]
        assert [row_of(about_account(shared, name), name) for name in (*NAMES, "Dozer")] == rows
        assert rows[0] is not None and (rows[3] == rows[2]) == (day > ago(300)), "Solo is Bolt's further name"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days for which the orders of all accounts were read, one after the other."""
    days: list[date] = []
    usual = past_figures._made_context

    def noted(connection: Any, path: Path, day: date, *rest: Any) -> Any:
        days.append(day)
        return usual(connection, path, day, *rest)

    monkeypatch.setattr(past_figures, "_made_context", noted)
    return days


def look(book: Book, day: date, name: str = "Bolt GmbH") -> None:
    """Compare what is found for one account, and what was due, with a look at all."""
    assert row_of(about_account(on(book, day), name), name) == row_of(on(book, day), name)
    assert due(about_due(on(book, day))) == due(on(book, day))


def test_what_all_are_judged_by_is_kept_for_the_days_looked_at_last(book: Book, made: list[date]) -> None:
    days = [ago(10 + back) for back in range(9)]
    for day in (*days[:8], *days[:8]):
        look(book, day)
    assert made == days[:8]
    look(book, days[8])
    look(book, days[7])
    assert made == days
    look(book, days[0])
    assert made == [*days, days[0]]


def test_acts_of_today_leave_a_past_day_as_it_is(book: Book, made: list[date]) -> None:
    look(book, ago(20))
    put_aside(book, "North Mill", TODAY + timedelta(days=9), "on holiday")
    log_contact(book, "ACME", "Spoke with them", on_day=ago(30))
    undo(book)
    open_case(book, "North Mill", ago(60), "Bob", "Ann")
    merge_accounts(book, "ACME", "North Mill")
    look(book, ago(20))
    assert made == [ago(20)]


def an_older_order(book: Book) -> None:
    with_order(book, with_account(book, "Late"), ago(700).isoformat(), 9_000_000)


def an_older_order_undone(book: Book) -> None:
    an_older_order(book)
    undo(book)


def an_act_recorded_on_that_day(book: Book) -> None:
    put_aside(replace(book, clock=fixed_clock(ago(20))), "ACME", TODAY, "on holiday")


def an_import(book: Book) -> None:
    take_in(book, {"f:1": 100})


def an_erasure(book: Book) -> None:
    erase(book, find_account(book, "ACME").id)


def an_act_of_another_laptop(book: Book) -> None:
    """As a merge leaves it, with its change."""
    with act(book, "edit", "North Mill corrected") as transaction:
        transaction.run("UPDATE account SET segment = 'makers' WHERE name = 'North Mill Ltd'")
        transaction.run(
            "UPDATE change SET site = 'other', wall = ? WHERE seq = (SELECT max(seq) FROM change)", (0,)
        )


@pytest.mark.parametrize(
    "write",
    [
        an_older_order,
        an_older_order_undone,
        an_act_recorded_on_that_day,
        an_import,
        an_erasure,
        an_act_of_another_laptop,
    ],
)
def test_what_a_past_day_shows_is_found_again_once_it_changes(
    book: Book, made: list[date], write: Callable[[Book], None]
) -> None:
    look(book, ago(20))
    write(book)
    look(book, ago(20))
    assert made == [ago(20)] * 2


def test_an_account_that_was_removed_since_is_still_found_on_a_past_day(book: Book) -> None:
    then = replace(book, clock=fixed_clock(ago(30)))
    with_account(then, "Gone")
    with_account(book, "Later")
    make_promise(then, "Gone", "a sample", ago(10))
    was = due(about_due(on(book, ago(20))))
    for _ in ("promise", "later", "account"):
        undo(book)
    look(book, ago(20), "Gone")
    assert due(about_due(on(book, ago(20)))) == was
    assert any(each.item.account == "Gone" for each in was)
    with_account(book, "Newer")
    look(book, ago(20), "Gone")


def test_what_is_found_while_others_write_is_not_kept(book: Book, made: list[date]) -> None:
    view = on(book, ago(20))
    find_account(without_figures(view), "ACME")
    an_older_order(book)
    find_account(about_account(view, "ACME"), "ACME")
    due(about_due(view))
    look(book, ago(20))
    assert made == [ago(20)] * 2


def test_history_and_finding_need_no_figures(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past_figures, "_made_context", None)
    past = without_figures(on(book, ago(5)))
    account = find_account(past, "ACME")
    assert [each.act.tx for each in history(past, account.id)] == [
        each.act.tx for each in history(on(book, ago(5)), account.id)
    ]
    with pytest.raises(NotFound):
        about_account(on(book, ago(5)), "Nobody at all")
    assert about_account(book, "Nobody at all") is book
