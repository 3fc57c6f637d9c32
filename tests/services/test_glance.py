"""Data that ends long ago is told as of its end, and shows the months that it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.books import TODAY, book_at, with_account, with_orders
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.accounts.glance import Glance, glance


def told_of_orders(folder: Path, days: Iterable[str], *, days_later: int = 0) -> Glance:
    book = book_at(folder)
    account = with_account(book)
    with_orders(book, account, days)
    later = fixed_clock(TODAY + timedelta(days=days_later))
    return glance(replace(book, clock=later, yesterday_will_do=True), 1)


def test_old_data_is_told_as_such(tmp_path: Path) -> None:
    told = told_of_orders(tmp_path, (f"2024-{month:02}-05" for month in range(1, 7)))
    assert told.sentence.startswith("Data up to 5 Jun 2024. Orders about every ")
    assert told.told_until.year == 2024


@pytest.mark.parametrize("later", [0, 2])
def test_a_fresh_book_needs_no_such_words_also_before_the_day_is_scored(tmp_path: Path, later: int) -> None:
    told = told_of_orders(tmp_path, (f"2026-{month:02}-20" for month in range(6, 12)), days_later=later)
    assert told.sentence.startswith("Orders about every ")
    assert told.told_until.year == 2026
