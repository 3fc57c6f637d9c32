"""The past of the demo is written in bulk: each act as the service of its name would have written it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.services.team_book import account
from tests.store.books import book_at
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.cases.opening import close_case, open_case
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.demo.past.writing import call_past_customer, close_past_case, open_past_case
from winback_tui.store.book import Book
from winback_tui.store.write import act

LOST, OPENED, CLOSED = date(2025, 3, 4), date(2025, 3, 20), date(2025, 6, 2)
NAME = "Ambler Catering"

Acts = list[Callable[[Book], Any]]

IN_BULK: Acts = [
    lambda book: open_past_case(book, NAME, LOST, "Ann Keller"),
    lambda book: close_past_case(book, NAME, back=False, let_go=False),
    lambda book: call_past_customer(book, NAME),
]
BY_SERVICES: Acts = [
    lambda book: open_case(book, NAME, LOST, "Ann Keller", responsible="Ben Osei"),
    lambda book: close_case(book, NAME, "closed", "No order after all we tried."),
    lambda book: log_contact(book, NAME, "All well"),
]


def written(folder: Path, acts: Acts, do: Callable[[Book], Any] | None = None) -> list[tuple[Any, ...]]:
    """What history and log say of these acts, each done on its own day; ids aside."""
    book = book_at(folder, OPENED)
    with act(book, "demo", "Written down") as transaction:
        account(
            transaction, NAME, None, "food", [LOST - timedelta(days=28 * at) for at in range(1, 9)], 9_000
        )
    with book.read() as connection:
        before = connection.execute("SELECT max(seq) FROM change").fetchone()[0]
    for one, day in zip(acts, (OPENED, CLOSED, CLOSED), strict=True):
        one(Book(book.path, fixed_clock(day), "Ben Osei"))
    with book.read() as connection:
        rows = connection.execute(
            "SELECT a.verb, a.actor, a.sentence, a.account_id IS NOT NULL, c.tbl, c.col, c.value FROM change c"
            " JOIN act a ON a.tx = c.tx WHERE c.seq > ? ORDER BY a.no, c.tbl, c.col, c.seq",
            (before,),
        ).fetchall()
        ids = {
            row[0]: table
            for table in ("loss_case", "rep", "activity", "account")
            for row in connection.execute(f"SELECT id FROM {table}")
        }
    return [(*row[:-1], _without_ids(row[-1], ids)) for row in rows]


def _without_ids(value: Any, ids: dict[str, str]) -> Any:
    for each, table in ids.items() if isinstance(value, str) else ():
        value = value.replace(each, f"<{table}>")
    return value


LET_GO: Acts = [
    BY_SERVICES[0],
    lambda book: close_case(book, NAME, "let go", "Worth less than the drive."),
    BY_SERVICES[2],
]


@pytest.mark.parametrize("place", range(3))
def test_an_act_in_bulk_is_that_of_the_service(tmp_path: Path, place: int) -> None:
    folders = [tmp_path / "bulk", tmp_path / "services"]
    for folder in folders:
        folder.mkdir()
    mixed = [IN_BULK[at] if at == place else BY_SERVICES[at] for at in range(3)]
    assert written(folders[0], mixed) == written(folders[1], BY_SERVICES)


def test_so_is_letting_go(tmp_path: Path) -> None:
    for folder in (tmp_path / "bulk", tmp_path / "services"):
        folder.mkdir()
    bulk = [LET_GO[0], lambda book: close_past_case(book, NAME, back=False, let_go=True), LET_GO[2]]
    assert written(tmp_path / "bulk", bulk) == written(tmp_path / "services", LET_GO)
