"""What fails after a sync does not hide that it is done, nor the code of the team that it made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.laptops import desk
from tests.store.books import with_account
from winback_tui.domain.errors import Refused
from winback_tui.services.team import sync
from winback_tui.store.book import Book


def test_a_sync_that_is_done_is_said_though_the_book_cannot_be_read_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = desk(tmp_path, "Ann", monkeypatch)
    with_account(laptop.book, "Acme")
    (tmp_path / "stick").mkdir()
    readings = iter([()])

    def fails_later(_book: Book) -> tuple[()]:
        for nothing in readings:
            return nothing
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("winback_tui.services.team.syncing.lost_edits", fails_later)
    with laptop.at_home() as book, pytest.raises(Refused, match=r'stick is synced. A team was .*: ".+"'):
        sync(book, [str(tmp_path / "stick")])
