"""Sums below the rows of a table, for a reader alone, each currency for itself."""

from __future__ import annotations

from typing import Any

import pytest

from winback_tui.domain.money.group_sums import group_sums
from winback_tui.domain.money.rates import rates_of, read_rates
from winback_tui.output.stakes import APART, page
from winback_tui.output.tables.table import CellKind, Column, Table
from winback_tui.store.lists.stakes import Stake

DAY = "2026-12-01"
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
    lines = page(group_sums(sums, None, DAY), "no owner").splitlines()
    assert len(lines) == 3 and lines[2].startswith("Total ")
    assert "400 EUR" in lines[2] and lines[2].endswith("3 accounts")
    assert len(page(group_sums(sums[:1], None, DAY), "no owner").splitlines()) == 1


SEVERAL = [
    Stake("Ann", 3, 3_070_00, "EUR"),
    Stake("Ben", 2, 3_276_00, "EUR"),
    Stake("Ben", 1, 2_871_00, "CHF"),
    Stake("Cleo", 4, 4_533_00, "EUR"),
]


def test_nobody_is_split_or_ranked_by_one_of_several_currencies() -> None:
    lines = page(group_sums(SEVERAL, None, DAY), "no owner").splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["Cleo", "Ann", "Ben", "Total"]
    assert "3,276 EUR + 2,871 CHF" in lines[2] and lines[2].endswith("3 accounts, 30%")
    assert lines[1].count("▇") == lines[2].count("▇") == 15, "three accounts of the four that Cleo has"
    assert "\n".join(lines[4:]) == APART


def test_with_rates_people_are_ranked_by_all_their_money() -> None:
    rates = rates_of(read_rates("CHF 1.05 EUR"))
    found = group_sums(SEVERAL, rates, DAY)
    assert [(group.name, group.worth) for group in found.groups] == [
        ("Ben", 3_276_00 + 3_014_55),  # 2,871 CHF at 1.05
        ("Cleo", 4_533_00),
        ("Ann", 3_070_00),
    ]
    assert found.compared and APART not in page(found, "no owner")
    assert not group_sums([*SEVERAL, Stake("Dan", 1, 5, "JPY")], rates, DAY).compared
