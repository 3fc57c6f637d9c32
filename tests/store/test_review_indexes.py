"""What a review asks of 100,000 summaries is found in indexes: the strong signs, the currencies, the first day."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.services.test_review_sums import an_odd_book
from winback_tui.store.plans.followups import dated_follow_ups
from winback_tui.store.read import plain_rows
from winback_tui.store.summary.review.currencies import currencies_of
from winback_tui.store.summary.review.first_day import first_known_day
from winback_tui.store.summary.review.sums import BEGAN, PLAIN, STOPPED, numbers_silent_in

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("condition", [BEGAN, PLAIN, STOPPED])
def test_the_currencies_are_those_of_a_whole_reading(tmp_path: Path, condition: str) -> None:
    with an_odd_book(tmp_path).read() as connection:
        known = plain_rows(
            connection, f"SELECT DISTINCT currency FROM account_summary WHERE {condition} ORDER BY currency"
        ).fetchall()
        assert len(known) == 3
        assert currencies_of(connection, condition) == [each for (each,) in known]
        connection.execute("CREATE TEMP TABLE account_summary AS SELECT * FROM main.account_summary WHERE 0")
        assert currencies_of(connection, condition) == []


@pytest.mark.parametrize(
    "asks",
    [
        lambda connection: dated_follow_ups(connection, DAY, weak=False),
        lambda connection: first_known_day(connection, DAY),
        lambda connection: numbers_silent_in(connection, date(2026, 1, 1), DAY),
    ],
)
def test_no_question_reads_every_summary(
    tmp_path: Path, asks: Callable[[sqlite3.Connection], object]
) -> None:
    asked: list[str] = []
    with an_odd_book(tmp_path).read() as connection:
        connection.set_trace_callback(asked.append)
        asks(connection)
        connection.set_trace_callback(None)
        steps = [
            (str(step["detail"]), sql)
            for sql in dict.fromkeys(asked)
            if "account_summary" in sql
            for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]
    assert steps
    for step, sql in steps:
        whole = step.startswith(("SCAN m", "SCAN account_summary")) and "USING" not in step
        assert not whole, (step, sql)
