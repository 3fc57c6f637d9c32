"""A redo of a large import puts back the summaries from before its undo, where nothing was written in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.services.newer_exports import as_csv, row, take
from tests.store.books import TODAY, book_at, with_account, with_order
from tests.store.summary_rows import computed_anew, summaries
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store import write
from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_write
from winback_tui.store.log.acts import acts
from winback_tui.store.log.undoing import before_undo
from winback_tui.store.log.undoing import undo as undoing
from winback_tui.store.log.undoing.before_undo import SCORING_FACTS
from winback_tui.store.log.undoing.undo import redo, undo
from winback_tui.store.write import act

NAMES = ("Acme", "Globex", "Initech", "Umbrella", "Hooli")
NOT_OF_SCORING = {"past_days", "past_due"}


@pytest.fixture(autouse=True)
def every_import_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "FEW_ACCOUNTS", 0)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = book_at(tmp_path)
    with_order(book, with_account(book, "Earlier"), "2026-01-05")
    rows = [row(100 * who + k, name, 30 * k + who) for who, name in enumerate(NAMES) for k in range(12)]
    take(book, as_csv(rows))
    return book


def derived(book: Book) -> dict[str, Any]:
    with replace(book, yesterday_will_do=True).read() as connection:
        return dict(tuple(line) for line in connection.execute("SELECT name, value FROM derived"))


def nothing_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "_refresh", lambda *_: pytest.fail("summaries were computed"))


def test_nothing_is_computed_and_all_is_as_it_was(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    before, facts = summaries(book), derived(book)
    undo(book)
    assert len(summaries(book)) == 1
    with monkeypatch.context() as patched:
        nothing_is_computed(patched)
        redo(book)
    assert summaries(book) == before == computed_anew(book, TODAY)
    assert derived(book) == facts
    for _ in range(2):  # and again
        undo(book)
        redo(book)
    assert summaries(book) == before and derived(book) == facts


def test_on_another_day_it_is_a_book_of_the_day_before(book: Book) -> None:
    undo(book)
    later = replace(book, clock=fixed_clock(TODAY + timedelta(days=40)))
    summaries(later)  # what stays is scored for that day
    redo(later)
    assert derived(later)["scored_on"] == TODAY.isoformat()
    assert summaries(later) == computed_anew(later, TODAY + timedelta(days=40))


def _another_act(book: Book) -> None:
    with act(book, "setting", "Classes set") as transaction:
        write_setting(transaction, "abc limits", [1, 1, 98])
        transaction.touch_everything()


def _an_act_and_its_undo(book: Book) -> None:
    _another_act(book)
    undo(book)


def _a_foreign_program(book: Book) -> None:
    connection = connect_write(book.path)
    connection.execute("UPDATE account SET gone_reason = 'closed' WHERE name = 'Earlier'")
    connection.close()


def _an_erasure(book: Book) -> None:
    erase_account(book, "Earlier")


@pytest.mark.parametrize(
    "meanwhile",
    [_another_act, _an_act_and_its_undo, _a_foreign_program, _an_erasure],
    ids=lambda do: do.__name__,
)
def test_after_anything_else_they_are_computed(book: Book, meanwhile: Callable[[Book], None]) -> None:
    undo(book)
    with book.read() as connection:
        undone = next(each.tx for each in acts(connection) if each.verb == "undo")
    meanwhile(book)
    undo(book, undone)
    assert summaries(book) == computed_anew(book, TODAY)


def test_those_of_another_version_are_computed(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may judge otherwise, or keep other columns."""
    undo(book)
    monkeypatch.setattr(before_undo, "__version__", "0.0.1")
    monkeypatch.setattr(undoing, "put_back_summaries", lambda _: pytest.fail("put back"))
    redo(book)
    assert summaries(book) == computed_anew(book, TODAY)


def test_what_is_redone_after_an_earlier_act_is_computed(book: Book) -> None:
    undo(book)
    undo(book)
    redo(book)
    redo(book)
    assert summaries(book) == computed_anew(book, TODAY)


@pytest.mark.parametrize("meanwhile", [_another_act, _an_erasure], ids=lambda do: do.__name__)
def test_the_next_act_removes_them(book: Book, meanwhile: Callable[[Book], None]) -> None:
    undo(book)
    assert any(name.startswith("before_undo") for name in derived(book))
    meanwhile(book)
    assert not any(name.startswith("before_undo") for name in derived(book))


@pytest.mark.parametrize(
    ("part", "damage"),
    [
        *(("rows_0", damage) for damage in (b"", b"no zlib", b"x\x9c\x03\x00\x00\x00\x00\x01", None)),
        *(("rows_1", damage) for damage in (b"no zlib", None)),
        *(("facts", damage) for damage in ("{", "", "[]", "{}", b"\xff", None)),
    ],
)
def test_damaged_ones_are_computed(
    book: Book, monkeypatch: pytest.MonkeyPatch, part: str, damage: str | bytes | None
) -> None:
    """None: they are lost."""
    monkeypatch.setattr(before_undo, "_ROWS_AT_ONCE", 2)
    undo(book)
    connection = connect_write(book.path)
    name = f"before_undo_{part}"
    if damage is None:
        connection.execute("DELETE FROM derived WHERE name = ?", (name,))
    else:
        connection.execute("UPDATE derived SET value = ? WHERE name = ?", (damage, name))
    connection.close()
    redo(book)
    assert summaries(book) == computed_anew(book, TODAY)


def test_every_fact_of_the_scoring_is_kept(book: Book) -> None:
    edit_account(book, "Earlier", {"segment": "retail"})
    assert set(derived(book)) - NOT_OF_SCORING <= set(SCORING_FACTS)


def test_a_dry_run_keeps_nothing(book: Book) -> None:
    undo(book, dry_run=True)
    assert set(derived(book)) <= set(SCORING_FACTS)


def test_many_accounts_are_kept_in_parts(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(before_undo, "_ROWS_AT_ONCE", 2)
    before = summaries(book)
    undo(book)
    assert "before_undo_rows_2" in derived(book)
    redo(book)
    assert summaries(book) == before
