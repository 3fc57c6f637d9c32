"""As of a past day: orders by their own date, everything else by when it was recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.books import book_at, with_account, with_order
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.errors import Refused
from winback_tui.store.orders.batch import triggers_idle
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


def test_a_day_holds_what_was_recorded_to_its_last_millisecond(tmp_path: Path) -> None:
    """And orders of that very day; what the next midnight brings is not known yet."""
    day = date(2026, 6, 1)
    midnight = datetime(2026, 6, 2).astimezone()
    at_noon = book_at(tmp_path, day)
    account = with_account(at_noon)
    with_order(at_noon, account, "2026-06-01")
    for instant, name in ((midnight - timedelta(milliseconds=1), "Last"), (midnight, "Next")):
        with_account(replace(at_noon, clock=fixed_clock(instant)), name)
    assert told(tmp_path, day)[:2] == (["Acme", "Last"], 1)
    assert told(tmp_path, date(2026, 6, 2))[0] == ["Acme", "Last", "Next"]
    with book_at(tmp_path, as_of=day).read() as connection:
        sentences = [row[0] for row in connection.execute("SELECT sentence FROM act ORDER BY at DESC")]
    assert sentences[0] == "Last added" and len(sentences) == 3


def test_an_imported_account_is_there_from_its_first_order_or_from_the_import_on(tmp_path: Path) -> None:
    last_moment = datetime(2026, 6, 2).astimezone() - timedelta(milliseconds=1)
    book = replace(book_at(tmp_path, date(2026, 6, 1)), clock=fixed_clock(last_moment))
    with act(book, "import", "Import") as transaction:
        transaction.insert("import_batch", id="b", no=1, file="f.csv", source="f", at=book.clock.now_ms())
        with triggers_idle(transaction.connection):
            for name in ("Acme", "Without"):
                transaction.insert("account", name=name, batch_no=1)
            transaction.insert("sales_order", key="f:1", account_no=1, day="2026-01-05", amount=1, batch_no=1)
        transaction.touch_everything()
    assert told(tmp_path, date(2026, 1, 4))[:2] == ([], 0)
    assert told(tmp_path, date(2026, 1, 5))[:2] == (["Acme"], 1)
    assert told(tmp_path, date(2026, 5, 31))[:2] == (["Acme"], 1)
    assert told(tmp_path, date(2026, 6, 1))[:2] == (["Acme", "Without"], 1)


def test_the_past_cannot_be_changed(tmp_path: Path) -> None:
    with_account(book_at(tmp_path))
    with pytest.raises(Refused, match="past"), act(book_at(tmp_path, as_of=date(2026, 1, 1)), "edit", "x"):
        pytest.fail("the act began")
