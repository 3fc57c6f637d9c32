"""Exports of many systems and languages, known and unknown, are read as a person reads them, without a question."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from winback_tui.domain.money.money import decimal_string
from winback_tui.intake import AccountRow, OrderRow, Refusal, Skipped, inspect, rows

FOLDER = Path(__file__).parent / "layouts"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))
ONLY_BY_SYSTEM = {
    "amazon",
    "french_ledger_file",
    "paypal",
    "sage_50",
    "sap_billing",
    "sap_sales",
    "squarespace_style",
}
"""Layouts whose traps cannot be seen in the table itself."""


def as_read(order: OrderRow) -> str:
    amount = decimal_string(order.amount, order.currency)
    return f"{order.account.name} | {order.day} | {amount} | {order.currency or '-'} | {order.kind}"


def check(name: str) -> None:
    known = inspect(FOLDER / f"{name}.csv")
    wanted = EXPECTED[name]
    assert [question.text for question in known.questions] == []
    found = list(rows(known))
    orders = [as_read(row) for row in found if isinstance(row, OrderRow)]
    assert sorted(orders) == sorted(wanted.get("orders", []))
    assert [row.row for row in found if isinstance(row, Refusal)] == wanted.get("refused", [])
    assert [row.account.name for row in found if isinstance(row, AccountRow)] == wanted.get("accounts", [])
    taken = sum(len(row.rows) if isinstance(row, OrderRow) else 1 for row in found)
    further = sum(1 for row in found if isinstance(row, Skipped) and "further line" in row.reason)
    lines = (FOLDER / f"{name}.csv").read_text("utf-8").split("\n")[known.header_row :]
    below = sum(1 for line in lines if line.strip(",;|\t"))
    assert taken - further == below, "every row below the header is taken, refused or skipped, once"


def test_every_layout_has_its_expectation() -> None:
    assert sorted(EXPECTED) == sorted(path.stem for path in FOLDER.glob("*.csv"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_layout_is_read_as_a_person_reads_it(name: str) -> None:
    check(name)


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - ONLY_BY_SYSTEM))
def test_recognition_does_not_hang_on_the_list_of_systems(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("winback_tui.intake.inspection.recognise", lambda *_: None)
    check(name)
