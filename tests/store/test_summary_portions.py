"""Summaries computed in several processes are those that one process computes."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.store.books import TODAY, book_at, with_account, with_orders
from tests.store.summary_rows import summaries
from winback_tui.store.file.open import connect_write
from winback_tui.store.summary import parallel_scoring
from winback_tui.store.summary.compose import COLUMNS
from winback_tui.store.summary.parallel_scoring import ScoringPart
from winback_tui.store.summary.refresh.whole_book import refresh_all
from winback_tui.worker_process import WorkerProcess


def test_several_processes_give_what_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = book_at(tmp_path)
    for place, name in enumerate(("Acme", "Beta [/HQ]", "Gamma", "Делта", "Never ordered")):
        account = with_account(book, name)
        with_orders(
            book,
            account,
            (f"2026-{month:02}-0{1 + place}" for month in range(1, 9 if place < 4 else 0, 1 + place)),
            10_000 * (1 + place),
        )
    monkeypatch.setattr(parallel_scoring, "AT_ONCE", 1)
    seen = []
    for many in (10**9, 1):
        monkeypatch.setattr(parallel_scoring, "MANY", many)
        monkeypatch.setattr(parallel_scoring, "usable_cores", lambda: 3)
        with closing(connect_write(book.path)) as connection:
            refresh_all(connection, TODAY)
        seen.append(summaries(book))
    assert seen[0] == seen[1]
    assert len(seen[0]) == 5


def test_a_past_day_of_many_accounts_is_judged_by_several_processes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_at(tmp_path, today=date(2026, 1, 1))
    for name in ("Acme", "Beta", "Gamma"):
        account = with_account(book, name)
        with_orders(book, account, (f"2026-{month:02}-01" for month in range(1, 9)))

    def told() -> list[tuple[Any, ...]]:
        return summaries(book_at(tmp_path, as_of=date(2026, 5, 15)))

    alone = told()
    monkeypatch.setattr(parallel_scoring, "MANY", 1)
    monkeypatch.setattr(parallel_scoring, "usable_cores", lambda: 2)
    assert told() == alone
    assert [row[COLUMNS.index("order_days")] for row in alone] == [5, 5, 5]


@pytest.mark.processes
def test_files_in_the_folder_of_the_call_take_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("json", "re", "winback_tui"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    with closing(WorkerProcess(ScoringPart, date(2026, 5, 15), date(2026, 4, 30))) as beside:
        assert beside.ask("facts").values == []


def test_a_process_that_died_is_an_error_and_no_endless_wait() -> None:
    with (
        closing(WorkerProcess(ScoringPart, "two arguments", "are", "enough")) as beside,
        pytest.raises(RuntimeError, match="ended early"),
    ):
        beside.ask("facts")
