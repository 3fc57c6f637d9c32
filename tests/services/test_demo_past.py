"""The case of a second loss in the demo's branch is opened to the letter as the service opens it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.services.team_book import account
from tests.store.books import book_at
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.cases.opening import close_case, open_case
from winback_tui.services.demo.past.second_loss import open_second_case
from winback_tui.store.book import Book
from winback_tui.store.write import act

FIRST, CLOSED, BACK, AGAIN, OPENED = (
    *(date(2024, 6, 3), date(2024, 8, 5), date(2024, 9, 2)),
    *(date(2025, 3, 4), date(2025, 3, 20)),
)
NAME = "Ambler Catering"


def written(folder: Path, opens: Callable[[Book], Any]) -> list[tuple[Any, ...]]:
    """What history and log say of the second opening; ids aside."""
    folder.mkdir()
    book = book_at(folder, CLOSED)
    days = [FIRST - timedelta(days=28 * at) for at in range(1, 9)] + [BACK, BACK + timedelta(days=28)]
    with act(book, "demo", "Written down") as transaction:
        account(transaction, NAME, None, "food", days, 9_000)
    open_case(book, NAME, FIRST, "Ann Keller", responsible="Ben Osei")
    close_case(book, NAME)
    with book.read() as connection:
        before = connection.execute("SELECT max(seq) FROM change").fetchone()[0]
    opens(Book(book.path, fixed_clock(OPENED), "Ben Osei"))
    with book.read() as connection:
        rows = connection.execute(
            "SELECT a.verb, a.actor, a.sentence, a.account_id IS NOT NULL, c.tbl, c.col, c.value FROM change c"
            " JOIN act a ON a.tx = c.tx WHERE c.seq > ? ORDER BY a.no, c.tbl, c.col, c.seq",
            (before,),
        ).fetchall()
        ids = {
            row[0]: table
            for table in ("loss_case", "rep", "account")
            for row in connection.execute(f"SELECT id FROM {table}")
        }
    return [(*row[:-1], _without_ids(row[-1], ids)) for row in rows]


def _without_ids(value: Any, ids: dict[str, str]) -> Any:
    for each, table in ids.items() if isinstance(value, str) else ():
        value = value.replace(each, f"<{table}>")
    return value


def test_a_second_case_is_opened_as_the_service_opens_it(tmp_path: Path) -> None:
    ours = written(
        tmp_path / "ours", lambda book: open_second_case(book, NAME, AGAIN, "Ann Keller", "Ben Osei")
    )
    by_service = written(
        tmp_path / "by-service",
        lambda book: open_case(book, NAME, AGAIN, "Ann Keller", responsible="Ben Osei"),
    )
    assert ours == by_service and any("lost again" in row[2] for row in ours)
