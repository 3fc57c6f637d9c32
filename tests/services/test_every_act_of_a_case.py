"""Every act: undone and done again, in the history, not in the past, on other laptops, harmless whatever is typed."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import winback_tui
from tests.services.case_books import a_lost_account
from tests.services.every_act import ACTS, BAD, FIRST, HARM, TRIED_ELSEWHERE, UNWRITTEN
from tests.services.ready_case import asked, on
from tests.store.books import content
from tests.sync.replicas import Replica, tables_of
from winback_tui.domain.money.money import Money
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.briefing import brief
from winback_tui.services.contacts.complaints import log_complaint
from winback_tui.services.contacts.promises import make_promise
from winback_tui.services.lists.overdue import asked_for, list_accounts
from winback_tui.services.plans.followups import due
from winback_tui.store.book import Book
from winback_tui.store.log.acts import acts
from winback_tui.store.log.logged_tables import LOGGED_TABLES
from winback_tui.store.log.undoing.undo import redo, undo

ROOT = Path(__file__).parents[2]
SERVICES = Path(winback_tui.__file__).parent / "services"
ACTS_FILE = Path(__file__).with_name("every_act.py")


def past(book: Book, day: date) -> Book:
    return Book(book.path, book.clock, book.actor, day)


@pytest.mark.thorough
def test_every_act_is_undone_told_dated_merged_and_harmless(tmp_path: Path) -> None:
    book = on(asked(a_lost_account(tmp_path, today=FIRST)[0]), FIRST)
    other = Replica(Book(tmp_path / "other" / "book.db", book.clock, "Dora"), "Dora")
    written: set[str] = set()
    for place, (name, work) in enumerate(ACTS, 1):
        day = FIRST + timedelta(days=place)
        book = on(book, day)
        before = content(book)
        done = work(book, day)
        after = content(book)
        assert after != before, f"{name} wrote nothing"
        written |= {table for table, rows in after.items() if rows != before[table]}
        assert not HARM & set(_texts(after)), name
        with book.read() as connection:
            sentence = next(iter(acts(connection))).sentence
        assert sentence and not HARM & set(sentence), name
        assert getattr(done, "sentence", sentence) == sentence, name
        undo(book)
        assert content(book) == before, f"{name} was not undone whole"
        redo(book)
        assert content(book) == after, f"{name} was not done again"
        assert content(past(book, day - timedelta(days=1))) == before, f"{name} is known before it was done"
        if place % 8 == 0 or place == len(ACTS):
            merged = replace(other, book=on(other.book, day))
            merged.take(Replica(book, "Ann").copied(tmp_path / f"{place}.db"))
            assert tables_of(merged.book) == tables_of(book), f"{name} or one before it did not arrive"
            assert _shown(merged.book) == _shown(book), (
                f"{name} or one before it is shown otherwise elsewhere"
            )
    assert written == set(LOGGED_TABLES) - UNWRITTEN


def _shown(book: Book) -> list[object]:
    """The lists and follow-ups, which each laptop works out for itself."""
    rows = [
        (row.account.name, row.account.status, row.signs) for row in list_accounts(book, asked_for("all"))
    ]
    return [*rows, *((row.what, row.day, row.item.held) for row in due(book))]


def test_no_act_is_missing() -> None:
    """Every function of the services that writes is one of these acts, or has tests that are named."""
    called = {
        node.id for node in ast.walk(ast.parse(ACTS_FILE.read_text("utf-8"))) if isinstance(node, ast.Name)
    }
    missing = {}
    for file in sorted(SERVICES.rglob("*.py")):
        module = ".".join(file.relative_to(SERVICES).with_suffix("").parts)
        if module == "book.account_action" or any(
            f"{module}.".startswith(f"{each}.") for each in TRIED_ELSEWHERE
        ):
            continue
        if forgotten := _acts_of(file) - called:
            missing[module] = sorted(forgotten)
    assert missing == {}
    assert _acts_of(SERVICES / "contacts" / "complaints.py") >= {"log_complaint", "answer_complaint"}
    for module, tests in TRIED_ELSEWHERE.items():
        assert any(SERVICES.glob(f"{module.replace('.', '/')}*")) and (ROOT / tests).is_file(), module


def _acts_of(file: Path) -> set[str]:
    """The public functions of a module that open a transaction, themselves or through a private one beside them."""
    functions = {
        node.name: {
            call.func.id
            for call in ast.walk(node)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        }
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    writing = {"act", "account_action"}
    while grown := {name for name, calls in functions.items() if calls & writing} - writing:
        writing |= grown
    return {name for name in writing & functions.keys() if not name.startswith("_")}


def test_the_briefs_of_the_past_know_nothing_of_today(tmp_path: Path) -> None:
    book = on(asked(a_lost_account(tmp_path, today=FIRST)[0]), FIRST)
    then = brief(book, "Acme")
    later = on(book, FIRST + timedelta(days=5))
    make_promise(later, "Acme", "Samples", FIRST + timedelta(days=9))
    log_complaint(later, "Acme", "Torn rolls", 4)
    add_cause(later, "Acme", "delivery", "late")
    assert brief(later, "Acme").parts != then.parts
    assert brief(past(later, FIRST), "Acme").parts == then.parts


def test_a_relapse_is_an_act_like_any_other(tmp_path: Path) -> None:
    from winback_tui.services.accounts.orders import enter_order

    book = on(asked(a_lost_account(tmp_path, today=FIRST)[0]), date(2026, 11, 22))
    enter_order(book, "Acme", date(2026, 10, 20), Money(100, "EUR"))
    before = content(book)
    done = open_case(book, "Acme", date(2026, 11, 15), "Dora", "Carl", note=BAD)
    assert any("ask if the reason is the same" in each for each in done.warnings)
    undo(book)
    assert content(book) == before


def _texts(told: dict[str, list[tuple[Any, ...]]]) -> str:
    return "".join(value for rows in told.values() for row in rows for value in row if isinstance(value, str))
