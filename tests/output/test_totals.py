"""Sums below the rows of a table, for a reader alone, each currency for itself."""

from __future__ import annotations

from typing import Any

import pytest

from winback_tui.output.stakes import page
from winback_tui.output.tables.table import CellKind, Column, Table
from winback_tui.store.lists.stakes import Stake

COLUMNS = (
    Column("name", "Name", names=True),
    Column("accounts", "Accounts", CellKind.INT),
    Column("share", "Share", CellKind.PERCENT),
    Column("sum", "Sum", CellKind.MONEY),
    Column("currency", "Cur"),
)


def totals(rows: list[tuple[Any, ...]], summed: tuple[str, ...] = ("accounts", "sum")) -> list[list[Any]]:
    table = Table(COLUMNS, iter(rows), summed=summed).with_totals()
    return [list(row) for row in table.rows][len(rows) :]


def test_each_currency_has_its_own_total_and_shares_have_none() -> None:
    rows = [("A", 2, 0.5, 100, "EUR"), ("B", 1, 0.1, 7, "CHF"), ("C", 3, 0.4, None, "EUR")]
    assert totals(rows) == [["Total of 2", 5, None, 100, "EUR"], ["Total of 1", 1, None, 7, "CHF"]]


@pytest.mark.parametrize("rows", [[], [("A", 2, 0.5, 100, "EUR")]])
def test_nothing_and_a_single_row_have_no_total(rows: list[tuple[Any, ...]]) -> None:
    assert totals(rows) == []


def test_a_table_that_asks_for_no_sums_stays_as_it_is() -> None:
    assert totals([("A", 2, 0.5, 100, "EUR"), ("B", 1, 0.1, 7, "EUR")], ()) == []


def test_money_at_risk_by_owner_ends_with_all_of_it() -> None:
    sums = [Stake("Ann", 2, 300_00, "EUR"), Stake("", 1, 100_00, "EUR")]
    lines = page(sums, "no owner").splitlines()
    assert len(lines) == 3 and lines[2].startswith("Total ")
    assert "400 EUR" in lines[2] and lines[2].endswith("3 accounts")
    assert len(page(sums[:1], "no owner").splitlines()) == 1
