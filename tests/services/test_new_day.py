"""A new day is scored beside the screen, and tried again where the book was busy."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import which
from time import sleep

import pytest

from tests.store.books import TODAY, book_at, with_account, with_order
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.book import day_scoring
from winback_tui.services.book.day_scoring import DayScoring


def test_a_scoring_that_failed_is_begun_again_after_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_at(tmp_path)
    with_order(book, with_account(book), "2026-11-20")
    waiting = replace(book, clock=fixed_clock(TODAY + timedelta(days=1)), yesterday_will_do=True)
    scoring = DayScoring(waiting)
    monkeypatch.setattr("sys.executable", which("false"))

    def ended() -> bool:
        while scoring._process is not None and scoring._process.running:
            sleep(0.01)
        return scoring.begin_if_due()

    assert scoring.begin_if_due()
    assert not ended()
    monkeypatch.setattr(day_scoring, "AGAIN_AFTER", 0.0)
    scoring._not_before = 0.0
    assert scoring.begin_if_due()
    assert ended()
