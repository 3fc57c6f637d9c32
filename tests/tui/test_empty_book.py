"""A book without accounts: every list says which keys help, and none of them does nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import an_account
from tests.store.books import book_at
from tests.tui.piloting import drawn, open_app, piloted, until
from winback_tui.services.book.live_book import LiveBook
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.views import VIEWS


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "6"])
@piloted
async def test_every_list_says_how_to_begin(tmp_path: Path, key: str) -> None:
    app = WinbackApp(LiveBook(book_at(tmp_path).path, or_blank=True), views=VIEWS)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("escape", key)
        await until(pilot, lambda: "No accounts and no orders yet." in drawn(app))
        assert "imports a file of orders" in drawn(app)
        assert "winback demo" in drawn(app)


@piloted
async def test_a_book_with_accounts_says_what_the_list_is_for(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    app = open_app(book, views=VIEWS)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("escape", "3")
        await until(pilot, lambda: "No open cases." in drawn(app))
        assert "winback demo" not in drawn(app)
