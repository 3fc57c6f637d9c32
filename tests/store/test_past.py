"""As of a past day: orders by their own date, everything else by when it was recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.store.books import book_at, with_account, with_order
from winback_tui.domain.errors import Refused
from winback_tui.store.write import act


def told(folder: Path, as_of: date) -> tuple[list[str], int, list[str]]:
    with book_at(folder, as_of=as_of).read() as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM account ORDER BY name")]
        orders = connection.execute("SELECT count(*) FROM sales_order").fetchone()[0]
        statuses = [
            row[0] for row in connection.execute("SELECT status FROM account_summary ORDER BY account_no")
        ]
    return names, orders, statuses


def test_a_past_day_shows_what_was_known_then(tmp_path: Path) -> None:
    account = with_account(book_at(tmp_path, date(2026, 1, 10)))
    with_order(book_at(tmp_path, date(2026, 3, 1)), account, "2026-01-05")
    later = book_at(tmp_path, date(2026, 4, 1))
    with act(later, "edit", "Renamed", account) as transaction:
        transaction.run("UPDATE account SET name = 'Beta'")
    with act(book_at(tmp_path, date(2026, 5, 1)), "case", "Case opened", account) as transaction:
        transaction.insert("loss_case", account_id=account, lost_on="2026-04-20", opened_on="2026-05-01")
    with act(book_at(tmp_path, date(2026, 6, 1)), "case", "Case deleted", account) as transaction:
        transaction.run("DELETE FROM loss_case")
    assert told(tmp_path, date(2026, 1, 4)) == ([], 0, [])
    assert told(tmp_path, date(2026, 1, 20)) == (["Acme"], 1, ["single"])
    assert told(tmp_path, date(2026, 4, 2)) == (["Beta"], 1, ["single"])
    assert told(tmp_path, date(2026, 5, 10)) == (["Beta"], 1, ["lost"])
    assert told(tmp_path, date(2026, 6, 2)) == (["Beta"], 1, ["single"])


def test_orders_of_an_account_that_was_entered_later_are_not_there(tmp_path: Path) -> None:
    account = with_account(book_at(tmp_path, date(2026, 6, 1)))
    with_order(book_at(tmp_path, date(2026, 6, 1)), account, "2026-01-05")
    assert told(tmp_path, date(2026, 5, 1)) == ([], 0, [])
    assert told(tmp_path, date(2026, 6, 1)) == (["Acme"], 1, ["single"])


def test_the_past_cannot_be_changed(tmp_path: Path) -> None:
    with_account(book_at(tmp_path))
    with pytest.raises(Refused, match="past"), act(book_at(tmp_path, as_of=date(2026, 1, 1)), "edit", "x"):
        pytest.fail("the act began")
