"""Finding an account that somebody names."""

from __future__ import annotations

from pathlib import Path

from tests.services.review_book import DAY
from tests.store.books import book_at
from winback_tui.store.accounts.find import by_id, by_name
from winback_tui.store.write import act


def test_a_whole_name_and_a_number_are_found_without_reading_every_account(tmp_path: Path) -> None:
    book = book_at(tmp_path, DAY)
    with act(book, "edit", "Two") as transaction:
        for name in ("Acme", "Beta"):
            transaction.insert("account", name=name, name_key=name.lower(), external_id=f"C-{name}")
    asked: list[str] = []
    with book.read() as connection:
        connection.set_trace_callback(asked.append)
        assert [each.name for each in by_name(connection, "Acme")] == ["Acme"]
        assert [each.name for each in by_id(connection, "C-Beta")] == ["Beta"]
        connection.set_trace_callback(None)
        plans = [
            str(step["detail"]) for sql in asked for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]
    assert len(plans) > 4 and not any(step.startswith("SCAN") for step in plans), plans
