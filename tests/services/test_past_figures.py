"""A look at one account on a past day computes its figures alone, and they are those of a look at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.services.team_book import TODAY, a_team
from tests.store.books import with_account, with_order
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.errors import NotFound
from winback_tui.services.accounts.merge import merge_accounts
from winback_tui.services.book.history import history
from winback_tui.services.book.lookup import about_account, find_account, without_figures
from winback_tui.services.cases.opening import open_case
from winback_tui.services.lists.snooze import put_aside
from winback_tui.store.book import Book
from winback_tui.store.summary import past_figures
from winback_tui.store.summary.compose import COLUMNS

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


def test_what_all_are_judged_by_is_kept_until_something_is_written(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[date] = []
    usual = past_figures._made_context

    def noted(connection: Any, path: Path, day: date) -> Any:
        made.append(day)
        return usual(connection, path, day)

    monkeypatch.setattr(past_figures, "_made_context", noted)

    def look(name: str, day: date) -> None:
        assert row_of(about_account(on(book, day), name), name) == row_of(on(book, day), name)

    for name in NAMES[:3]:
        look(name, ago(20))
    assert made == [ago(20)]
    put_aside(book, "North Mill", TODAY + timedelta(days=9), "on holiday")
    look(NAMES[0], ago(20))
    with_order(book, with_account(book, "Late"), ago(700).isoformat(), 9_000_000)
    look("Bolt", ago(20))
    look("Bolt", ago(30))
    assert made == [ago(20)] * 3 + [ago(30)]


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
