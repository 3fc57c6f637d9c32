"""Pages about the whole list by keyboard: the past replayed beside the keys, and where the money is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.services.team_book import a_team, account, every
from tests.store.books import TODAY, book_at
from tests.tui.piloting import drawn, open_app, piloted, until
from winback_tui.services.lists.backtest_process import BacktestProcess
from winback_tui.store.book import Book
from winback_tui.store.write import act


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """Sixty accounts, of whom every third stopped in spring."""
    monkeypatch.setenv("WINBACK_NOW", f"{TODAY}T12:00:00")
    book = book_at(tmp_path)
    with act(book, "demo", "Many") as transaction:
        for number in range(60):
            last = date(2026, 4, 1) if number % 3 == 0 else TODAY - timedelta(days=number % 20)
            account(transaction, f"Firm {number}", None, "", every(14 + number % 9, 20, last), 10_000)
        transaction.touch_everything()
    return book


@piloted
async def test_the_past_is_told_in_words_and_leaving_ends_the_replay(many: Book) -> None:
    app = open_app(many)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Firm" in drawn(app))
        await pilot.press("B")
        await until(pilot, lambda: "How accurate is this list?" in drawn(app))
        await until(pilot, lambda: "days since last order" in drawn(app), 40)
        for said in ("Of the 40 accounts", "ordered nothing in the next 90 days", "45 days"):
            assert said in " ".join(drawn(app).split())
        await pilot.press("B", "escape", "escape")
        await until(pilot, lambda: "1 Overdue" in drawn(app))


def test_a_replay_that_is_stopped_ends_at_once(many: Book) -> None:
    replay = BacktestProcess(many)
    replay.stop()
    with pytest.raises(Exception, match="could not be replayed"):
        replay.result()


@piloted
async def test_too_little_history_is_said_plainly(tmp_path: Path) -> None:
    empty = open_app(Book(tmp_path / "none.db", or_blank=True))
    async with empty.run_test(size=(120, 36)) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: "there is no past to replay" in drawn(empty))
        await pilot.press("escape", "dollar_sign")
        await until(pilot, lambda: "Nobody is overdue." in drawn(empty))


@piloted
async def test_the_money_stands_in_bars_with_names_as_they_are(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    with act(book, "demo", "A hostile segment") as transaction:
        account(transaction, "Trap", None, "[red]x[/]\x1b[2J", every(21, 18, date(2026, 9, 20)), 50_000)
        transaction.touch_everything()
    app = open_app(book)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("dollar_sign")
        await until(pilot, lambda: "By class" in drawn(app))
        assert "[red]x[/]" in drawn(app)
        assert "▇" * 20 in drawn(app) and "no owner" in drawn(app)
        assert all(len(line) <= 80 for line in drawn(app).split("\n"))
